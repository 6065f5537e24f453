import path from "node:path";
import { expect, it } from "vitest";
import { checkBoundaries } from "./check.ts";

// Each fixture breaks one law in a tree laid out like the house: its check must turn red, and nothing else.
it.each([
  ["law-1-upward", "law-1-kernel"],
  ["law-1-circle", "law-1-no-circles"],
  ["law-1-back-door", "law-1-flows"],
  ["law-2-islands", "law-2-islands"],
  ["law-3-owner", "law-3-only-the-owner-writes"],
  ["law-4-network", "law-4-no-network-in-transactions"],
  ["law-4-adapter", "law-4-adapters-take-no-transaction"],
  ["law-5-browser", "law-5-browser-code"],
  ["law-5-contract", "law-5-contracts-are-browser-safe"],
  ["law-6-environment", "law-6-environment"],
  ["law-6-clock", "law-6-clock"],
  ["access-procedure", "access-guarded-only"],
  ["access-page", "access-guarded-pages"],
])("%s is caught by %s", async (fixture, rule) => {
  const { violations } = await checkBoundaries(path.join(import.meta.dirname, "fixtures", fixture));
  expect(violations.map((v) => v.rule)).toContain(rule);
});
