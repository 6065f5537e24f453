import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameForm } from "./contract-kinds.ts";
import { ratingOf, suggestedName } from "./model.ts";

describe("what a writer is called", () => {
  it("is a first name and an initial, never more of a name than that", () => {
    expect(["Camille Aubert", "Jean-Marc de La Tour", "Zoé Œuvrard", "Anne", ""].map(suggestedName)).toEqual([
      "Camille A.",
      "Jean-Marc T.",
      "Zoé Œ.",
      "Anne",
      "",
    ]);
    expect(suggestedName("anne@example.test Martin")).not.toContain("@");
  });
  it("is always a name that may be chosen, or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), (recipient) => {
        const name = suggestedName(recipient);
        if (/\p{L}/u.test(name[0] ?? "")) expect(name).toMatch(nameForm);
        expect(name).not.toMatch(/[@<>/:]/);
      }),
    );
  });
});

describe("a rating", () => {
  it("counts every star once, in whole numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 }), (given) => {
        const byStars = [1, 2, 3, 4, 5].map((of) => given.filter((n) => n === of).length);
        expect(ratingOf(byStars)).toEqual({ count: given.length, sum: given.reduce((a, n) => a + n, 0), byStars });
      }),
    );
  });
});
