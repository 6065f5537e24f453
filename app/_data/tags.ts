/** Names under which cached reads are dropped when the ERP changes. */
export const tags = {
  catalogue: "catalogue",
  category: (slug: string) => `category:${slug}`,
  product: (slug: string) => `product:${slug}`,
} as const;
