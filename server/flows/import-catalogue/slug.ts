import { createHash } from "node:crypto";

/** Lower-case words of plain letters and digits joined by dashes: "Été / S–M" → "ete-s-m"; "" when nothing is left. */
export const slugify = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** Six characters that tell texts apart whose slugs are equal or empty. */
export const mark = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 6);

/** A slug that is never empty. */
export const slugOf = (text: string): string => slugify(text) || mark(text);
