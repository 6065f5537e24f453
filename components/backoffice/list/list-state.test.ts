import { describe, expect, it } from "vitest";
import { currentCursor, listHref, oneOf, pageHref, pageSize, parseListState } from "./list-state.ts";

const keys = ["status", "query", "sort"];

describe("the state of a list in its address", () => {
  it("reads known keys only, first value of a repeated one", () => {
    const state = parseListState({ status: ["paid", "x"], query: "  chaise ", evil: "1", limit: "100" }, keys);
    expect(state).toEqual({ values: { status: "paid", query: "chaise", limit: "100" }, after: [] });
    expect(pageSize(state)).toBe(100);
  });

  it("drops control characters and cuts what no search text can be", () => {
    const state = parseListState({ query: `\u0000cha\u0007ise${"x".repeat(300)}` }, keys);
    expect(state.values.query).toMatch(/^chaisex+$/);
    expect(state.values.query).toHaveLength(100);
  });

  it("falls back to the default page size on a size that is not offered", () => {
    expect(pageSize(parseListState({ limit: "7" }, keys))).toBe(50);
  });

  it("walks forward and back along the trail of cursors", () => {
    const first = parseListState({ status: "paid" }, keys);
    const third = pageHref("/admin/orders", first, ["c1", "c2"]);
    expect(third).toBe("/admin/orders?status=paid&after=c1&after=c2");
    const read = parseListState({ status: "paid", after: ["c1", "c2"] }, keys);
    expect(currentCursor(read)).toBe("c2");
    expect(pageHref("/admin/orders", read, read.after.slice(0, -1))).toBe("/admin/orders?status=paid&after=c1");
  });

  it("returns to page one when a filter changes, and drops emptied filters", () => {
    const state = parseListState({ status: "paid", query: "a b", after: "c1" }, keys);
    expect(listHref("/o", state, { status: undefined })).toBe("/o?query=a+b");
    expect(listHref("/o", state, { status: "", query: "" })).toBe("/o");
  });

  it("never trusts a value that is not offered", () => {
    expect(oneOf("paid", ["paid", "unpaid"])).toBe("paid");
    expect(oneOf("'; drop table", ["paid", "unpaid"])).toBeUndefined();
  });
});
