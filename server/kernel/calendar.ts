/**
 * Days on which a place works or a carrier drives, as dates "YYYY-MM-DD", and instants told as the time on a wall. Pure: the
 * caller says what time it is.
 */

/** Public holidays that are kept: those of France, those of Alsace-Moselle, or none. */
export const holidayRules = ["FR", "FR-AM", "none"] as const;
export type HolidayRule = (typeof holidayRules)[number];

/** The days that count. `weekdays` are ISO: 1 is Monday, 7 is Sunday. */
export type WorkDays = {
  weekdays: readonly number[];
  holidays: HolidayRule;
  /** Dates closed besides. */
  closedOn: readonly string[];
};

/** When a place takes orders in hand. */
export type Calendar = WorkDays & {
  timeZone: string;
  /** Minutes after midnight on its wall: what is ordered before is taken in hand the same day. */
  cutoffMinutes: number;
  /** Working days from taking an order in hand to its leaving. */
  handlingDays: number;
};

const dayMs = 86_400_000;
const minuteMs = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** No place is closed longer: whoever looks further ahead finds nothing. */
const horizonDays = 800;

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher), in milliseconds of UTC midnight. */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return Date.UTC(year, month - 1, (h + l - 7 * m + 33 * month + 19) % 32);
}

const known = new Map<string, ReadonlySet<string>>();

/**
 * The public holidays of a year: the eleven of metropolitan France (Code du travail, L3133-1); in Alsace-Moselle Good
 * Friday and 26 December besides (L3134-13, which keeps Good Friday to communes with a mixed church).
 */
export function publicHolidays(year: number, rule: HolidayRule = "FR"): ReadonlySet<string> {
  const key = `${rule} ${year}`;
  const days = known.get(key) ?? workOutHolidays(year, rule);
  known.set(key, days);
  return days;
}

function workOutHolidays(year: number, rule: HolidayRule): ReadonlySet<string> {
  if (rule === "none") return new Set();
  const sunday = easter(year);
  const fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"].map((d) => `${year}-${d}`);
  const local = rule === "FR-AM" ? [iso(sunday - 2 * dayMs), `${year}-12-26`] : [];
  return new Set([...fixed, ...local, iso(sunday + dayMs), iso(sunday + 39 * dayMs), iso(sunday + 50 * dayMs)]);
}

/** The ISO weekday of a date: 1 is Monday. */
export const weekdayOf = (date: string): number => new Date(utc(date)).getUTCDay() || 7;

/** The date that many days later. */
export const addDays = (date: string, days: number): string => iso(utc(date) + days * dayMs);

export function isWorkDay(days: WorkDays, date: string): boolean {
  return (
    days.weekdays.includes(weekdayOf(date)) &&
    !publicHolidays(Number(date.slice(0, 4)), days.holidays).has(date) &&
    !days.closedOn.includes(date)
  );
}

/**
 * The `count`-th working day after a date; with 0 the date itself, or the next working day when it is none. Null when there
 * is none within two years.
 */
export function addWorkDays(days: WorkDays, date: string, count: number): string | null {
  let left = count;
  for (let passed = 0; passed <= horizonDays; passed++) {
    const day = addDays(date, passed);
    if (!isWorkDay(days, day)) continue;
    if (left === 0) return day;
    left--;
  }
  return null;
}

const walls = new Map<string, Intl.DateTimeFormat>();

function wallOf(timeZone: string): Intl.DateTimeFormat {
  const found = walls.get(timeZone);
  if (found) return found;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  walls.set(timeZone, made);
  return made;
}

/** How far the wall is ahead of UTC at an instant, in milliseconds. */
function offsetMs(timeZone: string, at: number): number {
  const part = Object.fromEntries(
    wallOf(timeZone)
      .formatToParts(at)
      .map((p) => [p.type, Number(p.value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The date on the wall at an instant. */
export const dateAt = (timeZone: string, at: Date): string => iso(at.getTime() + offsetMs(timeZone, at.getTime()));

/**
 * The instant at which a wall shows a date and a time (minutes after midnight). A time that clocks skip in spring is told
 * by the clock from before the change; of one that they show twice in autumn it is the first.
 */
export function instantOf(timeZone: string, date: string, minutes: number): Date {
  const wall = utc(date) + minutes * minuteMs;
  const around = [wall - dayMs, wall + dayMs].map((at) => offsetMs(timeZone, at));
  const [ahead, behind] = [Math.max(...around), Math.min(...around)];
  const early = wall - ahead;
  return new Date(early + offsetMs(timeZone, early) >= wall ? early : wall - behind);
}
