// What may be said by an attribute, and how it is kept and read: pure rules.

import { numberFormat } from "#server/kernel/formats.ts";
import { inLocale, type Locale, type Localized } from "#server/kernel/localized.ts";
import { convertUnit, isUnit, unitSign } from "#server/kernel/units.ts";
import type { AttributeProblem, AttributeType, AttributeValueInput } from "./attribute-contract.ts";

export type AttributeRule = {
  type: AttributeType;
  unit: string | null;
  localised: boolean;
  choices: readonly { value: string }[];
};

/** As a JSON column keeps it. */
export type StoredValue = string | number | boolean | Localized;
type Read = { value: StoredValue | null } | { problem: AttributeProblem };

function readAmount(rule: AttributeRule, given: { amount: string; unit: string | null }): Read {
  const amount = Number(given.amount);
  const from = given.unit ?? rule.unit;
  if (rule.type === "dimension" && amount <= 0) return { problem: "range" };
  if (from === rule.unit) return { value: amount };
  if (!from || !rule.unit || !isUnit(from) || !isUnit(rule.unit)) return { problem: "unit" };
  const value = convertUnit(amount, from, rule.unit);
  if (value === undefined) return { problem: "unit" };
  // 0.0000001 m is not nothing, but it is not a size either.
  return rule.type === "dimension" && value <= 0 ? { problem: "range" } : { value };
}

function readWords(rule: AttributeRule, given: string | Localized): Read {
  if (typeof given === "string") {
    const text = given.trim();
    if (rule.localised) return { problem: "type" };
    return { value: text || null };
  }
  if (!rule.localised) return { problem: "type" };
  const said = Object.entries(given).filter(([, text]) => text?.trim());
  return { value: said.length ? Object.fromEntries(said.map(([locale, text]) => [locale, text?.trim()])) : null };
}

/** The value to keep, in the attribute's own unit; null unsays it. Or why it does not fit. */
export function readAttributeValue(rule: AttributeRule, given: AttributeValueInput): Read {
  if (given === null) return { value: null };
  if (rule.type === "boolean") return typeof given === "boolean" ? { value: given } : { problem: "type" };
  if (typeof given === "boolean") return { problem: "type" };
  const amount = typeof given === "object" && "amount" in given ? given : null;
  if (rule.type === "number" || rule.type === "dimension") {
    return amount ? readAmount(rule, amount) : { problem: "type" };
  }
  if (amount) return { problem: "type" };
  if (rule.type === "text") return readWords(rule, given as string | Localized);
  if (typeof given !== "string") return { problem: "type" };
  if (given === "") return { value: null };
  return rule.choices.some((choice) => choice.value === given) ? { value: given } : { problem: "choice" };
}

/** A number as people of a language write it, with its unit: "4,6 kg". */
export function amountText(value: number, unit: string | null, locale: Locale): string {
  const text = numberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  return unit ? `${text}\u00a0${unitSign(unit)}` : text;
}

const yesNo: Record<Locale, [string, string]> = { fr: ["Oui", "Non"], en: ["Yes", "No"] };

/** A stored value as a reader sees it: text in their language, a choice by its name, "4.6 kg", "oui". */
export function attributeText(value: unknown, unit: string | null, choice: unknown, locale: Locale): string {
  if (choice) return inLocale(choice, locale);
  if (typeof value === "boolean") return yesNo[locale][value ? 0 : 1];
  if (typeof value === "number") return amountText(value, unit, locale);
  return typeof value === "string" ? value : inLocale(value, locale);
}
