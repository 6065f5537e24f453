"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { parisDate, writeDay } from "#server/kernel/days.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

const dayMs = 86_400_000;

/** "today", "tomorrow", "Tuesday 24 November" for a business day ("2026-11-24"), as the shop's clock stands. */
export function useDayWords(): (day: string) => string {
  const t = useTranslations("stores");
  const locale = useLocale();
  const dates = useDeliveryDates();
  return useCallback(
    (day) => {
      const now = Date.now();
      if (day === parisDate(new Date(now))) return t("today");
      if (day === parisDate(new Date(now + dayMs))) return t("tomorrow");
      const near = Date.parse(day) - now < 300 * dayMs;
      return near ? dates(day, day) : writeDay(day, locale, { month: true, year: true });
    },
    [dates, locale, t],
  );
}
