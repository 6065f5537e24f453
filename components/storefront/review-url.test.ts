import fc from "fast-check";
import { expect, it } from "vitest";
import { reviewSorts, starValues } from "#server/modules/reviews/contract-kinds.ts";
import { readReviews, reviewQuery } from "./review-url.ts";

it("reads back every address that it writes, and makes no sense of what has none", () => {
  const asked = fc.record(
    {
      sort: fc.constantFrom(...reviewSorts),
      stars: fc.constantFrom(...starValues),
      language: fc.constantFrom("fr" as const, "en" as const),
      cursor: fc.base64String({ minLength: 4, maxLength: 40 }),
    },
    { requiredKeys: ["sort"] },
  );
  fc.assert(
    fc.property(asked, (state) => {
      expect(readReviews(Object.fromEntries(new URLSearchParams(reviewQuery(state))))).toEqual(state);
    }),
  );
  expect(readReviews({ sort: "price", stars: "6", language: "de", cursor: ["a", "b"] })).toEqual({ sort: "helpful" });
});
