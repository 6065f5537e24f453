import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addWorkDays, dateAt, instantOf, isWorkDay, publicHolidays, type WorkDays } from "./calendar.ts";

const week: WorkDays = { weekdays: [1, 2, 3, 4, 5], holidays: "FR", closedOn: [] };

describe("holidays", () => {
  it("knows those that move", () => {
    // Easter 2026: 5 April; 2027: 28 March (Bureau des longitudes).
    const moving = ["2026-04-06", "2026-05-14", "2026-05-25"];
    expect([...publicHolidays(2026)].filter((d) => moving.includes(d))).toHaveLength(3);
    expect(publicHolidays(2027).has("2027-03-29")).toBe(true);
    expect(publicHolidays(2026).size).toBe(11);
  });

  it("keeps two more in Alsace-Moselle, and none where none are kept", () => {
    const more = [...publicHolidays(2026, "FR-AM")].filter((d) => !publicHolidays(2026).has(d));
    expect(more.sort()).toEqual(["2026-04-03", "2026-12-26"]);
    expect(publicHolidays(2026, "none").size).toBe(0);
  });
});

describe("working days", () => {
  it("step over weekends, holidays and closed days", () => {
    expect(addWorkDays(week, "2026-11-20", 1)).toBe("2026-11-23");
    expect(addWorkDays(week, "2026-12-24", 1)).toBe("2026-12-28");
    expect(addWorkDays(week, "2026-11-21", 0)).toBe("2026-11-23");
    expect(addWorkDays({ ...week, closedOn: ["2026-11-23"] }, "2026-11-20", 1)).toBe("2026-11-24");
  });

  it("are none where every day of the week is closed for years", () => {
    const closedOn = Array.from({ length: 900 }, (_, i) => addDays("2026-01-01", i));
    expect(addWorkDays({ ...week, closedOn }, "2026-01-01", 0)).toBeNull();
  });

  it("land on a working day, with exactly that many in between", () => {
    const days = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      holidays: fc.constantFrom("FR" as const, "FR-AM" as const, "none" as const),
      closedOn: fc.array(fc.integer({ min: 0, max: 3100 }).map((n) => addDays("2025-01-01", n))),
    });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 15 }), (of, offset, count) => {
        const start = addWorkDays(of, addDays("2025-01-01", offset), 0) ?? "";
        const end = addWorkDays(of, start, count) ?? "";
        let passed = 0;
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) if (isWorkDay(of, day)) passed++;
        expect(isWorkDay(of, start) && isWorkDay(of, end)).toBe(true);
        expect(passed).toBe(count);
      }),
    );
  });
});

describe("a wall", () => {
  it.each([
    ["Europe/Paris", "2026-01-15", 900, "2026-01-15T14:00:00.000Z"],
    ["Europe/Paris", "2026-07-15", 900, "2026-07-15T13:00:00.000Z"],
    // 29 March 2026: 02:30 is skipped. 25 October 2026: 02:30 is shown twice.
    ["Europe/Paris", "2026-03-29", 150, "2026-03-29T01:30:00.000Z"],
    ["Europe/Paris", "2026-10-25", 150, "2026-10-25T00:30:00.000Z"],
    ["Indian/Reunion", "2026-03-29", 900, "2026-03-29T11:00:00.000Z"],
    ["America/Cayenne", "2026-03-29", 0, "2026-03-29T03:00:00.000Z"],
  ])("in %s shows %s and %i minutes at %s", (zone, date, minutes, instant) => {
    expect(instantOf(zone, date, minutes).toISOString()).toBe(instant);
  });

  it("reads back the date that it was asked for, whatever the hour and the season", () => {
    const zones = fc.constantFrom("Europe/Paris", "America/Martinique", "Pacific/Noumea", "UTC");
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 1439 }), (zone, n, minutes) => {
        const date = addDays("2025-01-01", n);
        expect(dateAt(zone, instantOf(zone, date, minutes))).toBe(date);
      }),
    );
  });
});
