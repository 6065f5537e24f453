import { describe, expect, test } from "vitest";
import {
  activeCount,
  bandToggled,
  listHref,
  readList,
  readTypedRange,
  toggled,
  typedRange,
  withRange,
} from "./list-url.ts";

describe("the address of a list", () => {
  test("is read, sorted and written back the same", () => {
    const state = readList({ q: " lampe ", finish: ["noy", "nat", "nat"], sort: "price_asc", cursor: "abc" });
    expect(state).toEqual({ query: "lampe", sort: "price_asc", filters: { finish: ["nat", "noy"] } });
    expect(listHref("/search", state)).toBe("/search?q=lampe&finish=nat&finish=noy&sort=price_asc");
  });

  test("ignores keys that cannot be facets", () => {
    expect(readList({ "__proto__.x": "1", "a b": "2", finish: "" }).filters).toEqual({});
  });

  test("switches one value and forgets an empty facet", () => {
    const on = toggled({ query: "", sort: null, filters: {} }, "finish", "nat");
    expect(on.filters).toEqual({ finish: ["nat"] });
    expect(activeCount(on)).toBe(1);
    expect(toggled(on, "finish", "nat").filters).toEqual({});
  });

  test("ignores what campaigns hang on it", () => {
    expect(readList({ utm_source: "mail", gclid: "x", fbclid: "y", finish: "nat" }).filters).toEqual({
      finish: ["nat"],
    });
  });

  test("reads a typed range, and writes it back as it was typed", () => {
    expect(readTypedRange("50", "200", 2)).toEqual({ range: "5000..20000" });
    expect(readTypedRange("", " 1\u202f200,50 € ", 2)).toEqual({ range: "..120050" });
    expect(readTypedRange("40 cm", "", 0)).toEqual({ range: "40.." });
    expect(readTypedRange("", "", 2)).toEqual({ range: null });
    expect(typedRange(["5000-10000", "4990..20000"], 2)).toEqual({ min: "49.90", max: "200" });
    expect(typedRange(["..80"], 0)).toEqual({ min: "", max: "80" });
    expect(typedRange(["5000-10000"], 2)).toEqual({ min: "", max: "" });
  });

  test.each([
    ["cheap", "", 2, { field: "min", reason: "number" }],
    ["", "-5", 2, { field: "max", reason: "number" }],
    ["40.5", "", 0, { field: "min", reason: "number" }],
    ["200", "50", 2, { field: "max", reason: "order" }],
  ] as const)("says what is wrong with %j to %j", (min, max, decimals, problem) => {
    expect(readTypedRange(min, max, decimals)).toEqual(problem);
  });

  test("keeps bands and a typed range apart", () => {
    const typed = withRange({ query: "", sort: null, filters: { price: ["5000-10000"] } }, "price", "4000..9000");
    expect(typed.filters).toEqual({ price: ["4000..9000"] });
    expect(bandToggled(typed, "price", "0-5000").filters).toEqual({ price: ["0-5000"] });
    expect(withRange(typed, "price", null).filters).toEqual({});
  });
});
