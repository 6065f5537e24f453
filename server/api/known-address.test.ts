import { expect, it } from "vitest";
import { answerKnownAddresses, mayBeKnown } from "./known-address.ts";

it("lets the page decide while nobody answers, and when the answer fails", async () => {
  expect(await mayBeKnown("products", "chair")).toBe(true);
  answerKnownAddresses(() => Promise.reject(new Error("the database is away")));
  expect(await mayBeKnown("products", "chair")).toBe(true);
});

it("remembers for a minute what is known, by kind, and asks each time for what is not", async () => {
  const asked: string[] = [];
  let now = 0;
  const there = new Set(["products/chair"]);
  answerKnownAddresses(
    (kind, slug) => {
      asked.push(`${kind}/${slug}`);
      return Promise.resolve(there.has(`${kind}/${slug}`));
    },
    () => now,
  );
  for (let i = 0; i < 3; i++) expect(await mayBeKnown("products", "chair")).toBe(true);
  for (let i = 0; i < 2; i++) expect(await mayBeKnown("categories", "chair")).toBe(false);
  expect(asked).toEqual(["products/chair", "categories/chair", "categories/chair"]);
  there.clear();
  now = 59_000;
  expect(await mayBeKnown("products", "chair")).toBe(true);
  now = 61_000;
  expect(await mayBeKnown("products", "chair")).toBe(false);
});
