"use client";
import { lazy, Suspense } from "react";
import type { TilePriceProps } from "./types.ts";
import { useReader } from "./use-reader.ts";

const OwnTilePrice = lazy(() => import("./own-tile-price.tsx").then((m) => ({ default: m.OwnTilePrice })));

/** The price on a tile: everybody's, until whoever buys for a company sees theirs. Others carry nothing for it. */
export function TilePrice(props: TilePriceProps) {
  const company = useReader()?.buysFor;
  if (!company) return props.children;
  return (
    <Suspense fallback={props.children}>
      <OwnTilePrice {...props} company={company} />
    </Suspense>
  );
}
