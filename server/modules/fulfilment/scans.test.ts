import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder, scanStatuses, whereabouts } from "./contract-scans.ts";

const scan = fc.record({
  status: fc.constantFrom(...scanStatuses),
  at: fc.integer({ min: 0, max: 20 }).map((minute) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()),
});

describe("the scans of a parcel", () => {
  it("tell the same whatever the order in which they come in, and however often", () => {
    fc.assert(
      fc.property(
        fc
          .array(scan, { maxLength: 12 })
          .chain((scans) => fc.tuple(fc.constant(scans), fc.shuffledSubarray(scans, { minLength: scans.length }))),
        ([scans, shuffled]) => {
          expect(inOrder(shuffled)).toEqual(inOrder(scans));
          expect(whereabouts([...shuffled, ...scans])).toEqual(whereabouts(scans));
        },
      ),
    );
  });

  it("say delivered as soon as one says so, whatever is heard of later", () => {
    fc.assert(
      fc.property(fc.array(scan), (scans) => {
        const delivered = scans.some(({ status }) => status === "delivered");
        expect(whereabouts(scans)?.status === "delivered").toBe(delivered);
      }),
    );
  });
});
