// When goods leave, arrive, or may be collected, and whether what was promised was kept. Pure: told the time.
import { addWorkDays, type Calendar, dateAt, instantOf, isWorkDay, type WorkDays } from "#server/kernel/calendar.ts";
import type { PromiseOutcome } from "./contract-promise.ts";

/** What a promise needs of a shipping method: working days of the carrier on the road, and the days on which it works. */
export type Carrier = { minDays: number; maxDays: number; weekdays: readonly number[] };

/** Business days, both included. */
export type DaySpan = { from: string; to: string };

export type Promised = DaySpan & {
  /** The day on which it leaves its place. */
  leavesOn: string;
  /** Until when an order gets these days. */
  orderBefore: Date;
};

/** The day on which a place takes an order in hand, and when that day's cut-off is. Null: it never opens again. */
function takenInHand(place: Calendar, at: Date, notBefore: string | null): { on: string; until: Date } | null {
  const today = dateAt(place.timeZone, at);
  const inTime = isWorkDay(place, today) && at < instantOf(place.timeZone, today, place.cutoffMinutes);
  const next = inTime ? today : addWorkDays(place, today, isWorkDay(place, today) ? 1 : 0);
  if (next === null) return null;
  const on = notBefore !== null && notBefore > next ? addWorkDays(place, notBefore, 0) : next;
  return on === null ? null : { on, until: instantOf(place.timeZone, on, place.cutoffMinutes) };
}

/** Carriers keep the holidays of the country they start from; those of the country of arrival are not known here. */
const roadOf = (carrier: Carrier): WorkDays => ({ weekdays: carrier.weekdays, holidays: "FR", closedOn: [] });

/**
 * The days between which goods arrive that are ordered at `at`. `notBefore`: the day on which they come in or may be sold,
 * null when they are there. Null when the place is closed for good.
 */
export function promiseArrival(
  place: Calendar,
  carrier: Carrier,
  at: Date,
  notBefore: string | null = null,
): Promised | null {
  const taken = takenInHand(place, at, notBefore);
  const leavesOn = taken && addWorkDays(place, taken.on, place.handlingDays);
  if (!taken || !leavesOn) return null;
  const road = roadOf(carrier);
  const [from, to] = [addWorkDays(road, leavesOn, carrier.minDays), addWorkDays(road, leavesOn, carrier.maxDays)];
  return from && to ? { from, to, leavesOn, orderBefore: taken.until } : null;
}

/** Later days on which a carrier brings what it could bring on `from`, that one first: at most `count` within five weeks. */
export function laterDays(carrier: Carrier, from: string, count = 15): string[] {
  const road = roadOf(carrier);
  const days = Array.from({ length: 36 }, (_, i) => dayAfter(from, i));
  return days.filter((day) => isWorkDay(road, day)).slice(0, count);
}

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The day from which goods ordered at `at` are ready to be collected at a place. As `promiseArrival`. */
export function promiseCollection(place: Calendar, at: Date, notBefore: string | null = null): Promised | null {
  const taken = takenInHand(place, at, notBefore);
  const day = taken && addWorkDays(place, taken.on, place.handlingDays);
  return day ? { from: day, to: day, leavesOn: day, orderBefore: taken.until } : null;
}

/** The promise for everything together: the latest of its parts, as long as all of them hold. Null for none. */
export function joinPromises(
  parts: readonly (DaySpan & { orderBefore: Date })[],
): (DaySpan & { orderBefore: Date }) | null {
  const [from] = parts
    .map((part) => part.from)
    .toSorted()
    .slice(-1);
  const [to] = parts
    .map((part) => part.to)
    .toSorted()
    .slice(-1);
  if (!from || !to) return null;
  return { from, to, orderBefore: new Date(Math.min(...parts.map((part) => part.orderBefore.getTime()))) };
}

/** A part's own days, never later than what the buyer was told of everything. */
export function within(part: DaySpan, told: DaySpan | null): DaySpan {
  if (!told) return part;
  const [to = part.to] = [part.to, told.to].toSorted();
  const [from = to] = [part.from, to].toSorted();
  return { from, to };
}

export type PromisedDelivery = {
  promisedTo: string | null;
  pickup: boolean;
  status: string;
  readyAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
};

/**
 * Whether a delivery came (or was ready to be collected) by the day that was promised. open: not due yet, or on its way and
 * nobody has said that it arrived. `now` and the place's time zone decide which day it is.
 */
export function outcomeOf(of: PromisedDelivery, timeZone: string, now: Date): PromiseOutcome {
  if (of.promisedTo === null || of.status === "cancelled") return "none";
  const { promisedTo } = of;
  const by = (at: Date) => (dateAt(timeZone, at) <= promisedTo ? "kept" : "late");
  const there = of.pickup ? (of.readyAt ?? of.deliveredAt) : of.deliveredAt;
  if (there) return by(there);
  if (of.shippedAt) return by(of.shippedAt) === "late" ? "late" : "open";
  return by(now) === "late" ? "late" : "open";
}
