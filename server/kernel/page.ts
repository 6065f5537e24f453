import { z } from "zod";

/** Keyset pages: `cursor` is opaque to callers and names the last row seen. */
export const pageInput = z.strictObject({
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});

export type Page<T> = { items: T[]; nextCursor: string | null };

/** The output schema of a keyset page of `item`. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const encodeCursor = (parts: readonly (string | number)[]): string =>
  btoa(encodeURIComponent(JSON.stringify(parts)));

/** The parts of a cursor; undefined when it was tampered with (callers then start at the first page). */
export function decodeCursor(cursor: string | undefined): (string | number)[] | undefined {
  if (!cursor) return undefined;
  try {
    const parts: unknown = JSON.parse(decodeURIComponent(atob(cursor)));
    if (Array.isArray(parts) && parts.every((p) => typeof p === "string" || typeof p === "number")) return parts;
  } catch {
    // falls through: not ours
  }
  return undefined;
}

/** Cuts a result read with `limit + 1` rows into a page. */
export function toPage<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
