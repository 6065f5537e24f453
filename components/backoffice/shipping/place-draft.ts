import { type PlaceInput, placeInput } from "#server/modules/stock/contract-locations.ts";
import type { PlaceSettings } from "../dto.ts";
import { clockOf, minutesOf, week } from "./use-weekdays.ts";

/** What a form about a place holds while somebody types. */
export type PlaceDraft = {
  cutoff: string;
  handlingDays: string;
  collectDays: string;
  takesReturns: boolean;
  holidays: PlaceSettings["holidays"];
  timeZone: string;
  workingDays: number[];
  closedOn: string[];
  /** By ISO weekday: "10:00 – 12:30, 14:00 – 19:00", or nothing. */
  opening: Record<number, string>;
};

export type PlaceProblem = "cutoff" | "handlingDays" | "collectDays" | "workingDays" | `opening ${number}`;

export function draftOf(place: PlaceSettings): PlaceDraft {
  const text = (day: number) =>
    place.openingHours
      .filter((one) => one.day === day)
      .toSorted((a, b) => a.from - b.from)
      .map(({ from, to }) => `${clockOf(from)} – ${clockOf(to)}`)
      .join(", ");
  return {
    cutoff: clockOf(place.cutoffMinutes),
    handlingDays: String(place.handlingDays),
    collectDays: String(place.collectDays),
    takesReturns: place.takesReturns,
    holidays: place.holidays,
    timeZone: place.timeZone,
    workingDays: place.workingDays,
    closedOn: place.closedOn,
    opening: Object.fromEntries(week.map((day) => [day, text(day)])),
  };
}

/** "10:00 – 12:30, 14:00 – 19:00" as hours of a day; null when it is none. */
export function readOpening(day: number, text: string): PlaceInput["openingHours"] | null {
  if (text.trim() === "") return [];
  const parts = text.split(",").map((part) => {
    const [from, to, ...rest] = part.split(/\s*[–—-]\s*/).map(minutesOf);
    return rest.length === 0 && from != null && to != null && from < to ? { day, from, to } : null;
  });
  const known = parts.filter((part) => part !== null).toSorted((a, b) => a.from - b.from);
  const apart = known.every((part, i) => i === 0 || part.from >= (known[i - 1]?.to ?? 0));
  return known.length === parts.length && apart ? known : null;
}

/** Every day from one date to another, both included; none when they are no dates, or more than a year of them. */
export function datesBetween(from: string, to: string): string[] {
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to || from}T00:00:00Z`)];
  const count = Math.round((last - first) / 86_400_000) + 1;
  if (!(count >= 1 && count <= 366)) return [];
  return Array.from({ length: count }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10));
}

/** What the form says, as the server wants it; or what is wrong, first to last. */
export function readPlace(place: PlaceSettings, draft: PlaceDraft): { input: PlaceInput } | { wrong: PlaceProblem[] } {
  const whole = (text: string, least: number, most: number) => {
    const number = /^\d{1,2}$/.test(text.trim()) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : null;
  };
  const cutoffMinutes = minutesOf(draft.cutoff);
  const [handlingDays, collectDays] = [whole(draft.handlingDays, 0, 60), whole(draft.collectDays, 1, 60)];
  const hours = week.map((day) => [day, readOpening(day, draft.opening[day] ?? "")] as const);
  const wrong: PlaceProblem[] = [
    ...(cutoffMinutes === null || cutoffMinutes > 1439 ? (["cutoff"] as const) : []),
    ...(handlingDays === null ? (["handlingDays"] as const) : []),
    ...(draft.workingDays.length === 0 ? (["workingDays"] as const) : []),
    ...(collectDays === null ? (["collectDays"] as const) : []),
    ...hours.flatMap(([day, open]) => (open === null ? ([`opening ${day}`] as const) : [])),
  ];
  if (wrong.length > 0) return { wrong };
  return {
    input: placeInput.parse({
      code: place.code,
      version: place.version,
      timeZone: draft.timeZone,
      cutoffMinutes,
      handlingDays,
      collectDays,
      takesReturns: draft.takesReturns,
      workingDays: draft.workingDays,
      holidays: draft.holidays,
      closedOn: draft.closedOn,
      openingHours: hours.flatMap(([, open]) => open ?? []),
    }),
  };
}
