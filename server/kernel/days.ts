// Business days ("2026-11-24") and the shop's own date, written without Intl wherever shoppers meet them: making the first
// formatter costs a browser 20 to 40 milliseconds, more than a tenth of a second on a phone (numbers.ts). `days.test.ts` holds
// every day and hour against Intl.
import { dateFormat } from "./formats.ts";

type Names = { weekdays: string[]; months: string[] };
const names: Record<string, Names | undefined> = {
  fr: {
    weekdays: "dimanche lundi mardi mercredi jeudi vendredi samedi".split(" "),
    months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
  },
  en: {
    weekdays: "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" "),
    months: "January February March April May June July August September October November December".split(" "),
  },
};

/** What of a day is written, in the order of both languages: "mardi 24 novembre 2026". */
export type DayParts = { weekday?: boolean; month?: boolean; year?: boolean };

/** Writes a business day, which has no time zone. The number alone when nothing else is asked for. */
export function writeDay(day: string, locale: string, { weekday, month, year }: DayParts): string {
  const at = new Date(`${day}T00:00:00Z`);
  const known = names[locale];
  if (!known) {
    const words = {
      ...(weekday && { weekday: "long" }),
      ...(month && { month: "long" }),
      ...(year && { year: "numeric" }),
    };
    return dateFormat(locale, { ...words, day: "numeric", timeZone: "UTC" } as Intl.DateTimeFormatOptions).format(at);
  }
  const parts = [
    weekday && known.weekdays[at.getUTCDay()],
    at.getUTCDate(),
    month && known.months[at.getUTCMonth()],
    year && at.getUTCFullYear(),
  ];
  return parts.filter(Boolean).join(" ");
}

const hourMs = 3_600_000;

/** The last Sunday of a month at 01:00 UTC: when clocks change in the European Union. */
function change(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * hourMs;
}

/**
 * The date in Paris, where the house does business, as "YYYY-MM-DD". Summer time by directive 2000/84/EC: from the last Sunday
 * of March to the last of October, as France does since 1996; earlier instants are read as if it always had.
 */
export function parisDate(at: Date): string {
  const [year, ms] = [at.getUTCFullYear(), at.getTime()];
  const summer = ms >= change(year, 2) && ms < change(year, 9);
  return new Date(ms + (summer ? 2 : 1) * hourMs).toISOString().slice(0, 10);
}
