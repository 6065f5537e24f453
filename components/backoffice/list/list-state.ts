/**
 * What a list shows is in its URL and nowhere else: filters, sort, page size, and the cursors of the pages walked through
 * (`after`, oldest first, so that "previous" works although keyset cursors only point forward).
 */
export type SearchParams = Record<string, string | string[] | undefined>;
export type ListState = { readonly values: Readonly<Record<string, string>>; readonly after: readonly string[] };

export const pageSizes = [25, 50, 100] as const;
const defaultPageSize = 50;
/** As long as the API takes a search text. */
const longestValue = 100;
/** Longer trails forget their oldest pages, so that addresses stay short. */
const longestTrail = 12;

/** Reads the known keys of a query string; repeated values of a key count once. */
export function parseListState(params: SearchParams, keys: readonly string[]): ListState {
  const values: Record<string, string> = {};
  for (const key of [...keys, "limit"]) {
    const raw = params[key];
    const value = (Array.isArray(raw) ? raw[0] : raw)?.replace(/\p{C}/gu, "").trim();
    if (value) values[key] = value.slice(0, longestValue);
  }
  const after = [params.after ?? []].flat().filter((cursor) => cursor.length > 0 && cursor.length <= 400);
  return { values, after: after.slice(-longestTrail) };
}

/** The query string of a state with some values changed (undefined or "" removes); any change but `after` starts at page one. */
export function listHref(path: string, state: ListState, patch: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...state.values, ...patch })) if (value) query.set(key, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The same list at another page: `after` is the trail of cursors to it. */
export function pageHref(path: string, state: ListState, after: readonly string[]): string {
  const query = new URLSearchParams(state.values);
  for (const cursor of after.slice(-longestTrail)) query.append("after", cursor);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function pageSize(state: ListState): number {
  const wanted = Number(state.values.limit);
  return pageSizes.find((size) => size === wanted) ?? defaultPageSize;
}

export const currentCursor = (state: ListState): string | undefined => state.after.at(-1);

/** A value of the state when it is one of the allowed ones; anything else in the address counts as not set. */
export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[]): T | undefined {
  return allowed.find((known) => known === value);
}
