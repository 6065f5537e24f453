import { isUnit } from "#server/kernel/units.ts";
import type { AttributeValueInput } from "#server/modules/catalogue/attribute-contract.ts";
import type { ProductDetail } from "../dto.ts";

export type AttributeField = ProductDetail["attributes"][number];
type Draft = { attributes: Readonly<Record<string, string>> };

const storedText = (field: AttributeField, locale?: "fr" | "en"): string => {
  const { value } = field;
  if (value === null) return "";
  return typeof value === "object" ? ((locale && value[locale]) ?? "") : String(value);
};

/** What a field shows: what was typed, else what is stored. */
export const attributeText = (field: AttributeField, draft: Draft, locale?: "fr" | "en"): string =>
  draft.attributes[locale ? `${field.key}.${locale}` : field.key] ?? storedText(field, locale);

export const attributeUnit = (field: AttributeField, draft: Draft): string =>
  draft.attributes[`${field.key}.unit`] ?? field.unit ?? "";

/** What the server is told, or undefined when what was typed cannot be read. Emptied fields unsay. */
export function readAttribute(field: AttributeField, draft: Draft): AttributeValueInput | undefined {
  const text = attributeText(field, draft).trim();
  switch (field.type) {
    case "boolean":
      return text === "" ? null : text === "true";
    case "number":
    case "dimension": {
      if (text === "") return null;
      const amount = text.replace(",", ".").replace(/\s/g, "");
      const unit = attributeUnit(field, draft);
      if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(amount)) return undefined;
      return { amount, unit: isUnit(unit) ? unit : null };
    }
    case "text": {
      if (!field.localised) return text || null;
      const fr = attributeText(field, draft, "fr").trim();
      const en = attributeText(field, draft, "en").trim();
      return fr || en ? { ...(fr && { fr }), ...(en && { en }) } : null;
    }
    default:
      return text || null;
  }
}
