// Apart from contract.ts so that browsers get them without a validator.

export const blockKinds = ["hero", "story", "products", "families", "journal", "quote"] as const;
export type BlockKind = (typeof blockKinds)[number];

export const statuses = ["draft", "published"] as const;
export type ContentStatus = (typeof statuses)[number];

/** Dark words on a light photograph, or light words on a dark one. */
export const tones = ["light", "dark"] as const;

/** Where a row of products comes from. */
export const productSources = ["newest", "featured", "category", "picked"] as const;

export const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
