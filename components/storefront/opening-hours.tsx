"use client";
import { useLocale, useTranslations } from "next-intl";
import { dateFormat, tagOf } from "#server/kernel/formats.ts";
import type { Store } from "#server/modules/stock/contract-stores.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

const week = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday: only the name of the weekday is told of it. */
const monday = Date.UTC(2024, 0, 1);

/** "10:00" of minutes after midnight, as the reader writes it. */
function useClockText(): (minutes: number) => string {
  const locale = useLocale();
  const format = dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return (minutes) => format.format(new Date(minutes * 60_000));
}

/** The week of a store, and the days soon on which it is closed although it would be open. */
export function OpeningHours({ store }: { store: Pick<Store, "opening" | "closedOn" | "collectDays"> }) {
  const t = useTranslations("stores");
  const locale = useLocale();
  const dates = useDeliveryDates();
  const clock = useClockText();
  const name = dateFormat(locale, { weekday: "long", timeZone: "UTC" });
  const list = new Intl.ListFormat(tagOf(locale), { type: "conjunction" });
  if (store.opening.length === 0) return null;
  return (
    <details className="text-[0.9375rem]">
      <summary className="underlined min-h-6 w-fit cursor-pointer text-muted">{t("hours")}</summary>
      <dl className="mt-2 grid max-w-sm gap-0.5">
        {week.map((day) => {
          const open = store.opening.filter((one) => one.day === day).toSorted((a, b) => a.from - b.from);
          return (
            <div key={day} className="flex justify-between gap-6">
              <dt>{name.format(monday + (day - 1) * 86_400_000)}</dt>
              <dd className="tabular text-right">
                {open.length ? open.map((one) => `${clock(one.from)} – ${clock(one.to)}`).join(", ") : t("closed")}
              </dd>
            </div>
          );
        })}
      </dl>
      {store.closedOn.length > 0 && (
        <p className="mt-2">{t("closedOn", { days: list.format(store.closedOn.map((day) => dates(day, day))) })}</p>
      )}
      <p className="mt-2 text-muted">{t("keeps", { days: store.collectDays })}</p>
    </details>
  );
}
