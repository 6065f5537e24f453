"use client";
import { useLocale, useTranslations } from "next-intl";
import { loadApi, useLateQuery } from "#components/trpc/late-api.ts";
import { formatMoney } from "#server/kernel/money.ts";
import { CollectPromise } from "./collect-promise.tsx";
import { shipsNow } from "./stock-words.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";
import type { StockRow } from "./use-live-stock.ts";
import { useMinutesUntil } from "./use-minutes-until.ts";

type DeliveryPromiseProps = {
  variantId: string;
  /** What is left of it; undefined until it is known. */
  row: StockRow | undefined;
};

const dayMinutes = 24 * 60;

/**
 * "Ordered in the next 41 min, with you Tuesday 24 November. Delivery free." And where it may be collected. Asked for by the
 * page itself, so that the product stays static; places are kept, so that nothing jumps.
 */
export function DeliveryPromise({ variantId, row }: DeliveryPromiseProps) {
  const t = useTranslations("storefront.promise");
  const locale = useLocale();
  const dates = useDeliveryDates();
  const asked = { variantId, country: "FR" };
  const data = useLateQuery(variantId, ({ trpc }) =>
    trpc.shop.checkout.promise.queryOptions(asked, { staleTime: 300_000 }),
  );
  const delivery = data?.delivery ?? null;
  const askAgain = async () => {
    const { queryClient, trpc } = await loadApi(locale);
    await queryClient.invalidateQueries(trpc.shop.checkout.promise.queryFilter(asked));
  };
  const minutes = useMinutesUntil(delivery?.orderBefore ?? null, () => void askAgain().catch(() => {}));
  // Goods that are still to come leave no sooner for being ordered within the hour.
  const hurry = minutes !== null && minutes < dayMinutes && (!row || shipsNow(row));
  return (
    <div className="grid gap-3 text-[0.9375rem] leading-6 text-pretty">
      <p className="min-h-12" data-testid="promise">
        {delivery && (
          <>
            {!hurry
              ? t("now", { dates: dates(delivery.from, delivery.to) })
              : minutes < 60
                ? t("minutes", { minutes, dates: dates(delivery.from, delivery.to) })
                : t("hours", {
                    hours: Math.floor(minutes / 60),
                    minutes: String(minutes % 60).padStart(2, "0"),
                    dates: dates(delivery.from, delivery.to),
                  })}{" "}
            <span className="text-muted">
              {delivery.price.minor === 0 ? t("free") : t("price", { price: formatMoney(delivery.price, locale) })}
            </span>
          </>
        )}
      </p>
      <CollectPromise variantId={variantId} row={row} collect={data?.collect} />
    </div>
  );
}
