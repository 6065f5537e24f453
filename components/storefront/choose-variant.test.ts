import { expect, test } from "vitest";
import { choose, fits } from "./choose-variant.ts";

const variants = [
  { sku: "NAT-160", options: { finish: "nat", size: "160" } },
  { sku: "NAT-200", options: { finish: "nat", size: "200" } },
  { sku: "NOY-160", options: { finish: "noy", size: "160" } },
];
const by = (sku: string) => variants.find((v) => v.sku === sku) as (typeof variants)[number];

test("keeps the other choices when the combination exists", () => {
  expect(choose(variants, by("NAT-160"), "finish", "noy").sku).toBe("NOY-160");
  expect(fits(variants, by("NAT-160"), "finish", "noy")).toBe(true);
});

test("goes to the nearest variant when it does not", () => {
  expect(fits(variants, by("NAT-200"), "finish", "noy")).toBe(false);
  expect(choose(variants, by("NAT-200"), "finish", "noy").sku).toBe("NOY-160");
});

test("stays where it is for a value nobody has", () => {
  expect(choose(variants, by("NAT-200"), "finish", "blu").sku).toBe("NAT-200");
});
