import type { Product } from "#server/modules/catalogue/contract.ts";

export type { Category, Facet, Media, Product, ProductCard } from "#server/modules/catalogue/contract.ts";
export type Variant = Product["variants"][number];
