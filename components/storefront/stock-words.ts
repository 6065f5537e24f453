"use client";
import { useLocale, useTranslations } from "next-intl";
import { writeDay } from "#server/kernel/days.ts";
import type { ShownStock } from "#server/modules/stock/contract-display.ts";

/** From here on an exact number is worth saying. */
const few = 5;

type Place = ShownStock["locations"][number];

/** True while little is left: a number small enough to say, or the band's word for it. */
export const isScarce = ({ band, available }: Pick<Place, "band" | "available">): boolean =>
  available === null ? band === "few" : available > 0 && available <= few;

/** True when an order for it leaves from stock now: no pre-order, no back-order. */
export const shipsNow = ({ band, mode }: Pick<ShownStock, "band" | "mode">): boolean =>
  band !== "none" && mode !== "preorder";

/** What is said of a variant's stock, and of the stock of a place. */
export function useStockWords(): { headline: (row: ShownStock) => string; place: (place: Place) => string } {
  const t = useTranslations("storefront.stock");
  const locale = useLocale();
  const date = (day: string) => writeDay(day, locale, { month: true });

  const waiting = ({ mode, canOrder, expectedOn }: ShownStock): string | null => {
    if (!canOrder) return expectedOn && t("soldOutUntil", { date: date(expectedOn) });
    if (mode === "preorder") return expectedOn ? t("preorderDated", { date: date(expectedOn) }) : t("preorder");
    return expectedOn ? t("backorderDated", { date: date(expectedOn) }) : t("backorder");
  };
  const inStock = ({ band, available }: ShownStock): string => {
    if (available === null) return t(band === "plenty" ? "bandPlenty" : band === "few" ? "bandFew" : "bandNone");
    if (available > few) return t("onlineMany");
    return available > 1 ? t("onlineFew", { count: available }) : t("online", { count: available });
  };
  return {
    headline: (row) => (shipsNow(row) ? inStock(row) : (waiting(row) ?? inStock(row))),
    place: ({ band, available }) => (available === null ? t("place", { band }) : t("left", { count: available })),
  };
}
