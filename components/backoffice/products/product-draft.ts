import { exclusionOf } from "#server/kernel/return-exclusions.ts";
import type { UpdateProductInput } from "#server/modules/catalogue/admin-contract.ts";
import type { ProductDetail } from "../dto.ts";
import { readAttribute } from "./attribute-draft.ts";

export const textFields = ["name", "tagline", "description", "composition", "care"] as const;
export type TextField = (typeof textFields)[number];
export const dimensionFields = ["widthMm", "depthMm", "heightMm"] as const;

/** Only what someone changed: the rest keeps following the server, also after a reload. */
export type ProductDraft = {
  status?: ProductDetail["status"];
  texts: Partial<Record<`${TextField}.${"fr" | "en"}`, string>>;
  tags?: string;
  originCountry?: string;
  dimensions: Partial<Record<(typeof dimensionFields)[number], string>>;
  /** By "material", "finish.fr" or "height.unit". */
  attributes: Record<string, string>;
  /** "": whoever makes the brand's goods. */
  makerId?: string;
  modelName?: string;
  warnings: Partial<Record<"fr" | "en", string>>;
  noWarnings?: boolean;
  /** "": it may be sent back. */
  returnExclusion?: string;
};

export const emptyDraft: ProductDraft = { texts: {}, dimensions: {}, attributes: {}, warnings: {} };

export const textOf = (product: ProductDetail, draft: ProductDraft, field: TextField, locale: "fr" | "en"): string =>
  draft.texts[`${field}.${locale}`] ?? product[field][locale] ?? "";

export const warningOf = (product: ProductDetail, draft: ProductDraft, locale: "fr" | "en"): string =>
  draft.warnings[locale] ?? product.warnings[locale] ?? "";

export const noWarningsOf = (product: ProductDetail, draft: ProductDraft): boolean =>
  draft.noWarnings ?? product.noWarnings;

export const isDirty = (draft: ProductDraft): boolean =>
  draft.status !== undefined ||
  draft.tags !== undefined ||
  draft.originCountry !== undefined ||
  draft.makerId !== undefined ||
  draft.modelName !== undefined ||
  draft.noWarnings !== undefined ||
  draft.returnExclusion !== undefined ||
  Object.keys(draft.warnings).length > 0 ||
  Object.keys(draft.texts).length > 0 ||
  Object.keys(draft.attributes).length > 0 ||
  Object.keys(draft.dimensions).length > 0;

export type DraftError = "name_missing" | "origin_invalid" | "dimensions_invalid" | `attribute.${string}`;

/** What the server is asked to change, or which field is wrong. */
export function updateOf(
  product: ProductDetail,
  draft: ProductDraft,
): { input: UpdateProductInput; error?: undefined } | { input?: undefined; error: DraftError } {
  const input: UpdateProductInput = { id: product.id, version: product.version };
  for (const field of textFields) {
    if (draft.texts[`${field}.fr`] === undefined && draft.texts[`${field}.en`] === undefined) continue;
    const fr = textOf(product, draft, field, "fr").trim();
    const en = textOf(product, draft, field, "en").trim();
    if (field === "name") {
      if (!fr) return { error: "name_missing" };
      input.name = { fr, en: en || undefined };
    } else input[field] = { fr: fr || undefined, en: en || undefined };
  }
  if (draft.status !== undefined) input.status = draft.status;
  if (draft.tags !== undefined) {
    input.tags = [
      ...new Set(
        draft.tags
          .split(",")
          .map((tag) => tag.trim())
          .filter(Boolean),
      ),
    ];
  }
  if (draft.originCountry !== undefined) {
    const country = draft.originCountry.trim().toUpperCase();
    if (country && !/^[A-Z]{2}$/.test(country)) return { error: "origin_invalid" };
    input.originCountry = country || null;
  }
  if (Object.keys(draft.dimensions).length > 0) {
    const texts = dimensionFields.map((key) => draft.dimensions[key] ?? String(product.dimensions?.[key] ?? ""));
    const [widthMm, depthMm, heightMm] = texts.map((text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0));
    if (texts.every((text) => text.trim() === "")) input.dimensions = null;
    else if (widthMm && depthMm && heightMm) input.dimensions = { widthMm, depthMm, heightMm };
    else return { error: "dimensions_invalid" };
  }
  if (draft.makerId !== undefined) input.makerId = draft.makerId || null;
  if (draft.modelName !== undefined) input.modelName = draft.modelName.trim() || null;
  if (draft.returnExclusion !== undefined) input.returnExclusion = exclusionOf(draft.returnExclusion);
  if (draft.noWarnings !== undefined || Object.keys(draft.warnings).length > 0) {
    const noWarnings = noWarningsOf(product, draft);
    const said = (locale: "fr" | "en") => (!noWarnings && warningOf(product, draft, locale).trim()) || undefined;
    input.safety = { warnings: { fr: said("fr"), en: said("en") }, noWarnings };
  }
  for (const field of product.attributes) {
    if (!Object.keys(draft.attributes).some((name) => name === field.key || name.startsWith(`${field.key}.`))) continue;
    const value = readAttribute(field, draft);
    if (value === undefined) return { error: `attribute.${field.key}` };
    input.attributes = { ...input.attributes, [field.key]: value };
  }
  return { input };
}
