import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedClock } from "./clock.ts";
import { DomainError, httpStatus } from "./errors.ts";
import { newId, prefixes } from "./ids.ts";
import { decodeCursor, encodeCursor, toPage } from "./page.ts";
import { addQuantity, quantityInput, subtractQuantity, sumQuantity } from "./quantity.ts";
import { next, transition } from "./state-machine.ts";

describe("ids", () => {
  it("sort by time, carry their kind and do not repeat", () => {
    const ids = Array.from({ length: 2000 }, (_, i) => newId("order", 1_700_000_000_000 + i));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(2000);
    expect(ids[0]).toMatch(/^ord_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(new Set(Object.values(prefixes)).size).toBe(Object.keys(prefixes).length);
  });
});

describe("quantities", () => {
  it("add up exactly to three places", () => {
    const q = fc.integer({ min: 0, max: 9_999_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(fc.array(q, { maxLength: 50 }), q, (all, one) => {
        expect(Math.round(sumQuantity(all) * 1000)).toBe(all.reduce((s, x) => s + Math.round(x * 1000), 0));
        expect(subtractQuantity(addQuantity(sumQuantity(all), one), one)).toBe(sumQuantity(all));
      }),
    );
    expect(addQuantity(0.1, 0.2)).toBe(0.3);
  });
  it("are refused when nobody can sell them", () => {
    for (const bad of [0, -1, 1e9, Number.NaN, Number.POSITIVE_INFINITY, 0.0001, "1e3", "1", null, undefined]) {
      expect(quantityInput.safeParse(bad).success, String(bad)).toBe(false);
    }
    for (const good of [1, 0.5, 2.125, 9999]) expect(quantityInput.safeParse(good).success).toBe(true);
  });
});

describe("cursors", () => {
  it("come back as they went, and are ignored when they are not ours", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (parts) => {
        expect(decodeCursor(encodeCursor(parts))).toEqual(parts);
      }),
    );
    for (const bad of [undefined, "", "%%%", "bm90IGpzb24", btoa('{"a":1}'), btoa("[null]")]) {
      expect(decodeCursor(bad)).toBeUndefined();
    }
  });
  it("walk a list once, without gaps or repeats", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (length, limit) => {
        const all = Array.from({ length }, (_, i) => i);
        const seen: number[] = [];
        let cursor: string | null | undefined;
        do {
          const after = decodeCursor(cursor ?? undefined)?.[0] ?? -1;
          const page = toPage(all.filter((n) => n > Number(after)).slice(0, limit + 1), limit, (n) => [n]);
          seen.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor);
        expect(seen).toEqual(all);
      }),
    );
  });
});

describe("state machines", () => {
  const table = { open: { close: "closed" }, closed: {} } as const;
  it("go where the table says and nowhere else", () => {
    expect(next(table, "open", "close")).toBe("closed");
    expect(transition("door", table, "open", "close")).toBe("closed");
    expect(() =>
      transition("door", table as { open: { close?: "closed" }; closed: { close?: "closed" } }, "closed", "close"),
    ).toThrow(
      expect.objectContaining({ code: "door.transition_not_allowed", details: { from: "closed", action: "close" } }),
    );
  });
});

it("every kind of refusal has its own HTTP status", () => {
  expect(Object.values(httpStatus).every((s) => s >= 400 && s < 600)).toBe(true);
  expect(new DomainError("conflict", "stock.not_enough", { available: 1 })).toMatchObject({
    message: "stock.not_enough",
    details: { available: 1 },
  });
});

it("a fixed clock moves when told", () => {
  const clock = fixedClock("2026-01-01T00:00:00Z");
  clock.advance(60_000);
  expect(clock.now().toISOString()).toBe("2026-01-01T00:01:00.000Z");
  clock.set("2030-01-01");
  expect(clock.now().getUTCFullYear()).toBe(2030);
});
