import { useDates } from "./use-dates.ts";

/** A business day ("2026-11-21"): no hour, no time zone to shift it. */
export function Day({ date }: { date: string }) {
  return <time dateTime={date}>{useDates().businessDay(new Date(`${date}T12:00:00Z`))}</time>;
}
