"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { writeDay } from "#server/kernel/days.ts";

/** "mardi 24 novembre" or "entre mardi 24 et jeudi 26 novembre", from business days ("2026-11-24"). */
export function useDeliveryDates(): (from: string, to: string) => string {
  const locale = useLocale();
  const t = useTranslations("common.dates");
  return useCallback(
    (from, to) => {
      const day = (iso: string, month: boolean) => writeDay(iso, locale, { weekday: true, month });
      if (from === to) return t("on", { day: day(to, true) });
      return t("between", { from: day(from, from.slice(0, 7) !== to.slice(0, 7)), to: day(to, true) });
    },
    [locale, t],
  );
}
