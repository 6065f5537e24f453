"use client";
import dynamic from "next/dynamic";
import { useReader } from "./use-reader.ts";

const BuyingForMenu = dynamic(() => import("./buying-for-menu.tsx").then((m) => m.BuyingForMenu), { ssr: false });

/** For whom a member of companies buys. Nothing of it is fetched for anybody else. */
export const BuyingFor = () => useReader()?.member && <BuyingForMenu />;
