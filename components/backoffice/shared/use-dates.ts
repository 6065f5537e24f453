import { useLocale } from "next-intl";
import { dateFormat } from "#server/kernel/formats.ts";

/** Writes instants in the shop's own time, and business days without one, as readers of the page's language do. */
export function useDates() {
  const locale = useLocale();
  const write = (options: Intl.DateTimeFormatOptions) => (date: Date) => dateFormat(locale, options).format(date);
  return {
    day: write({ day: "numeric", month: "short", year: "numeric", timeZone: "Europe/Paris" }),
    businessDay: write({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
    instant: write({ dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Paris" }),
    full: write({ dateStyle: "full", timeStyle: "short", timeZone: "Europe/Paris" }),
  };
}
