import { expect, test } from "vitest";
import { formatterOf } from "./formatter.ts";

test("days and instants are European in every language, and the shop's own time", () => {
  const at = new Date("2026-11-21T23:30:00Z");
  expect(formatterOf("en").dateTime(at, { dateStyle: "long", timeStyle: "short" })).toBe("22 November 2026 at 00:30");
  expect(formatterOf("en").dateTime(at, { dateStyle: "short" })).toBe("22/11/2026");
  expect(formatterOf("fr").dateTime(at, { dateStyle: "long" })).toBe("22 novembre 2026");
  expect(formatterOf("fr").number(1234.5)).toBe("1\u202f234,5");
  expect(formatterOf("en")).toBe(formatterOf("en"));
});
