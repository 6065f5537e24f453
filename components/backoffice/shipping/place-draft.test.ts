import { describe, expect, it } from "vitest";
import type { PlaceSettings } from "../dto.ts";
import { datesBetween, draftOf, readOpening, readPlace } from "./place-draft.ts";

const place: PlaceSettings = {
  code: "ST-PARIS",
  name: "Comptoir de Paris",
  kind: "store",
  line1: null,
  postcode: null,
  city: null,
  version: 4,
  timeZone: "Europe/Paris",
  cutoffMinutes: 1020,
  workingDays: [2, 3, 4, 5, 6],
  holidays: "FR",
  handlingDays: 0,
  closedOn: ["2026-12-24"],
  openingHours: [
    { day: 6, from: 840, to: 1140 },
    { day: 6, from: 600, to: 750 },
  ],
  collectDays: 10,
  takesReturns: false,
};

describe("the form of a place", () => {
  it("gives back what it was given", () => {
    const draft = draftOf(place);
    expect(draft.cutoff).toBe("17:00");
    expect(draft.opening[6]).toBe("10:00 – 12:30, 14:00 – 19:00");
    const { name: _, kind: __, line1: ___, postcode: ____, city: _____, ...input } = place;
    expect(readPlace(place, draft)).toEqual({
      input: { ...input, openingHours: input.openingHours.toSorted((a, b) => a.from - b.from) },
    });
  });

  it("names what is wrong, first to last", () => {
    const draft = { ...draftOf(place), cutoff: "25:00", handlingDays: "-1", workingDays: [], collectDays: "0" };
    expect(readPlace(place, { ...draft, opening: { 3: "19:00 – 10:00" } })).toEqual({
      wrong: ["cutoff", "handlingDays", "workingDays", "collectDays", "opening 3"],
    });
  });

  it.each([
    ["", []],
    ["9:00-12h30", [{ day: 1, from: 540, to: 750 }]],
    ["10:00 – 24:00", [{ day: 1, from: 600, to: 1440 }]],
    ["10:00", null],
    ["10:00 – 12:00, 11:00 – 13:00", null],
    ["ten to noon", null],
  ])("reads opening hours %j", (text, hours) => expect(readOpening(1, text)).toEqual(hours));

  it("closes a range of days, both ends included", () => {
    expect(datesBetween("2026-12-30", "2027-01-02")).toEqual(["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]);
    expect(datesBetween("2026-12-30", "")).toEqual(["2026-12-30"]);
    expect(datesBetween("2026-12-30", "2026-12-29")).toEqual([]);
    expect(datesBetween("", "")).toEqual([]);
    expect(datesBetween("2026-01-01", "2028-01-01")).toEqual([]);
  });
});
