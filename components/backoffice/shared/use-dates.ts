import { useLocale } from "next-intl";

// English here is European: 21 Nov 2026, 16:05.
const tagOf = (locale: string) => (locale === "en" ? "en-GB" : locale);
const made = new Map<string, Intl.DateTimeFormat>();

/** Writes instants in the shop's own time, and business days without one, as readers of the page's language do. */
export function useDates() {
  const tag = tagOf(useLocale());
  const write = (options: Intl.DateTimeFormatOptions) => (date: Date) => {
    const key = tag + JSON.stringify(options);
    const format = made.get(key) ?? new Intl.DateTimeFormat(tag, options);
    made.set(key, format);
    return format.format(date);
  };
  return {
    day: write({ day: "numeric", month: "short", year: "numeric", timeZone: "Europe/Paris" }),
    businessDay: write({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
    instant: write({ dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Paris" }),
    full: write({ dateStyle: "full", timeStyle: "short", timeZone: "Europe/Paris" }),
  };
}
