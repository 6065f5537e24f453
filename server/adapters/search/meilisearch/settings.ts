import type { Settings } from "meilisearch";
import { type Locale, locales } from "../../../kernel/locales.ts";
import { measures } from "../../../modules/catalogue/search-port.ts";

/** Raise it when documents or settings change shape: an index of the new name is then filled beside the old one. */
const version = 3;
export const indexUid = `comptoir_products_v${version}`;

/** ISO 639-3, as Meilisearch names languages. */
export const languageOf: Record<Locale, string> = { fr: "fra", en: "eng" };

const each = (field: string): string[] => locales.map((locale) => `${field}_${locale}`);

/**
 * The whole index configuration as code. Attribute order is relevance order; both languages are searched, so that
 * "armchair" also finds a fauteuil. Synonyms are staff's and come beside it.
 */
export const settings: Settings = {
  searchableAttributes: [...each("name"), "codes", "brand", ...each("near"), "sizes", ...each("prose")],
  displayedAttributes: ["id", "price_from", "listed_at", "positions"],
  filterableAttributes: ["id", "facets", "price_from", "listed_at", "positions", "tie", ...measures],
  sortableAttributes: ["price_from", "listed_at", "positions", "tie"],
  // A sort that was asked for is strict; otherwise words decide, and stock and novelty break ties.
  rankingRules: ["sort", "words", "typo", "proximity", "attribute", "exactness", "in_stock:desc", "listed_at:desc"],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 7 },
    disableOnAttributes: ["codes", "sizes"],
  },
  localizedAttributes: locales.map((locale) => ({ attributePatterns: [`*_${locale}`], locales: [languageOf[locale]] })),
  faceting: { maxValuesPerFacet: 2000 },
  pagination: { maxTotalHits: 5000 },
  searchCutoffMs: 1000,
};
