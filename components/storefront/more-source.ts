/** Where following pages come from: the same question the server asked for the first one. */
export type MoreSource =
  | { kind: "category"; slug: string; sort: CategorySort; filters: Record<string, string[]>; limit: number }
  | { kind: "search"; query: string; sort: SearchSort; filters: Record<string, string[]>; limit: number };
export type CategorySort = "featured" | "newest" | "price_asc" | "price_desc";
export type SearchSort = "relevance" | "newest" | "price_asc" | "price_desc";

export type MoreProductsProps = { source: MoreSource; cursor: string; shown: number; total: number; href: string };
