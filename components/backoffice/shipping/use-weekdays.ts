import { useLocale } from "next-intl";
import { dateFormat } from "#server/kernel/formats.ts";

export const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** Names of ISO weekdays (1 is Monday), and a list of them as one reads it: "lun.–ven.". */
export function useWeekdays(): { name: (day: number) => string; range: (days: readonly number[]) => string } {
  const locale = useLocale();
  // 1 January 2024 was a Monday.
  const write = (day: number, weekday: "long" | "short") =>
    dateFormat(locale, { weekday, timeZone: "UTC" }).format(Date.UTC(2024, 0, day));
  return {
    name: (day) => write(day, "long"),
    range: (days) => {
      const groups: number[][] = [];
      for (const day of days) {
        const last = groups.at(-1);
        if (last && last.at(-1) === day - 1) last.push(day);
        else groups.push([day]);
      }
      return groups
        .map((group) => [group[0], group.at(-1)].map((day) => write(day ?? 1, "short")))
        .map(([first, last]) => (first === last ? first : `${first} – ${last}`))
        .join(", ");
    },
  };
}

/** "15:00" of minutes after midnight, as the field of a form has it. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes after midnight; null when it is no time. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2})[:h](\d{2})$/.exec(text.trim()) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && total <= 1440 ? total : null;
}
