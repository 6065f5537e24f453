"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

/** "Ordered in the next 41 min, with you Tuesday 24 November. Delivery free." Kept a place for, so nothing jumps. */
export function DeliveryPromise({ variantId }: { variantId: string }) {
  const t = useTranslations("storefront.promise");
  const locale = useLocale();
  const dates = useDeliveryDates();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.shop.checkout.promise.queryOptions(
      { variantId, country: "FR" },
      { placeholderData: (previous) => previous, staleTime: 300_000 },
    ),
  );
  const minutes = useMinutesUntil(data?.orderBefore ?? null);
  return (
    <p className="min-h-12 text-[0.9375rem] leading-6 text-pretty">
      {data && (
        <>
          {minutes === null
            ? t("now", { dates: dates(data.from, data.to) })
            : minutes < 60
              ? t("minutes", { minutes, dates: dates(data.from, data.to) })
              : t("hours", { hours: Math.floor(minutes / 60), dates: dates(data.from, data.to) })}{" "}
          <span className="text-muted">
            {data.price.minor === 0 ? t("free") : t("price", { price: formatMoney(data.price, locale) })}
          </span>
        </>
      )}
    </p>
  );
}

/** Whole minutes until an instant, counted down; null without one or once it has passed. */
function useMinutesUntil(instant: string | null): number | null {
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    if (!instant) return setMinutes(null);
    const read = () => {
      const left = Math.floor((new Date(instant).getTime() - Date.now()) / 60_000);
      setMinutes(left > 0 ? left : null);
    };
    read();
    const timer = setInterval(read, 15_000);
    return () => clearInterval(timer);
  }, [instant]);
  return minutes;
}
