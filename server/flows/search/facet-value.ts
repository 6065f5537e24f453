import { inLocale } from "#server/kernel/localized.ts";

/** The value under which an attribute is filtered, in any language: "Métal" → "metal", true → "yes", 4.5 → "4.5". */
export function attributeFacetValue(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : inLocale(value, "fr");
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
