import { shown } from "./shown.ts";

/**
 * The rows of the list one came from, so that a detail page can step to the next one. Kept for the tab only; addresses are
 * without language.
 */
const key = "comptoir-rows";

const withoutLocale = (href: string) => href.replace(/^\/(fr|en)(?=\/|$)/, "");

/** Remembers the rows on the page when one of them is opened. */
export function rememberRows(): void {
  const rows = shown<HTMLAnchorElement>("a[data-row-link]").map((row) => withoutLocale(row.getAttribute("href") ?? ""));
  try {
    sessionStorage.setItem(key, JSON.stringify(rows));
  } catch {
    // Storage is full or forbidden: stepping is a convenience.
  }
}

export type Neighbours = { previous: string | null; next: string | null; at: number; of: number };

/** Where `path` stands among the remembered rows; null when one did not come from a list that has it. */
export function neighboursOf(path: string, rows: readonly string[]): Neighbours | null {
  const at = rows.indexOf(path);
  if (at === -1 || rows.length < 2) return null;
  return { previous: rows[at - 1] ?? null, next: rows[at + 1] ?? null, at: at + 1, of: rows.length };
}

export function rememberedRows(): string[] {
  try {
    const rows: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(rows) ? rows.filter((row) => typeof row === "string") : [];
  } catch {
    return [];
  }
}
