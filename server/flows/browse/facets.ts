// Turns counts into the facets a reader sees: labels in their language, price bands in words.
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { formatMoney, money } from "#server/kernel/money.ts";
import type { Facet, Filters } from "#server/modules/catalogue/contract.ts";
import { type FacetCount, priceBands } from "./listing.ts";

const labels: Record<string, Record<Locale, string>> = {
  brand: { fr: "Marque", en: "Brand" },
  category: { fr: "Catégorie", en: "Category" },
  price: { fr: "Prix", en: "Price" },
  availability: { fr: "Disponibilité", en: "Availability" },
};
const inStock: Record<Locale, string> = { fr: "En stock", en: "In stock" };

/** "Under €50", "€50 to €100", "€1,000 and more". Ends are minor units; null is open. */
export function priceRangeLabel(from: number | null, to: number | null, currency: string, locale: Locale): string {
  const text = (minor: number) => formatMoney(money(minor, currency), locale).replace(/[.,]00(?=\D*$)/, "");
  if (to === null) return locale === "fr" ? `${text(from ?? 0)} et plus` : `${text(from ?? 0)} and more`;
  if (!from) return locale === "fr" ? `Moins de ${text(to)}` : `Under ${text(to)}`;
  return locale === "fr" ? `De ${text(from)} à ${text(to)}` : `${text(from)} to ${text(to)}`;
}

function priceValue(bucket: number, currency: string, locale: Locale): { value: string; label: string } {
  const from = bucket > 0 ? (priceBands[bucket - 1] ?? 0) : null;
  const to = priceBands[bucket] ?? null;
  return { value: `${from ?? 0}-${to ?? ""}`, label: priceRangeLabel(from, to, currency, locale) };
}

/** Chosen values stay in view even when nothing is left to count, so that they can be taken back. */
function withChosen(facet: Facet, chosen: readonly string[] | undefined): Facet {
  const missing = (chosen ?? []).filter((value) => !facet.values.some((v) => v.value === value));
  return { ...facet, values: [...facet.values, ...missing.map((value) => ({ value, label: value, count: 0 }))] };
}

/**
 * The facets worth showing: those with a choice to make (two values or more, or one that does not hold for everything) and
 * those already chosen from.
 */
export function toFacets(
  counts: readonly FacetCount[],
  given: { filters: Filters; total: number; currency: string; locale: Locale },
): Facet[] {
  const { filters, total, currency, locale } = given;
  const facets = [...Map.groupBy(counts, (count) => count.facet)].map(([key, rows]): Facet => {
    const first = rows[0];
    if (key === "price") {
      const buckets = [...rows].sort((a, b) => Number(a.value) - Number(b.value));
      const values = buckets.map((row) => ({ ...priceValue(Number(row.value), currency, locale), count: row.count }));
      return { key, label: labels.price?.[locale] ?? key, type: "range", values };
    }
    const label = labels[key]?.[locale] ?? (inLocale(first?.name, locale) || key);
    const values = rows.map((row) => ({
      value: row.value,
      label:
        key === "availability"
          ? inStock[locale]
          : typeof row.label === "string"
            ? row.label
            : inLocale(row.label, locale) || row.value,
      count: row.count,
      ...(row.swatch && { swatch: row.swatch }),
    }));
    return { key, label, type: "choice", values };
  });
  return facets
    .map((facet) => withChosen(facet, filters[facet.key]))
    .filter(({ key, values }) => filters[key]?.length || values.length > 1 || values.some((v) => v.count < total));
}
