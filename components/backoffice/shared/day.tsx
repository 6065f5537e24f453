import { useFormatter } from "next-intl";

/** A business day ("2026-11-21"): no hour, no time zone to shift it. */
export function Day({ date }: { date: string }) {
  const format = useFormatter();
  return (
    <time dateTime={date}>
      {format.dateTime(new Date(`${date}T12:00:00Z`), {
        day: "numeric",
        month: "short",
        year: "numeric",
        timeZone: "UTC",
      })}
    </time>
  );
}
