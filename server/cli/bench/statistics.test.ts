import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latency, median, percentile } from "./statistics.ts";

describe("percentiles", () => {
  it("follow the nearest rank", () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(latency(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99 });
    expect(percentile([7], 0.99)).toBe(7);
    expect(median([9, 1, 5])).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it("are values that were measured, with at least that share below", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const at = percentile(all, share);
        expect(all).toContain(at);
        expect(all.filter((value) => value <= at).length).toBeGreaterThanOrEqual(share * all.length - 1e-9);
      }),
    );
  });
});
