import { expect, it } from "vitest";
import { clockText, markPassed } from "./countdown.ts";

it.each([
  [15 * 60_000, "15:00"],
  [14 * 60_000 + 4_001, "14:05"],
  [60_000, "1:00"],
  [59_001, "1:00"],
  [900, "0:01"],
  [0, "0:00"],
])("%i ms read %s", (ms, text) => expect(clockText(ms)).toBe(text));

it("speaks at five minutes and at one, not in between", () => {
  const said = [301, 300, 299, 61, 60, 1].map((seconds) => markPassed(seconds * 1000));
  expect(said).toEqual([null, 5, 5, 5, 1, 1]);
});
