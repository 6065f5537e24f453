import { createHash } from "node:crypto";
import { locales } from "../../../kernel/locales.ts";
import type { SearchDocument } from "../../../modules/catalogue/search-port.ts";
import { centimetresIn, joinedCompounds, normaliseCode } from "../text.ts";

/** A document as Meilisearch keeps it. Facets are "key=value" in one attribute, so that new facets need no new settings. */
export type MeiliDocument = { id: string } & Record<string, string | number | string[] | Record<string, number>>;

/** A number that stands for an id: what breaks ties has to be compared in filters, which take numbers only. */
export const tieOf = (id: string): number => createHash("sha256").update(id).digest().readUIntBE(0, 6);

export function toMeiliDocument(document: SearchDocument): MeiliDocument {
  const sizes = new Set(document.sizesCm);
  const localized: Record<string, string | string[]> = {};
  for (const locale of locales) {
    const texts = document.texts[locale];
    for (const cm of centimetresIn([texts.name, ...texts.features].join(", "))) sizes.add(cm);
    const near = [...texts.categories, ...texts.features, ...texts.tags, texts.tagline];
    localized[`name_${locale}`] = texts.name;
    localized[`near_${locale}`] = [...near, ...[texts.name, ...near].flatMap(joinedCompounds)];
    localized[`prose_${locale}`] = texts.description;
  }
  return {
    id: document.productId,
    ...localized,
    brand: document.texts[locales[0]].brand,
    codes: [...document.codes, ...document.codes.map(normaliseCode)],
    // A size in inches is never a whole number of centimetres: the neighbours count as well.
    sizes: [...new Set([...sizes].flatMap((cm) => [cm - 1, cm, cm + 1]))].map((cm) => `${cm}cm`),
    facets: Object.entries(document.facets).flatMap(([key, values]) => values.map((value) => `${key}=${value}`)),
    price_from: document.priceFrom,
    ...document.measures,
    in_stock: document.inStock ? 1 : 0,
    listed_at: document.listedAt,
    tie: tieOf(document.productId),
    positions: document.positions,
  };
}
