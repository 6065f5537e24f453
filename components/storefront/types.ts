import type { ReactNode } from "react";
import type { Product } from "#server/modules/catalogue/contract.ts";

export type { Category, Facet, Media, Product, ProductCard } from "#server/modules/catalogue/contract.ts";
export type Variant = Product["variants"][number];

export type TilePriceProps = {
  productId: string;
  /** On a tile, which has a photo above it; beside a name; per litre, kilogram… */
  part?: "tile" | "line" | "measure";
  /** What everybody pays. */
  children: ReactNode;
};
