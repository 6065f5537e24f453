import { describe, expect, it } from "vitest";
import { addParcel, gramsOf, oneParcel, removeParcel, shortfall, unpacked } from "./parcels.ts";

const lines = [
  { id: "a", quantity: 3, picked: 2 },
  { id: "b", quantity: 1, picked: 1 },
  { id: "c", quantity: 2, picked: 0 },
];

describe("packing", () => {
  it("starts with everything picked in one parcel", () => {
    const parcel = oneParcel("1", lines);
    expect(parcel.quantities).toEqual({ a: 2, b: 1 });
    expect(unpacked(lines, [parcel])).toEqual([]);
  });

  it("names what is picked but in no parcel, and what is in too many", () => {
    const short = { key: "1", weightG: "", quantities: { a: 1, b: 1 } };
    expect(unpacked(lines, [short])).toEqual([{ id: "a", left: 1 }]);
    expect(unpacked(lines, [short, { key: "2", weightG: "", quantities: { a: 2 } }])).toEqual([{ id: "a", left: -1 }]);
  });

  it("gives a new parcel the rest, and gives it back when the parcel goes", () => {
    const two = addParcel([{ key: "1", weightG: "", quantities: { a: 1, b: 1 } }], "2", lines);
    expect(two[1]?.quantities).toEqual({ a: 1 });
    const one = removeParcel(two, "2");
    expect(one).toHaveLength(1);
    expect(unpacked(lines, one)).toEqual([]);
  });

  it("counts what goes on backorder, cut goods exactly", () => {
    expect(shortfall(lines)).toEqual([
      { id: "a", missing: 1 },
      { id: "c", missing: 2 },
    ]);
    expect(shortfall([{ id: "m", quantity: 0.3, picked: 0.1 }])).toEqual([{ id: "m", missing: 0.2 }]);
  });

  it("reads kilograms in both notations and refuses the rest", () => {
    expect(gramsOf("2,35")).toBe(2350);
    expect(gramsOf("2.35")).toBe(2350);
    expect(gramsOf(" ")).toBeUndefined();
    for (const wrong of ["0", "-1", "abc", "1.2345", "1e3"]) expect(gramsOf(wrong)).toBeNull();
  });
});
