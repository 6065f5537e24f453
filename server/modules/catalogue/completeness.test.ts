import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompletenessFacts, completenessOf } from "./completeness.ts";
import { gapText } from "./completeness-contract.ts";

const both = { fr: "oui", en: "yes" };
const whole: CompletenessFacts = {
  name: both,
  description: both,
  attributes: [
    { key: "material", need: "required", type: "choice", localised: true, value: "bois" },
    { key: "finish", need: "required", type: "text", localised: true, value: both },
    { key: "weight", need: "recommended", type: "number", localised: true, value: null },
  ],
  media: [{ alt: both }],
  variants: [{ weightG: 100, priced: true, stocked: true }],
  taxed: true,
  maker: { country: "FR", responsible: false },
  warnings: {},
  noWarnings: true,
};
const gaps = (part: Partial<CompletenessFacts>) => completenessOf({ ...whole, ...part }).gaps.map(gapText);

describe("completeness", () => {
  it("is a hundred percent when nothing is missing, recommended or not", () => {
    expect(completenessOf(whole)).toEqual({ score: 100, byLocale: { fr: 100, en: 100 }, gaps: [] });
  });

  it.each<[string, Partial<CompletenessFacts>, string[]]>([
    ["a name in one language", { name: { fr: "Chaise", en: " " } }, ["name.en"]],
    ["no description", { description: {} }, ["description.fr", "description.en"]],
    ["a required attribute", { attributes: [{ ...whole.attributes[0]!, value: null }] }, ["attribute.material"]],
    [
      "a required text in English",
      { attributes: [{ ...whole.attributes[1]!, value: { fr: "mat" } }] },
      ["attribute.finish.en"],
    ],
    ["false is an answer", { attributes: [{ ...whole.attributes[0]!, type: "boolean", value: false }] }, []],
    ["no photo", { media: [] }, ["photo", "alt.fr", "alt.en"]],
    ["a photo without words", { media: [{ alt: both }, { alt: { fr: "vue" } }] }, ["alt.en"]],
    [
      "one variant without a price",
      { variants: [...whole.variants, { weightG: 1, priced: false, stocked: true }] },
      ["price"],
    ],
    ["no variant at all", { variants: [] }, ["price", "weight", "stock"]],
    ["no rate", { taxed: false }, ["tax"]],
    ["nobody who makes it", { maker: null }, ["maker"]],
    ["a maker abroad with nobody in the Union", { maker: { country: "CH", responsible: false } }, ["responsible"]],
    ["a maker abroad with somebody", { maker: { country: "GB", responsible: true } }, []],
    ["nothing said of warnings", { noWarnings: false }, ["warnings"]],
    ["warnings in one language", { noWarnings: false, warnings: { fr: "Chaud." } }, ["warnings.en"]],
  ])("misses %s", (_, part, missing) => expect(gaps(part)).toEqual(missing));

  it("counts a language's own gaps only for that language", () => {
    const { byLocale, score } = completenessOf({ ...whole, name: { fr: "Chaise" }, taxed: false });
    expect(byLocale.fr).toBe(100);
    expect(byLocale.en).toBeLessThan(100);
    expect(score).toBeLessThan(100);
  });

  it("never falls when something is added, and is a hundred only without gaps", () => {
    const text = fc.record({ fr: fc.constantFrom("", "mot"), en: fc.constantFrom("", "word") });
    fc.assert(
      fc.property(text, fc.boolean(), fc.array(fc.record({ alt: text }), { maxLength: 3 }), (name, taxed, media) => {
        const before = completenessOf({ ...whole, name, taxed, media });
        expect(before.score === 100).toBe(before.gaps.length === 0);
        expect(completenessOf({ ...whole, name: both, taxed, media }).score).toBeGreaterThanOrEqual(before.score);
        expect(completenessOf({ ...whole, name, taxed: true, media }).score).toBeGreaterThanOrEqual(before.score);
      }),
    );
  });
});
