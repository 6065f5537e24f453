import fc from "fast-check";
import { expect, test } from "vitest";
import { standing, standsFor } from "./home-window.ts";

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const block = fc.record({
  startsAt: fc.option(fc.integer({ min: 0, max: 10_000 }).map(at)),
  endsAt: fc.option(fc.integer({ min: 0, max: 10_000 }).map(at)),
});

test("a part stands from its first instant to before its last", () => {
  const part = { startsAt: at(10), endsAt: at(20) };
  expect(standing([part], 9_999)).toEqual([]);
  expect(standing([part], 10_000)).toEqual([part]);
  expect(standing([part], 19_999)).toEqual([part]);
  expect(standing([part], 20_000)).toEqual([]);
  expect(standing([{ startsAt: null, endsAt: null }], 0)).toHaveLength(1);
});

test("nothing planned: an hour", () => {
  expect(standsFor([{ startsAt: null, endsAt: at(5) }], 6_000)).toBe(3600);
  expect(standsFor([], 0)).toBe(3600);
});

test("what stands now stands as long as it was said", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), fc.integer({ min: 0, max: 10_000_000 }), (blocks, now) => {
      const seconds = standsFor(blocks, now);
      // Below a second no age can be said.
      if (seconds > 1) expect(standing(blocks, now + seconds * 1000 - 1)).toEqual(standing(blocks, now));
      const changes = blocks.flatMap((b) => [b.startsAt, b.endsAt]).map((t) => (t ? Date.parse(t) : 0));
      if (seconds < 3600) expect(changes.some((t) => t > now && t < now + (seconds + 1) * 1000)).toBe(true);
    }),
  );
});
