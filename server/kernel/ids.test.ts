import { expect, it } from "vitest";
import { newId } from "./ids.ts";

it("makes ids that name their kind, sort by time and never come twice", () => {
  const ids = Array.from({ length: 20_000 }, () => newId("order"));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^ord_[0-9a-hjkmnp-tv-z]{26}$/);
  const sorted = [0, 1, 31, 32, 1_795_350_000_000, 2 ** 45].map((now) => newId("order", now));
  expect(sorted.toSorted()).toEqual(sorted);
  // Every place of the random part takes every letter.
  for (let place = 14; place < 30; place++) expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});
