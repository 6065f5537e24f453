import { expect, it } from "vitest";
import { readQuantity } from "./quantity-text.ts";

it("reads signed quantities in both notations", () => {
  expect(["-2", "−2", "+3", "1,5", "0.125", " 7 "].map(readQuantity)).toEqual([-2, -2, 3, 1.5, 0.125, 7]);
});

it("refuses what is no quantity", () => {
  for (const text of ["", "1e3", "NaN", "1.2345", "1 000", "--2", "12345678"]) expect(readQuantity(text)).toBeNull();
});
