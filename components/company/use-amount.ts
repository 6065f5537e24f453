"use client";
import { useLocale } from "next-intl";
import { formatMoney, type Money } from "#server/kernel/money.ts";

/** Money in words, for sentences and names of buttons. */
export function useAmount(): (amount: Money) => string {
  const locale = useLocale();
  return (amount) => formatMoney(amount, locale);
}
