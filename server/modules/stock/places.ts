import { z } from "zod";
import type { Calendar, HolidayRule } from "../../kernel/calendar.ts";
import type { Db } from "../../platform/db.ts";
import { type Opening, openingSchema } from "./contract-locations.ts";

const calendarColumns = {
  id: true,
  timeZone: true,
  cutoffMinutes: true,
  workingDays: true,
  holidays: true,
  handlingDays: true,
  closedOn: true,
} as const;

type CalendarRow = {
  timeZone: string;
  cutoffMinutes: number;
  workingDays: number[];
  holidays: string;
  handlingDays: number;
  closedOn: Date[];
};

const calendarOf = (row: CalendarRow): Calendar => ({
  timeZone: row.timeZone,
  cutoffMinutes: row.cutoffMinutes,
  weekdays: row.workingDays,
  holidays: row.holidays as HolidayRule,
  handlingDays: row.handlingDays,
  closedOn: row.closedOn.map((day) => day.toISOString().slice(0, 10)),
});

/** When these places take orders in hand, by id. */
export async function calendarsOf(db: Db, ids: readonly string[]): Promise<Map<string, Calendar>> {
  const rows = await db.location.findMany({ where: { id: { in: [...ids] } }, select: calendarColumns });
  return new Map(rows.map((row) => [row.id, calendarOf(row)]));
}

/** A store as its visitors need it. */
export type StorePlace = {
  id: string;
  code: string;
  name: string;
  line1: string;
  postcode: string;
  city: string;
  latitude: number | null;
  longitude: number | null;
  opening: Opening[];
  calendar: Calendar;
  collectDays: number;
};

/** These stores, with address and opening hours, in the order of the location tree. */
export async function readStores(db: Db, ids: readonly string[]): Promise<StorePlace[]> {
  const rows = await db.location.findMany({
    where: { id: { in: [...ids] }, kind: "store", active: true },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: {
      ...calendarColumns,
      code: true,
      name: true,
      line1: true,
      postcode: true,
      city: true,
      latitude: true,
      longitude: true,
      openingHours: true,
      collectDays: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    line1: row.line1 ?? "",
    postcode: row.postcode ?? "",
    city: row.city ?? "",
    latitude: row.latitude === null ? null : Number(row.latitude),
    longitude: row.longitude === null ? null : Number(row.longitude),
    opening: z.array(openingSchema).catch([]).parse(row.openingHours),
    calendar: calendarOf(row),
    collectDays: row.collectDays,
  }));
}

/** How long goods wait at a place for whoever collects them. */
export const collectTerms = (db: Db, id: string): Promise<{ name: string; timeZone: string; collectDays: number }> =>
  db.location.findUniqueOrThrow({ where: { id }, select: { name: true, timeZone: true, collectDays: true } });

/** Where customers hand in what they send back. */
export async function returnPlaces(db: Db): Promise<PlaceOfReturn[]> {
  const rows = await db.location.findMany({
    where: { takesReturns: true, active: true },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { id: true, code: true, name: true, line1: true, postcode: true, city: true },
  });
  return rows.map((row) => ({
    ...row,
    line1: row.line1 ?? "",
    postcode: row.postcode ?? "",
    city: row.city ?? "",
  }));
}

export type PlaceOfReturn = Pick<StorePlace, "id" | "code" | "name" | "line1" | "postcode" | "city">;
