// How facet values are called. Engines know only keys and values; names come from the catalogue, and since they hardly
// ever change they are kept for a minute: a stale name is harmless, a slow search is not.
import type { Locale } from "#server/kernel/locales.ts";
import type { Facet, Filters } from "#server/modules/catalogue/contract.ts";
import { isMeasure, type SearchResult } from "#server/modules/catalogue/search-port.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import type { Db } from "#server/platform/db.ts";
import { type FacetCount, toFacets } from "../browse/facets.ts";
import { attributeFacetValue } from "./facet-value.ts";

type Label = {
  facet: string;
  value: string;
  name: unknown;
  label: unknown;
  swatch: string | null;
  position: number;
  unit: string | null;
};
type Kept = { at: number; labels: Map<string, Label> };

const keptMs = 60_000;
/** A value that nobody has heard of makes us look again, but not more often than this. */
const retryMs = 2_000;
let kept: Kept | undefined;
let reading: Promise<Kept> | undefined;

async function readLabels(db: Db): Promise<Kept> {
  const rows = await db.$queryRaw<Label[]>`
    SELECT 'brand' AS facet, slug AS value, NULL::jsonb AS name, to_jsonb(name) AS label, NULL AS swatch, -6 AS position, NULL AS unit
    FROM brand
    UNION ALL
    SELECT 'category', slug, NULL, name, NULL, -5, NULL FROM category WHERE active
    UNION ALL
    SELECT o.key, v.value, mode() WITHIN GROUP (ORDER BY o.name), mode() WITHIN GROUP (ORDER BY v.label),
      mode() WITHIN GROUP (ORDER BY v.swatch), min(o.position), NULL
    FROM product_option o JOIN option_value v ON v.option_id = o.id GROUP BY 1, 2
    UNION ALL
    SELECT d.key, c.value, d.label, c.label, c.swatch, 100 + d.position, NULL
    FROM attribute_def d JOIN attribute_choice c ON c.attribute_id = d.id WHERE d.filterable
    UNION ALL
    SELECT DISTINCT d.key, NULL, d.label, a.value, NULL, 100 + d.position, d.unit
    FROM attribute_def d JOIN product_attribute a ON a.attribute_id = d.id
    WHERE d.filterable AND d.type NOT IN ('choice', 'colour')`;
  const keyed = rows.map((row) => [`${row.facet}=${row.value ?? attributeFacetValue(row.label)}`, row] as const);
  return { at: Date.now(), labels: new Map(keyed) };
}

async function labelsFor(db: Db, wanted: readonly string[]): Promise<Map<string, Label>> {
  const age = kept ? Date.now() - kept.at : Number.POSITIVE_INFINITY;
  const complete = kept && wanted.every((key) => kept?.labels.has(key));
  if (age > keptMs || (!complete && age > retryMs)) {
    reading ??= readLabels(db).finally(() => {
      reading = undefined;
    });
    const fresh = reading.then((read) => {
      kept = read;
      return read;
    });
    // Old but complete: answer now, the next one gets the new names.
    if (!complete) return (await fresh).labels;
    fresh.catch(() => {});
  }
  return kept?.labels ?? new Map();
}

const fixed: Record<string, number> = { price: -4, availability: -3, store: -2 };

/** Counts with the chosen values that nothing is left of, by their names: what was chosen can always be taken back. */
async function withChosen(db: Db, counts: readonly FacetCount[], filters: Filters): Promise<FacetCount[]> {
  const seen = new Set(counts.map(({ facet, value }) => `${facet}=${value}`));
  const missing = Object.entries(filters).filter(([facet]) => !(facet in fixed) && !isMeasure(facet));
  const wanted = missing.flatMap(([facet, values]) => values.map((value) => ({ facet, value })));
  const left = wanted.filter(({ facet, value }) => !seen.has(`${facet}=${value}`));
  if (left.length === 0) return [...counts];
  const labels = await labelsFor(db, []);
  const named = left.flatMap(({ facet, value }) => {
    const known = labels.get(`${facet}=${value}`);
    const { name, label, swatch, unit } = known ?? {};
    return known ? [{ facet, value, name, label: label ?? value, swatch: swatch ?? null, unit, count: 0 }] : [];
  });
  return [...counts, ...named];
}

/** An engine's counts with names, in the order in which facets are shown. */
export async function labelFacets(db: Db, facets: SearchResult["facets"]): Promise<FacetCount[]> {
  const counts = Object.entries(facets).flatMap(([facet, values]) =>
    Object.entries(values).map(([value, count]) => ({ facet, value, count })),
  );
  const wanted = counts.filter(({ facet }) => !(facet in fixed)).map(({ facet, value }) => `${facet}=${value}`);
  const labels = await labelsFor(db, wanted);
  return counts
    .map((count) => {
      const known = labels.get(`${count.facet}=${count.value}`);
      const { name = null, label = null, swatch = null, unit = null, position } = known ?? {};
      return {
        ...count,
        name,
        label: label ?? count.value,
        swatch,
        unit,
        position: fixed[count.facet] ?? position ?? 1000,
      };
    })
    .sort(
      (a, b) =>
        a.position - b.position ||
        a.facet.localeCompare(b.facet) ||
        b.count - a.count ||
        a.value.localeCompare(b.value),
    );
}

/** The facets of an engine's answer as shoppers see them. */
export async function namedFacets(
  db: Db,
  { facets, total, bounds }: Pick<SearchResult, "facets" | "total" | "bounds">,
  asked: { channel: ChannelTerms; filters: Filters; locale: Locale },
): Promise<Facet[]> {
  const counts = await withChosen(db, await labelFacets(db, facets), asked.filters);
  return toFacets(counts, { ...asked, total, bounds });
}
