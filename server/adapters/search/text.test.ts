import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { synonymsFrom } from "./synonyms.ts";
import {
  centimetresIn,
  editDistance,
  joinedCompounds,
  normalise,
  normaliseCode,
  parseQuery,
  soundOf,
  spellings,
} from "./text.ts";

const words = (text: string, locale: "fr" | "en" = "fr") => parseQuery(text, locale).terms.map((term) => term.word);

describe("words", () => {
  it.each([
    ["L’Étagère Cèpe", "l etagere cepe"],
    ["Œuvre d'ÆGIR", "oeuvre d aegir"],
    ["  a\u00a0 b\t", "a b"],
    ["¡%&!", ""],
  ])("%j reads %j", (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it("reads its own answer alike", () => {
    const any = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(any, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });

  it("keeps how words are written", () => {
    expect([...spellings(["Théière Brume", "en grès 12", "théière"])]).toEqual([
      ["theiere", "théière"],
      ["brume", "brume"],
      ["gres", "grès"],
    ]);
  });

  it("joins compounds and finds sizes", () => {
    expect(joinedCompounds("Porte-manteau et cache-pot")).toEqual(["portemanteau", "cachepot"]);
    expect(centimetresIn("60 × 40 cm, 2 kg, H 12,5 cm")).toEqual([60, 40, 12]);
    expect(normaliseCode("MC-cha 01")).toBe("mccha01");
  });
});

describe("queries", () => {
  it("drops articles of the reader's language unless nothing else was typed", () => {
    expect(words("la lampe de chevet")).toEqual(["lampe", "chevet"]);
    expect(words("de la")).toEqual(["de", "la"]);
    expect(words("miroir or", "fr")).toEqual(["miroir", "or"]);
    expect(words("table or chair", "en")).toEqual(["table", "chair"]);
  });

  it("leaves only the word being typed open", () => {
    expect(parseQuery("table bas", "fr").terms.map((t) => t.open)).toEqual([false, true]);
    expect(parseQuery("table basse ", "fr").terms.map((t) => t.open)).toEqual([false, false]);
    expect(parseQuery("table la", "fr").terms.map((t) => t.open)).toEqual([false]);
  });

  it.each([
    ["60 cm", "60cm"],
    ["600mm", "60cm"],
    ["1,2 m", "120cm"],
    ['24"', "61cm"],
    ["24 inches", "61cm"],
    ["24 pouces", "61cm"],
  ])("takes %s for %s", (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  it("tells codes from words", () => {
    expect(parseQuery("MC-CHA-ALBA", "fr").code).toBe("mcchaalba");
    expect(parseQuery("2480001000014", "fr").code).toBe("2480001000014");
    expect(parseQuery("chaise alba", "fr").code).toBeNull();
  });

  it("is bounded, and gives words that need no quoting", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.constantFrom("fr" as const, "en" as const), (text, locale) => {
        const { terms, phrase } = parseQuery(text, locale);
        expect(terms.length).toBeLessThanOrEqual(10);
        for (const { word, also } of terms) for (const w of [word, ...also]) expect(w).toMatch(/^[\p{L}\p{N}]+$/u);
        expect(phrase).toMatch(/^[\p{L}\p{N} ]*$/u);
      }),
    );
  });
});

describe("edits", () => {
  it.each([
    ["chaise", "chaise", 0],
    ["chiase", "chaise", 1],
    ["albba", "alba", 1],
    ["suspention", "suspension", 1],
    ["fauteil", "fauteuil", 1],
    ["lampe", "vase", 3],
  ])("%s and %s: %i", (a, b, edits) => {
    expect(editDistance(a, b, 2)).toBe(edits);
  });

  it("counts alike both ways and never more than it may", () => {
    const text = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
        const edits = editDistance(a, b, most);
        expect(edits).toBe(editDistance(b, a, most));
        expect(edits).toBeLessThanOrEqual(most + 1);
        expect(edits === 0).toBe(a === b);
      }),
    );
  });
});

describe("the sound of words", () => {
  it.each([
    ["chaise", "chese"],
    ["theiere", "teyere"],
    ["horloge", "horloje"],
    ["suspension", "suspention"],
    ["bibliotheque", "bibliotheke"],
    ["assiette", "asiete"],
    ["lampadaire", "lampadere"],
    ["plateau", "plato"],
  ])("is one for %s and %s", (a, b) => {
    expect(soundOf(a)).toBe(soundOf(b));
  });

  it.each([
    ["chaise", "chene"],
    ["table", "tableau"],
    ["bol", "banc"],
  ])("is not one for %s and %s", (a, b) => {
    expect(soundOf(a)).not.toBe(soundOf(b));
  });
});

describe("synonyms", () => {
  it("go both ways, over languages, plurals and phrases", () => {
    const synonyms = synonymsFrom([
      ["Canapé", "sofa", "Sofa"],
      ["porte-manteau", "coat rack"],
      ["sofa", "couch"],
    ]);
    expect(synonyms.of("canape")).toEqual(["sofa"]);
    expect(synonyms.of("sofa")).toEqual(["canape", "couch"]);
    expect(synonyms.of("canapes")).toEqual(["sofa"]);
    expect(synonyms.of("coat rack")).toEqual(["porte manteau"]);
    expect(synonyms.of("zirconium")).toEqual([]);
    expect(synonyms.longest).toBe(2);
    expect(synonymsFrom([]).longest).toBe(0);
  });

  it("are known by the words that queries keep", () => {
    const synonyms = synonymsFrom([["papier de verre", "papier abrasif", "rest of the roll"]]);
    const asked = words("papier de verre").join(" ");
    expect(asked).toBe("papier verre");
    expect(synonyms.of(asked)).toEqual(["papier de verre", "papier abrasif", "rest of the roll"]);
    expect(synonyms.of("papier de verre")).toEqual(["papier abrasif", "rest of the roll"]);
    expect(synonyms.of(words("rest of the roll", "en").join(" "))).toContain("papier abrasif");
  });
});
