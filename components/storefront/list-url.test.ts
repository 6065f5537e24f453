import { describe, expect, test } from "vitest";
import { activeCount, listHref, rangeOf, readList, toggled, toRange } from "./list-url.ts";

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

  test("writes price ranges in minor units", () => {
    expect(toRange("50", "200")).toEqual(["5000-20000"]);
    expect(toRange("", "200")).toEqual(["-20000"]);
    expect(toRange("", "")).toEqual([]);
    expect(rangeOf(["5000-"])).toEqual({ min: "50", max: "" });
  });
});
