import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttributeType, AttributeValueInput } from "./attribute-contract.ts";
import { attributeSlug, attributeTypes } from "./attribute-contract.ts";
import { type AttributeRule, attributeText, readAttributeValue } from "./attribute-values.ts";

const rule = (type: AttributeType, more: Partial<AttributeRule> = {}): AttributeRule => ({
  type,
  unit: type === "dimension" ? "cm" : null,
  localised: false,
  choices: [{ value: "chene" }, { value: "metal" }],
  ...more,
});

describe("a value of an attribute", () => {
  it.each<[string, AttributeRule, AttributeValueInput, unknown]>([
    ["a choice by its name", rule("choice"), "chene", { value: "chene" }],
    ["no choice of the list", rule("choice"), "oak", { problem: "choice" }],
    ["a colour emptied", rule("colour"), "", { value: null }],
    ["yes", rule("boolean"), false, { value: false }],
    ["yes as a word", rule("boolean"), "true", { problem: "type" }],
    ["metres to centimetres", rule("dimension"), { amount: "1.2", unit: "m" }, { value: 120 }],
    ["inches to centimetres", rule("dimension"), { amount: "24", unit: "in" }, { value: 60.96 }],
    ["its own unit", rule("dimension"), { amount: "80", unit: null }, { value: 80 }],
    ["a length in kilograms", rule("dimension"), { amount: "1", unit: "kg" }, { problem: "unit" }],
    ["no length", rule("dimension"), { amount: "0", unit: "cm" }, { problem: "range" }],
    [
      "a length too small to say",
      rule("dimension", { unit: "m" }),
      { amount: "0.0001", unit: "mm" },
      { problem: "range" },
    ],
    ["a number without unit", rule("number"), { amount: "-4.5", unit: null }, { value: -4.5 }],
    ["a number that has none", rule("number"), { amount: "4", unit: "kg" }, { problem: "unit" }],
    ["a number as a word", rule("number"), "4", { problem: "type" }],
    ["plain text", rule("text"), " mat ", { value: "mat" }],
    ["text in one language only", rule("text", { localised: true }), { fr: "mat", en: " " }, { value: { fr: "mat" } }],
    ["plain text where languages are asked", rule("text", { localised: true }), "mat", { problem: "type" }],
    ["languages where plain text is asked", rule("text"), { fr: "mat" }, { problem: "type" }],
  ])("%s", (_, of, given, expected) => expect(readAttributeValue(of, given)).toEqual(expected));

  it("may always be unsaid, and is never kept in another type than its attribute's", () => {
    const given = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.record({ amount: fc.constantFrom("1", "-2.5", "0"), unit: fc.constantFrom(null, "cm", "kg", "m") }),
      fc.record({ fr: fc.string() }),
    ) as fc.Arbitrary<AttributeValueInput>;
    const kept = { boolean: "boolean", number: "number", dimension: "number", choice: "string", colour: "string" };
    fc.assert(
      fc.property(fc.constantFrom(...attributeTypes), given, (type, value) => {
        expect(readAttributeValue(rule(type), null)).toEqual({ value: null });
        const read = readAttributeValue(rule(type), value);
        if ("problem" in read || read.value === null || type === "text") return;
        expect(typeof read.value).toBe(kept[type]);
      }),
    );
  });

  it("is read in the reader's language, with its unit and its choice's name", () => {
    expect(attributeText(4.6, "kg", null, "fr")).toBe("4,6\u00a0kg");
    expect(attributeText(1200.5, "m2", null, "en")).toBe("1,200.5\u00a0m²");
    expect(attributeText(true, null, null, "fr")).toBe("Oui");
    expect(attributeText("metal", null, { fr: "Métal", en: "Metal" }, "en")).toBe("Metal");
    expect(attributeText({ fr: "mat" }, null, null, "en")).toBe("mat");
  });

  it("has a name that addresses can carry", () => {
    expect(attributeSlug("Métal brossé")).toBe("metal-brosse");
    expect(attributeSlug("Œil-de-bœuf")).toBe("oeil-de-boeuf");
  });
});
