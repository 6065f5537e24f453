import type { Facet, Filters, Without } from "#server/modules/catalogue/contract.ts";

/** Every count is a question of its own: so many at most, and only where nothing is left to show. */
const most = 6;

/**
 * What giving up one facet's choice would show, the most first; choices that do not help are left out. `countWith` counts
 * the products that pass filters.
 */
export async function withoutEach(
  filters: Filters,
  facets: readonly Facet[],
  countWith: (filters: Filters) => Promise<number>,
): Promise<Without[]> {
  const keys = Object.keys(filters).filter((key) => filters[key]?.length);
  if (keys.length === 0) return [];
  const each = await Promise.all(
    keys.slice(0, most).map(async (key) => {
      const { [key]: values = [], ...others } = filters;
      const chosen = facets.find((facet) => facet.key === key)?.chosen.map(({ label }) => label) ?? [];
      return { key, label: (chosen.length ? chosen : values).join(", "), count: await countWith(others) };
    }),
  );
  return each.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
