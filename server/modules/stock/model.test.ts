import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumQuantity } from "../../kernel/quantity.ts";
import { type Demand, source } from "./model.ts";
import { type Selling, type StockFacts, sellable } from "./sellable.ts";
import { firstPlace, sourceStock } from "./turns.ts";

const today = "2026-11-22";
const ids = ["A", "B", "C"];
const variants = ["x", "y", "z"];
const channel = (splitLines: boolean, safety: readonly number[] = [0, 0, 0]): Selling => ({
  id: "web",
  sourcing: "priority",
  splitLines,
  locations: ids.map((id, i) => ({ id, safetyStock: safety[i] ?? 0, latitude: null, longitude: null })),
});

const piece = fc.integer({ min: 0, max: 30 });
const demands = fc
  .array(fc.record({ variantId: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all): Demand[] => all.map((d, i) => ({ ...d, lineId: `l${i}` })));
const factsOf = (variantId: string): fc.Arbitrary<StockFacts> =>
  fc.record({
    variantId: fc.constant(variantId),
    safety: fc.integer({ min: 0, max: 5 }),
    mode: fc.constantFrom("deny" as const, "backorder" as const, "preorder" as const),
    maxBackorder: fc.option(piece),
    releaseOn: fc.constantFrom("2026-11-01", "2027-01-15"),
    levels: fc
      .tuple(...ids.map(() => fc.record({ free: fc.integer({ min: -2, max: 30 }), backordered: piece })))
      .map((all) => all.map((level, i) => ({ locationId: ids[i] ?? "", ...level }))),
    supplies: fc.array(
      fc.record({
        locationId: fc.constantFrom(...ids),
        open: fc.integer({ min: 1, max: 20 }),
        expectedOn: fc.constantFrom("2026-11-20", "2026-12-01", "2027-01-12"),
      }),
      { maxLength: 4 },
    ),
  });
const world = fc.record({
  lines: demands,
  facts: fc.tuple(...variants.map(factsOf)),
  safety: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
  split: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const solve = ({ lines, facts, safety, split }: World) => {
  const selling = channel(split, safety);
  const sellables = new Map(facts.map((of) => [of.variantId, sellable(of, selling, today)]));
  return { selling, sellables, ...source(lines, sellables, selling.locations, split) };
};
const sumOf = (rows: readonly { quantity: number }[]) => sumQuantity(rows.map((row) => row.quantity));

describe("sourcing", () => {
  it("takes exactly what was asked, line by line, or nothing and names what is missing", () => {
    fc.assert(
      fc.property(world, (w) => {
        const { allocations, missing, sellables } = solve(w);
        const needed = (id: string) => sumOf(w.lines.filter((line) => line.variantId === id));
        const short = variants.filter((id) => needed(id) > (sellables.get(id)?.orderable ?? 0));
        expect(missing.map((m) => m.variantId).sort()).toEqual(short);
        if (missing.length) {
          expect(allocations).toEqual([]);
          return;
        }
        for (const line of w.lines) {
          expect(sumOf(allocations.filter((a) => a.lineId === line.lineId))).toBe(line.quantity);
        }
        expect(allocations.every((a) => a.quantity > 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("never takes more than is free less the safety stock of place and variant, nor promises more than may be", () => {
    fc.assert(
      fc.property(world, (w) => {
        const { allocations } = solve(w);
        for (const of of w.facts) {
          const mine = allocations.filter((a) => a.variantId === of.variantId);
          const stock = mine.filter((a) => a.kind === "stock");
          for (const [i, level] of of.levels.entries()) {
            const taken = sumOf(stock.filter((a) => a.locationId === level.locationId));
            expect(taken).toBeLessThanOrEqual(Math.max(0, level.free - (w.safety[i] ?? 0)));
          }
          const there = of.levels.map((level, i) => Math.max(0, level.free - (w.safety[i] ?? 0)));
          expect(sumOf(stock)).toBeLessThanOrEqual(Math.max(0, sumQuantity(there) - of.safety));
          const promised = sumOf(mine.filter((a) => a.kind === "supply"));
          const before = sumQuantity(of.levels.map((level) => level.backordered));
          const cap = of.maxBackorder ?? sumQuantity(of.supplies.map((s) => s.open));
          expect(promised).toBeLessThanOrEqual(of.mode === "deny" ? 0 : Math.max(0, cap - before));
          // Supply is for what stock cannot give.
          if (promised > 0 && w.split) expect(sumOf(stock)).toBe(Math.max(0, sumQuantity(there) - of.safety));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("opens no parcel that another choice would spare, and splits no line that must stay whole", () => {
    fc.assert(
      fc.property(world, (w) => {
        const { allocations, missing, sellables } = solve(w);
        if (missing.length) return;
        const used = new Set(allocations.filter((a) => a.kind === "stock").map((a) => a.locationId));
        const needs = new Map<string, number>();
        for (const a of allocations.filter((one) => one.kind === "stock")) {
          needs.set(a.variantId, (needs.get(a.variantId) ?? 0) + a.quantity);
        }
        const has = (id: string, place: string) =>
          sellables.get(id)?.places.find((p) => p.locationId === place)?.available ?? 0;
        const waits = new Set(allocations.filter((a) => a.kind === "supply").map((a) => a.variantId));
        const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ids.filter((_, i) => bits & (1 << i)));
        const fewest = Math.min(
          ...subsets
            .filter((places) =>
              [...needs].every(([id, need]) =>
                w.split ? sumQuantity(places.map((p) => has(id, p))) >= need : places.some((p) => has(id, p) >= need),
              ),
            )
            .map((places) => places.length),
        );
        // A whole line that waits for its rest is bound to the place where the rest will be.
        if (w.split || waits.size === 0) expect(used.size).toBe(fewest);
        if (!w.split) {
          for (const id of variants) {
            const places = new Set(allocations.filter((a) => a.variantId === id).map((a) => a.locationId));
            expect(places.size).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same answer to the same question, in whatever order levels and supplies are read", () => {
    fc.assert(
      fc.property(world, (w) => {
        const turned = w.facts.map((of) => ({
          ...of,
          levels: of.levels.toReversed(),
          supplies: of.supplies.toReversed(),
        }));
        expect(solve({ ...w, facts: turned as World["facts"] }).allocations).toEqual(solve(w).allocations);
      }),
    );
  });

  const at = (available: Record<string, number[]>, safety = [0, 0, 0], split = true) =>
    new Map(
      Object.entries(available).map(([variantId, all]) => [
        variantId,
        sellable(
          {
            variantId,
            safety: 0,
            mode: "deny",
            maxBackorder: null,
            releaseOn: null,
            supplies: [],
            levels: all.map((free, i) => ({ locationId: ids[i] ?? "", free, backordered: 0 })),
          },
          channel(split, safety),
          today,
        ),
      ]),
    );
  const places = channel(true).locations;

  it("sends one parcel when one place has everything, even a later one", () => {
    const lines = [
      { lineId: "1", variantId: "x", quantity: 2 },
      { lineId: "2", variantId: "y", quantity: 1 },
    ];
    const { allocations } = source(lines, at({ x: [5, 5, 0], y: [0, 1, 0] }), places, true);
    expect(allocations.map((a) => a.locationId)).toEqual(["B", "B"]);
  });
  it("splits a line only when no place has it whole", () => {
    const line = [{ lineId: "1", variantId: "x", quantity: 5 }];
    expect(source(line, at({ x: [3, 3, 5] }), places, true).allocations).toEqual([
      { lineId: "1", variantId: "x", locationId: "C", quantity: 5, kind: "stock" },
    ]);
    expect(source(line, at({ x: [3, 3, 1] }), places, true).allocations.map((a) => [a.locationId, a.quantity])).toEqual(
      [
        ["A", 3],
        ["B", 2],
      ],
    );
    expect(source(line, at({ x: [3, 3, 1] }, [0, 0, 0], false), places, false).missing).toEqual([
      { variantId: "x", wanted: 5, available: 3 },
    ]);
  });
  it("sums two lines of one variant before it looks", () => {
    const lines = ["1", "2"].map((lineId) => ({ lineId, variantId: "x", quantity: 3 }));
    expect(source(lines, at({ x: [5, 0, 0] }), places, true).missing).toEqual([
      { variantId: "x", wanted: 6, available: 5 },
    ]);
  });
  it("leaves a place its safety stock", () => {
    const line = [{ lineId: "1", variantId: "x", quantity: 5 }];
    expect(source(line, at({ x: [6, 5, 0] }, [2, 0, 0]), places, true).allocations).toEqual([
      { lineId: "1", variantId: "x", locationId: "B", quantity: 5, kind: "stock" },
    ]);
  });
});

describe("what may be sold beyond stock", () => {
  const facts: StockFacts = {
    variantId: "x",
    safety: 0,
    mode: "backorder",
    maxBackorder: null,
    releaseOn: null,
    levels: [{ locationId: "A", free: 1, backordered: 3 }],
    supplies: [
      { locationId: "A", open: 4, expectedOn: "2027-01-12" },
      { locationId: "A", open: 2, expectedOn: "2026-12-01" },
      { locationId: "elsewhere", open: 50, expectedOn: "2026-12-01" },
    ],
  };
  it("is what dated supplies bring and nobody was promised, at the date of the first of it", () => {
    expect(sellable(facts, channel(true), today)).toMatchObject({
      available: 1,
      promisable: 3,
      orderable: 4,
      expectedOn: "2027-01-12",
    });
  });
  it("is limited by the policy's number over all places, with or without a date", () => {
    expect(sellable({ ...facts, maxBackorder: 10 }, channel(true), today)).toMatchObject({ promisable: 7 });
    const undated = sellable({ ...facts, maxBackorder: 5, supplies: [] }, channel(true), today);
    expect(undated).toMatchObject({ promisable: 2, expectedOn: null, mode: "backorder" });
  });
  it("is nothing where it is denied; the date of the next delivery is told all the same", () => {
    const denied = { ...facts, mode: "deny" as const, levels: [{ locationId: "A", free: 0, backordered: 0 }] };
    expect(sellable(denied, channel(true), today)).toMatchObject({ orderable: 0, expectedOn: "2026-12-01" });
  });
  it("ships a pre-order on its day or when the goods are there, whichever is later; then it is a back-order", () => {
    const preorder = { ...facts, mode: "preorder" as const, releaseOn: "2026-12-24" };
    expect(sellable(preorder, channel(true), today)).toMatchObject({ mode: "preorder", expectedOn: "2027-01-12" });
    const later = { ...preorder, releaseOn: "2027-02-01" };
    expect(sellable(later, channel(true), today)).toMatchObject({ expectedOn: "2027-02-01", releaseOn: "2027-02-01" });
    expect(sellable(later, channel(true), "2027-02-01")).toMatchObject({ mode: "backorder", releaseOn: null });
  });
  it("promises nothing by a date that has passed", () => {
    const overdue = { ...facts, supplies: [{ locationId: "A", open: 9, expectedOn: "2026-11-20" }] };
    expect(sellable(overdue, channel(true), today)).toMatchObject({ promisable: 6, expectedOn: null });
  });
});

describe("the first place", () => {
  const ships = fc.constantFrom("first" as const, "last" as const, "never" as const);
  const point = fc.option(fc.constantFrom([45.7, 4.8] as const, [47.2, -1.5] as const));
  const places = fc.tuple(...ids.map(() => fc.record({ ships, point, safetyStock: fc.integer({ min: 0, max: 5 }) })));
  const shop = fc.record({
    facts: factsOf("x"),
    places,
    sourcing: fc.constantFrom("priority" as const, "nearest" as const),
    split: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 12 }),
    collectAt: fc.option(fc.constantFrom(...ids)),
    to: fc.option(fc.constantFrom({ country: "FR", postcode: "44000" }, { country: "FR", postcode: "69001" })),
  });

  it("gives the whole of one line that it has, whatever the others have (take-at-first.ts)", () => {
    fc.assert(
      fc.property(shop, ({ facts, places: terms, sourcing, split, quantity, collectAt, to }) => {
        const locations = terms.map(({ point: at, ...place }, i) => ({
          ...place,
          id: ids[i] ?? "",
          latitude: at?.[0] ?? null,
          longitude: at?.[1] ?? null,
        }));
        const selling: Selling = { ...channel(split), sourcing, locations };
        const towards = { to, collectAt };
        const first = firstPlace(selling, towards);
        const free = facts.levels.find((level) => level.locationId === first?.id)?.free ?? 0;
        fc.pre(first !== undefined && free - first.safetyStock >= quantity);
        const lines = [{ lineId: "l0", variantId: "x", quantity }];
        const asked = { demands: lines, channel: selling, towards, today };
        const { allocations, missing } = sourceStock(new Map([["x", { ...facts, safety: 0 }]]), asked);
        expect(missing).toEqual([]);
        expect(allocations).toEqual([{ ...lines[0], locationId: first?.id, kind: "stock" }]);
      }),
      { numRuns: 1000 },
    );
  });
});
