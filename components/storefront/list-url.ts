/** The state of a product list as its address says it: `?q=…&sort=price_asc&finish=nat&finish=noy`. */
export type ListState = { query: string; sort: string | null; filters: Record<string, string[]> };

const reserved = new Set(["q", "sort", "cursor"]);
type Params = Record<string, string | string[] | undefined>;

const all = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export function readList(params: Params): ListState {
  const filters: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(params)) {
    const values = [...new Set(all(value).filter(Boolean))].slice(0, 20).sort();
    if (!reserved.has(key) && /^[\w-]{1,40}$/.test(key) && values.length) filters[key] = values;
  }
  return { query: (all(params.q)[0] ?? "").slice(0, 120).trim(), sort: all(params.sort)[0] ?? null, filters };
}

export function listHref(path: string, state: ListState): string {
  const params = new URLSearchParams();
  if (state.query) params.set("q", state.query);
  for (const key of Object.keys(state.filters).sort()) {
    for (const value of state.filters[key] ?? []) params.append(key, value);
  }
  if (state.sort) params.set("sort", state.sort);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The same list with one filter value switched. */
export function toggled(state: ListState, key: string, value: string): ListState {
  const now = state.filters[key] ?? [];
  const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
  const { [key]: _, ...others } = state.filters;
  return { ...state, filters: next.length ? { ...others, [key]: next } : others };
}

export const activeCount = (state: ListState): number =>
  Object.values(state.filters).reduce((sum, values) => sum + values.length, 0);

/** A price range as the API takes it, in minor units: "5000-20000", either side may be empty. */
export function rangeOf(values: readonly string[] | undefined): { min: string; max: string } {
  const [min = "", max = ""] = (values?.[0] ?? "").split("-");
  const major = (minor: string) => (/^\d+$/.test(minor) ? String(Math.round(Number(minor) / 100)) : "");
  return { min: major(min), max: major(max) };
}

export function toRange(min: string, max: string): string[] {
  const minor = (major: string) => (/^\d{1,7}$/.test(major) ? String(Number(major) * 100) : "");
  const text = `${minor(min)}-${minor(max)}`;
  return text === "-" ? [] : [text];
}
