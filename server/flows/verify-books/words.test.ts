import { describe, expect, it } from "vitest";
import en from "#app/_messages/en/proof.json" with { type: "json" };
import fr from "#app/_messages/fr/proof.json" with { type: "json" };
import { checkAreas } from "#server/modules/reporting/checks-contract.ts";
import { atLeast } from "./read-checks.ts";
import { invariants } from "./verify-books.ts";

describe("every invariant", () => {
  it("has a name of its own", () => {
    expect(new Set(invariants.map((i) => i.name)).size).toBe(invariants.length);
  });

  it.each([
    ["fr", fr],
    ["en", en],
  ])("is said in plain words in %s, and so is every area", (_, words) => {
    expect(Object.keys(words.invariants)).toEqual(expect.arrayContaining(invariants.map((i) => i.name)));
    expect(Object.keys(words.areas).sort()).toEqual([...checkAreas].sort());
  });
});

describe("how much was looked at", () => {
  it("is told by powers of ten, and below a hundred not at all", () => {
    expect([0, 1, 99, 100, 101, 999, 1000, 12_345, 9_999_999].map(atLeast)).toEqual([
      0, 1, 1, 100, 100, 100, 1000, 10_000, 1_000_000,
    ]);
  });
});
