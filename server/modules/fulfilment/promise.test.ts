import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Calendar, instantOf, isWorkDay } from "#server/kernel/calendar.ts";
import { joinPromises, outcomeOf, promiseArrival, promiseCollection, within } from "./promise.ts";

const lyon: Calendar = {
  weekdays: [1, 2, 3, 4, 5],
  holidays: "FR",
  closedOn: [],
  timeZone: "Europe/Paris",
  cutoffMinutes: 900,
  handlingDays: 0,
};
const store: Calendar = { ...lyon, weekdays: [2, 3, 4, 5, 6], cutoffMinutes: 1020 };
const home = { minDays: 2, maxDays: 3, weekdays: [1, 2, 3, 4, 5] };

const calendars: fc.Arbitrary<Calendar> = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  holidays: fc.constantFrom("FR" as const, "FR-AM" as const, "none" as const),
  closedOn: fc.array(
    fc.integer({ min: 0, max: 900 }).map((n) => addDays("2026-01-01", n)),
    { maxLength: 30 },
  ),
  timeZone: fc.constantFrom("Europe/Paris", "Indian/Reunion", "America/Cayenne"),
  // Cut-offs at night stand in the hours that clocks skip or show twice.
  cutoffMinutes: fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 119, 120, 150, 179, 180, 1439)),
  handlingDays: fc.integer({ min: 0, max: 4 }),
});
const carriers = fc
  .record({
    minDays: fc.integer({ min: 0, max: 5 }),
    more: fc.integer({ min: 0, max: 4 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  })
  .map(({ more, ...carrier }) => ({ ...carrier, maxDays: carrier.minDays + more }));
/** Any moment of 2026 and 2027; half of them near the two changes of the clocks. */
const moments = fc.oneof(
  fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((n) => new Date(Date.UTC(2026, 0, 1, 0, n))),
  fc.integer({ min: -600, max: 600 }).map((n) => new Date(Date.UTC(2026, 2, 29, 1, n))),
  fc.integer({ min: -600, max: 600 }).map((n) => new Date(Date.UTC(2026, 9, 25, 1, n))),
);
const notBefore = fc.option(
  fc.integer({ min: 0, max: 800 }).map((n) => addDays("2026-01-01", n)),
  { nil: null },
);

describe("an arrival", () => {
  it.each([
    // Friday 14:59 in Paris (winter: UTC+1) leaves today, 15:00 leaves on Monday
    ["2026-11-20T13:59:59Z", "2026-11-24", "2026-11-25"],
    ["2026-11-20T14:00:00Z", "2026-11-25", "2026-11-26"],
    // Saturday leaves on Monday
    ["2026-11-21T09:00:00Z", "2026-11-25", "2026-11-26"],
    // summer: UTC+2
    ["2026-07-06T12:59:00Z", "2026-07-08", "2026-07-09"],
    ["2026-07-06T13:00:00Z", "2026-07-09", "2026-07-10"],
    // 23:30 UTC is already the next day in Paris
    ["2026-11-22T23:30:00Z", "2026-11-25", "2026-11-26"],
  ])("ordered %s comes %s to %s", (now, from, to) => {
    expect(promiseArrival(lyon, home, new Date(now))).toMatchObject({ from, to });
  });

  it("counts a Saturday where the place packs and the carrier drives on it", () => {
    const friday = new Date("2026-11-20T15:00:00Z");
    const saturday = { ...lyon, weekdays: [1, 2, 3, 4, 5, 6] };
    const nextDay = { minDays: 1, maxDays: 1, weekdays: [1, 2, 3, 4, 5, 6] };
    expect(promiseArrival(saturday, nextDay, friday)).toMatchObject({ leavesOn: "2026-11-21", to: "2026-11-23" });
    expect(promiseArrival(lyon, { ...nextDay }, new Date("2026-11-20T10:00:00Z"))?.to).toBe("2026-11-21");
    // The carrier that rests takes Saturday's parcel on Monday.
    expect(promiseArrival(saturday, { ...nextDay, weekdays: [1, 2, 3, 4, 5] }, friday)?.to).toBe("2026-11-24");
  });

  it("waits for goods on their way and for the working day after they come", () => {
    const now = new Date("2026-11-20T10:00:00Z");
    expect(promiseArrival(lyon, home, now, "2026-12-12")).toMatchObject({ leavesOn: "2026-12-14", from: "2026-12-16" });
    expect(promiseArrival({ ...lyon, handlingDays: 2 }, home, now)?.leavesOn).toBe("2026-11-24");
  });

  it("is never on a day on which nobody works, and never before it leaves", () => {
    fc.assert(
      fc.property(calendars, carriers, moments, notBefore, (place, carrier, at, goods) => {
        const promise = promiseArrival(place, carrier, at, goods);
        if (!promise) return;
        const road = { weekdays: carrier.weekdays, holidays: "FR" as const, closedOn: [] };
        expect(isWorkDay(place, promise.leavesOn)).toBe(true);
        expect(isWorkDay(road, promise.from) && isWorkDay(road, promise.to)).toBe(true);
        expect(promise.leavesOn <= promise.from && promise.from <= promise.to).toBe(true);
        if (goods) expect(promise.leavesOn >= goods).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never comes earlier for being ordered later", () => {
    fc.assert(
      fc.property(
        calendars,
        carriers,
        moments,
        fc.integer({ min: 1, max: 4000 }),
        notBefore,
        (place, road, at, n, day) => {
          const [early, late] = [at, new Date(at.getTime() + n * 60_000)].map((m) =>
            promiseArrival(place, road, m, day),
          );
          if (!early || !late) return;
          expect(late.from >= early.from && late.to >= early.to).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("holds until the moment that it names, and not a minute longer", () => {
    fc.assert(
      fc.property(calendars, carriers, moments, notBefore, (place, carrier, at, goods) => {
        const promise = promiseArrival(place, carrier, at, goods);
        if (!promise) return;
        const { orderBefore } = promise;
        expect(orderBefore > at).toBe(true);
        const just = promiseArrival(place, carrier, new Date(orderBefore.getTime() - 1), goods);
        expect(just).toMatchObject({ leavesOn: promise.leavesOn, from: promise.from, to: promise.to });
        const after = promiseArrival(place, carrier, orderBefore, goods);
        if (after) expect(after.leavesOn > promise.leavesOn).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a collection", () => {
  it("is today before the cut-off of an open day, else the next open day", () => {
    expect(promiseCollection(store, new Date("2026-11-21T15:59:00Z"))?.to).toBe("2026-11-21");
    expect(promiseCollection(store, new Date("2026-11-21T16:00:00Z"))?.to).toBe("2026-11-24");
    expect(promiseCollection({ ...store, closedOn: ["2026-11-24"] }, new Date("2026-11-22T09:00:00Z"))?.to).toBe(
      "2026-11-25",
    );
  });
});

describe("several places", () => {
  const at = new Date("2026-11-20T10:00:00Z");
  it("promise the latest of their days, as long as the shortest of them holds", () => {
    const parts = [lyon, { ...lyon, handlingDays: 3, cutoffMinutes: 720 }].flatMap(
      (place) => promiseArrival(place, home, at) ?? [],
    );
    expect(joinPromises(parts)).toEqual({
      from: "2026-11-27",
      to: "2026-11-30",
      orderBefore: instantOf("Europe/Paris", "2026-11-20", 720),
    });
    expect(joinPromises([])).toBeNull();
  });

  it("each keep to what was told of the whole", () => {
    const told = { from: "2026-11-24", to: "2026-11-25" };
    expect(within({ from: "2026-11-26", to: "2026-11-27" }, told)).toEqual({ from: "2026-11-25", to: "2026-11-25" });
    expect(within({ from: "2026-11-23", to: "2026-11-24" }, told)).toEqual({ from: "2026-11-23", to: "2026-11-24" });
    expect(within(told, null)).toEqual(told);
  });
});

describe("what became of a promise", () => {
  const base = {
    promisedTo: "2026-11-24",
    pickup: false,
    status: "planned",
    readyAt: null,
    shippedAt: null,
    deliveredAt: null,
  };
  const on = (day: string, hour = 12) => new Date(`${day}T${hour}:00:00Z`);
  it.each([
    ["nothing promised", { promisedTo: null }, "2026-12-24", "none"],
    ["called off", { status: "cancelled" }, "2026-12-24", "none"],
    ["not due", {}, "2026-11-24", "open"],
    ["still here after its day", {}, "2026-11-25", "late"],
    ["on its way", { status: "shipped", shippedAt: on("2026-11-23") }, "2026-12-24", "open"],
    ["left after its day", { status: "shipped", shippedAt: on("2026-11-25") }, "2026-11-25", "late"],
    ["arrived on its day", { status: "delivered", deliveredAt: on("2026-11-24", 22) }, "2026-12-24", "kept"],
    [
      "arrived at half past midnight",
      { status: "delivered", deliveredAt: new Date("2026-11-24T23:30:00Z") },
      "2026-12-24",
      "late",
    ],
    [
      "ready on its day, collected a week later",
      { pickup: true, readyAt: on("2026-11-24"), deliveredAt: on("2026-12-01") },
      "2026-12-24",
      "kept",
    ],
    ["ready too late", { pickup: true, readyAt: on("2026-11-26") }, "2026-12-24", "late"],
  ])("%s", (_, changes, today, outcome) => {
    expect(outcomeOf({ ...base, ...changes }, "Europe/Paris", on(today))).toBe(outcome);
  });
});
