// Turns counts into the facets a reader sees: labels in their language, price bands in words.
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { formatMoney, money } from "#server/kernel/money.ts";
import { readRange } from "#server/kernel/number-range.ts";
import type { Facet, Filters } from "#server/modules/catalogue/contract.ts";
import { attributeText } from "#server/modules/catalogue/index.ts";
import { isMeasure, measures, type SearchResult } from "#server/modules/catalogue/search-port.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { priceBands } from "./price-bands.ts";
import { storesOf } from "./stock-places.ts";

const labels: Record<string, Record<Locale, string>> = {
  brand: { fr: "Marque", en: "Brand" },
  category: { fr: "Catégorie", en: "Category" },
  price: { fr: "Prix", en: "Price" },
  availability: { fr: "Disponibilité", en: "Availability" },
  store: { fr: "En stock en boutique", en: "In stock at a store" },
  size_width: { fr: "Largeur hors tout", en: "Overall width" },
  size_depth: { fr: "Profondeur hors tout", en: "Overall depth" },
  size_height: { fr: "Hauteur hors tout", en: "Overall height" },
};
const atStore: Record<Locale, (store: string) => string> = {
  fr: (store) => `En stock\u00a0: ${store}`,
  en: (store) => `In stock: ${store}`,
};
const inStock: Record<Locale, string> = { fr: "En stock", en: "In stock" };

export type FacetCount = {
  facet: string;
  value: string;
  /** Localised texts: of the facet (options and attributes) and of the value. */
  name: unknown;
  label: unknown;
  swatch: string | null;
  /** Of a number: what it is said in. */
  unit?: string | null;
  count: number;
};

/** What turning counts into facets needs to know of the list. */
export type ListFacts = {
  filters: Filters;
  total: number;
  channel: ChannelTerms;
  locale: Locale;
  bounds: SearchResult["bounds"];
};

/** "Under €50", "€50 to €100", "€1,000 and more", "up to 80 cm". Null is open; `closed`: the upper end belongs to it. */
function rangeWords(
  range: { from: number | null; to: number | null; closed: boolean },
  text: (value: number) => string,
  locale: Locale,
): string {
  const { from, to, closed } = range;
  const french = locale === "fr";
  if (to === null) return `${text(from ?? 0)} ${french ? "et plus" : "and more"}`;
  if (!from) return `${french ? (closed ? "Jusqu’à" : "Moins de") : closed ? "Up to" : "Under"} ${text(to)}`;
  return french ? `De ${text(from)} à ${text(to)}` : `${text(from)} to ${text(to)}`;
}

const amountIn = (currency: string, locale: Locale) => (minor: number) =>
  formatMoney(money(minor, currency), locale).replace(/[.,]00(?=\D*$)/, "");

/** A price band in words. Ends are minor units; null is open. */
export const priceRangeLabel = (from: number | null, to: number | null, currency: string, locale: Locale): string =>
  rangeWords({ from, to, closed: false }, amountIn(currency, locale), locale);

/** What a chosen range is called: "€50 to €120", "Width: 40 cm to 80 cm". What is no range is called by its value. */
function rangeLabel(key: string, value: string, { channel, locale }: ListFacts): string {
  const range = readRange(value);
  if (!range) return value;
  const closed = value.includes("..");
  const to = range.below === null ? null : range.below - (closed ? 1 : 0);
  if (!isMeasure(key)) return rangeWords({ from: range.from, to, closed }, amountIn(channel.currency, locale), locale);
  const colon = locale === "fr" ? "\u00a0:" : ":";
  const both = range.from && to !== null && `${range.from} ${locale === "fr" ? "à" : "to"} ${to}\u00a0cm`;
  const words = both || rangeWords({ from: range.from, to, closed }, (cm) => `${cm}\u00a0cm`, locale);
  return `${labels[key]?.[locale]}${colon} ${words.toLowerCase()}`;
}

function priceFacetOf(rows: readonly FacetCount[], given: ListFacts): Facet {
  const { channel, locale, filters } = given;
  const values = [...rows]
    .sort((a, b) => Number(a.value) - Number(b.value))
    .map((row) => {
      const bucket = Number(row.value);
      const from = bucket > 0 ? (priceBands[bucket - 1] ?? 0) : null;
      const to = priceBands[bucket] ?? null;
      const label = priceRangeLabel(from, to, channel.currency, locale);
      return { value: `${from ?? 0}-${to ?? ""}`, label, count: row.count };
    });
  const chosen = (filters.price ?? []).map((value) => ({ value, label: rangeLabel("price", value, given) }));
  const label = labels.price?.[locale] ?? "price";
  return { key: "price", label, type: "range", unit: channel.currency, bounds: null, values, chosen };
}

function choiceOf(key: string, rows: readonly FacetCount[], given: ListFacts): Facet {
  const { channel, locale, filters } = given;
  // What is measured is read along a scale; everything else, the most frequent first.
  const measured = rows.length > 0 && rows.every((row) => typeof row.label === "number");
  const stores = new Map(storesOf(channel).map((place) => [place.code, place.name]));
  const labelOf = (row: FacetCount): string => {
    if (key === "availability") return inStock[locale];
    if (key === "store") return stores.get(row.value) ?? row.value;
    return attributeText(row.label, row.unit ?? null, null, locale) || row.value;
  };
  const ordered = measured ? [...rows].sort((a, b) => Number(a.label) - Number(b.label)) : rows;
  const counted = ordered.map((row) => ({
    value: row.value,
    label: labelOf(row),
    count: row.count,
    ...(row.swatch && { swatch: row.swatch }),
  }));
  // Chosen values stay in view even when nothing is left to count, so that they can be taken back.
  const missing = (filters[key] ?? []).filter((value) => !counted.some((v) => v.value === value));
  const unknown: FacetCount = { facet: key, value: "", name: null, label: null, swatch: null, count: 0 };
  const values = [...counted, ...missing.map((value) => ({ value, label: labelOf({ ...unknown, value }), count: 0 }))];
  const chosen = (filters[key] ?? []).flatMap((value) => values.find((v) => v.value === value) ?? []);
  return {
    key,
    label: labels[key]?.[locale] ?? (inLocale(rows[0]?.name, locale) || key),
    type: "choice",
    unit: null,
    bounds: null,
    values,
    chosen: chosen.map(({ value, label }) => ({ value, label: key === "store" ? atStore[locale](label) : label })),
  };
}

/** The dimensions that differ between the products shown, and those that are filtered by already. */
function measureFacets(given: ListFacts): Facet[] {
  return measures.flatMap((key) => {
    const chosen = (given.filters[key] ?? []).map((value) => ({ value, label: rangeLabel(key, value, given) }));
    const found = given.bounds[key];
    const bounds = found && { min: Math.floor(found.min / 10), max: Math.ceil(found.max / 10) };
    if (chosen.length === 0 && (!bounds || bounds.min === bounds.max)) return [];
    const label = labels[key]?.[given.locale] ?? key;
    return [{ key, label, type: "range" as const, unit: "cm", bounds: bounds ?? null, values: [], chosen }];
  });
}

/**
 * The facets worth showing: those with a choice to make (two values or more, or one that does not hold for everything) and
 * those already chosen from.
 */
export function toFacets(counts: readonly FacetCount[], given: ListFacts): Facet[] {
  const { filters, total } = given;
  const byKey = Map.groupBy(counts, (count) => count.facet);
  for (const key of Object.keys(filters)) {
    if (filters[key]?.length && !byKey.has(key) && !isMeasure(key)) byKey.set(key, []);
  }
  const facets = [...byKey].map(([key, rows]) =>
    key === "price" ? priceFacetOf(rows, given) : choiceOf(key, rows, given),
  );
  const useful = facets.filter(
    ({ key, values }) => filters[key]?.length || values.length > 1 || values.some((v) => v.count < total),
  );
  return [...useful, ...measureFacets(given)];
}
