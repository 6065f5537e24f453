import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "#server/kernel/errors.ts";
import { next } from "#server/kernel/state-machine.ts";
import { type DeliveryStatus, deliveryStatuses } from "./contract.ts";
import {
  actionsOf,
  applyPicks,
  assertPacked,
  type DeliveryVerb,
  deliveryTransitions,
  splitPicked,
  trackingUrl,
} from "./model.ts";

const verbs: DeliveryVerb[] = ["start_picking", "pick", "pack", "ship", "deliver", "cancel"];
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};

describe("the life of a delivery", () => {
  it("goes picked, packed, shipped, delivered and nowhere else", () => {
    const path: [DeliveryVerb, DeliveryStatus][] = [
      ["start_picking", "picking"],
      ["pick", "picking"],
      ["pack", "packed"],
      ["ship", "shipped"],
      ["deliver", "delivered"],
    ];
    let status: DeliveryStatus = "planned";
    for (const [verb, to] of path) {
      expect(next(deliveryTransitions, status, verb)).toBe(to);
      status = to;
    }
  });

  it("whatever is tried: shipped goods never come back to the shelf, ends stay ends", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...verbs), { maxLength: 40 }), (tries) => {
        let status: DeliveryStatus = "planned";
        const seen: DeliveryStatus[] = [status];
        for (const verb of tries) {
          status = next(deliveryTransitions, status, verb) ?? status;
          seen.push(status);
        }
        const left = seen.indexOf("shipped");
        if (left >= 0) {
          expect(seen.slice(left).every((s) => s === "shipped" || s === "delivered")).toBe(true);
          for (const before of ["picking", "packed"] as const) expect(seen.slice(0, left)).toContain(before);
        }
        const cancelled = seen.indexOf("cancelled");
        if (cancelled >= 0) expect(new Set(seen.slice(cancelled)).size).toBe(1);
      }),
    );
  });

  it("offers staff what the table allows", () => {
    expect(Object.fromEntries(deliveryStatuses.map((s) => [s, actionsOf(s)]))).toEqual({
      planned: ["start_picking"],
      picking: ["pick", "pack"],
      packed: ["ship"],
      shipped: ["mark_delivered"],
      delivered: [],
      cancelled: [],
    });
  });
});

const line = fc
  .record({ planned: fc.integer({ min: 1, max: 50 }), part: fc.integer({ min: 0, max: 100 }) })
  .map(({ planned, part }) => ({ quantity: planned, picked: Math.floor((planned * part) / 100) }));
const lines = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .map((all) => all.map((l, i) => ({ id: `dll_${i}`, uom: "unit", ...l })));

describe("picking", () => {
  it("takes the whole figure of each line named and keeps the others", () => {
    const before = [
      { id: "a", quantity: 3, picked: 0 },
      { id: "b", quantity: 2, picked: 2 },
    ];
    expect(applyPicks(before, [{ deliveryLineId: "a", picked: 1 }]).map((l) => l.picked)).toEqual([1, 2]);
  });

  it("refuses foreign lines, more than planned and parts of what cannot be cut", () => {
    const chair = [{ id: "a", quantity: 3, picked: 0, uom: "unit" }];
    expect(codeOf(() => applyPicks(chair, [{ deliveryLineId: "z", picked: 1 }]))).toBe(
      "fulfilment.line_not_in_delivery",
    );
    expect(codeOf(() => applyPicks(chair, [{ deliveryLineId: "a", picked: 4 }]))).toBe("fulfilment.picked_too_much");
    expect(codeOf(() => applyPicks(chair, [{ deliveryLineId: "a", picked: 0.5 }]))).toBe("fulfilment.picked_too_much");
    const cloth = [{ id: "a", quantity: 2.5, picked: 0, uom: "m" }];
    expect(applyPicks(cloth, [{ deliveryLineId: "a", picked: 0.5 }])[0]?.picked).toBe(0.5);
  });

  it("splits into what leaves and what stays, losing nothing", () => {
    fc.assert(
      fc.property(lines, (all) => {
        if (all.every((l) => l.picked === 0)) {
          expect(codeOf(() => splitPicked(all))).toBe("fulfilment.nothing_picked");
          return;
        }
        const { leaving, behind } = splitPicked(all);
        for (const l of all) {
          const out = leaving.find((x) => x.id === l.id)?.quantity ?? 0;
          const stays = behind.find((x) => x.line.id === l.id);
          expect(out + (stays?.quantity ?? 0)).toBe(l.quantity);
          expect(stays?.whole ?? false).toBe(l.picked === 0);
        }
      }),
    );
  });
});

describe("packing", () => {
  it("accepts any distribution of exactly what was picked, and nothing else", () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 3 }), fc.integer(), (all, count, seed) => {
        const parcels = Array.from({ length: count }, () => ({
          lines: [] as { deliveryLineId: string; quantity: number }[],
        }));
        for (const [i, l] of all.entries()) {
          const first = Math.abs(seed + i) % (l.picked + 1);
          const at = Math.abs(seed + i) % count;
          const rest = count > 1 ? l.picked - first : 0;
          const here = count > 1 ? first : l.picked;
          if (here) parcels[at]?.lines.push({ deliveryLineId: l.id, quantity: here });
          if (rest) parcels[(at + 1) % count]?.lines.push({ deliveryLineId: l.id, quantity: rest });
        }
        expect(codeOf(() => assertPacked(all, parcels))).toBeUndefined();
        const one = parcels.find((p) => p.lines.length)?.lines[0];
        if (one) {
          one.quantity += 1;
          expect(codeOf(() => assertPacked(all, parcels))).toBe("fulfilment.parcels_do_not_match");
        }
      }),
    );
  });
});

describe("tracking", () => {
  const method = { carrier: "Colissimo", trackingUrl: "https://track.example/?n={tracking}" };
  it("links the number of the method's own carrier, escaped", () => {
    expect(trackingUrl(method, "Colissimo", "6A 12&x=1")).toBe("https://track.example/?n=6A12%26x%3D1");
    expect(trackingUrl(method, "DHL", "1")).toBeNull();
    expect(trackingUrl(null, "DHL", "1")).toBeNull();
  });
});
