/** The state of a product list as its address says it: `?q=…&sort=price_asc&finish=nat&finish=noy`. */
export type ListState = { query: string; sort: string | null; filters: Record<string, string[]> };

const reserved = new Set(["q", "sort", "cursor"]);
/** What campaigns and mail programs hang on an address filters nothing. */
const foreign = /^(utm_|mc_|gad_|_)|^(fbclid|gclid|gbraid|wbraid|msclkid|dclid|ref)$/;
type Params = Record<string, string | string[] | undefined>;

const all = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export function readList(params: Params): ListState {
  const filters: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(params)) {
    const values = [...new Set(all(value).filter(Boolean))].slice(0, 20).sort();
    if (!reserved.has(key) && !foreign.test(key) && /^[\w-]{1,40}$/.test(key) && values.length) filters[key] = values;
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

const isTyped = (value: string): boolean => value.includes("..");

/** The same list with one band of a range switched. What was typed gives way: together they would mean either. */
export const bandToggled = (state: ListState, key: string, band: string): ListState =>
  toggled(
    { ...state, filters: { ...state.filters, [key]: (state.filters[key] ?? []).filter((v) => !isTyped(v)) } },
    key,
    band,
  );

/** The same list with a typed range, or without any, instead of whatever the range held. */
export function withRange(state: ListState, key: string, range: string | null): ListState {
  const { [key]: _, ...others } = state.filters;
  return { ...state, filters: range ? { ...others, [key]: [range] } : others };
}

/** The typed range among a facet's values, as people write it. `decimals` of the unit: 2 for euros, 0 for centimetres. */
export function typedRange(values: readonly string[] | undefined, decimals: number): { min: string; max: string } {
  const [min = "", max = ""] = values?.find(isTyped)?.split("..") ?? [];
  const written = (text: string) => {
    if (!/^\d+$/.test(text)) return "";
    const value = Number(text) / 10 ** decimals;
    return Number.isInteger(value) ? String(value) : value.toFixed(decimals);
  };
  return { min: written(min), max: written(max) };
}

export type RangeProblem = { field: "min" | "max"; reason: "number" | "order" };

/** Reads two fields as a range ("4990..12000"; null when both are empty), or says what is wrong with which of them. */
export function readTypedRange(min: string, max: string, decimals: number): { range: string | null } | RangeProblem {
  const number = (text: string): number | null | undefined => {
    const plain = text.replace(/[\s\u00a0\u202f€$£]|cm/g, "").replace(",", ".");
    if (plain === "") return null;
    if (!/^\d{1,8}(\.\d+)?$/.test(plain) || (plain.split(".")[1] ?? "").length > decimals) return undefined;
    return Math.round(Number(plain) * 10 ** decimals);
  };
  const [from, to] = [number(min), number(max)];
  if (from === undefined) return { field: "min", reason: "number" };
  if (to === undefined) return { field: "max", reason: "number" };
  if (from !== null && to !== null && from > to) return { field: "max", reason: "order" };
  return { range: from === null && to === null ? null : `${from ?? ""}..${to ?? ""}` };
}
