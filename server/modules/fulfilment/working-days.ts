/** Days on which parcels move, as dates "YYYY-MM-DD": Monday to Friday without French public holidays. */

const day = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

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

const known = new Map<number, ReadonlySet<string>>();

/** The eleven public holidays of metropolitan France (Code du travail, L3133-1). */
export function publicHolidays(year: number): ReadonlySet<string> {
  const days = known.get(year) ?? workOutHolidays(year);
  known.set(year, days);
  return days;
}

function workOutHolidays(year: number): ReadonlySet<string> {
  const sunday = easter(year);
  const fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"].map((d) => `${year}-${d}`);
  return new Set([...fixed, iso(sunday + day), iso(sunday + 39 * day), iso(sunday + 50 * day)]);
}

/** True when carriers collect and deliver on this date. */
export function isWorkingDay(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !publicHolidays(Number(date.slice(0, 4))).has(date);
}

/** The `count`-th working day after a date; with 0 the date itself, or the next working day when it is none. */
export function addWorkingDays(date: string, count: number): string {
  let ms = Date.parse(`${date}T00:00:00Z`);
  while (!isWorkingDay(iso(ms))) ms += day;
  for (let left = count; left > 0; ) {
    ms += day;
    if (isWorkingDay(iso(ms))) left--;
  }
  return iso(ms);
}

const wall = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Paris",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
});

/** The date and full hour on the warehouse's wall (Paris) at an instant. */
export function parisTime(at: Date): { date: string; hour: number } {
  const part = Object.fromEntries(wall.formatToParts(at).map((p) => [p.type, p.value]));
  return { date: `${part.year}-${part.month}-${part.day}`, hour: Number(part.hour) };
}
