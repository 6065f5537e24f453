"use client";
import dynamic from "next/dynamic";

/** Comes after the page: what a basket costs does not wait for what it earns. */
export const CartPoints = dynamic(() => import("./points-offer.tsx").then((m) => m.PointsOffer), { ssr: false });
