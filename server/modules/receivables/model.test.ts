import { expect, it } from "vitest";
import { levelOn } from "./model.ts";

it.each([
  ["2026-11-06", null],
  ["2026-11-07", -3],
  ["2026-11-09", -3],
  ["2026-11-10", null],
  ["2026-11-12", null],
  ["2026-11-13", 3],
  ["2026-11-24", 3],
  ["2026-11-25", 15],
  ["2026-12-10", 30],
  ["2027-03-01", 30],
])("on %s an invoice due on 10 November 2026 calls for level %s", (today, level) => {
  expect(levelOn(today, "2026-11-10")).toBe(level);
});
