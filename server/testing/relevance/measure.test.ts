import { describe, expect, it } from "vitest";
import { measure } from "./measure.ts";
import type { Labelled } from "./queries.ts";

const query = (wanted: Labelled["wanted"]): Labelled => ({ text: "x", locale: "fr", kind: "exact", wanted });

describe("the figures of relevance", () => {
  it("are perfect for the best order, and less for a worse one", () => {
    const wanted = { a: 3, b: 1 } as const;
    expect(measure([{ query: query(wanted), found: ["a", "b", "c"] }])).toEqual({
      queries: 1,
      precisionAt1: 1,
      reciprocalRank: 1,
      ndcgAt10: 1,
      zeroResults: 0,
    });
    const worse = measure([{ query: query(wanted), found: ["c", "b", "a"] }]);
    expect(worse).toMatchObject({ precisionAt1: 0, reciprocalRank: 0.5 });
    // (1/log2(3) + 7/log2(4)) / (7/log2(2) + 1/log2(3))
    expect(worse.ndcgAt10).toBeCloseTo((1 / Math.log2(3) + 7 / 2) / (7 + 1 / Math.log2(3)), 10);
  });

  it("count nothing found, and nothing to find", () => {
    expect(measure([{ query: query({ a: 3 }), found: [] }])).toMatchObject({
      precisionAt1: 0,
      ndcgAt10: 0,
      zeroResults: 1,
    });
    expect(measure([{ query: query({}), found: [] }])).toMatchObject({ precisionAt1: 1, ndcgAt10: 1, zeroResults: 0 });
    expect(measure([{ query: query({}), found: ["a"] }])).toMatchObject({ precisionAt1: 0, ndcgAt10: 0 });
  });

  it("look at ten hits and no further", () => {
    const found = [..."bcdefghijk", "a"];
    expect(measure([{ query: query({ a: 3 }), found }])).toMatchObject({ reciprocalRank: 1 / 11, ndcgAt10: 0 });
  });
});
