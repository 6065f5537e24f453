"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Price } from "#components/ui/price.tsx";
import { addMoney, subtractMoney } from "#server/kernel/money.ts";
import type { CartData } from "./use-cart.ts";
import { useDeliveryDates } from "./use-delivery-dates.ts";

/** The full cost before checkout: the cheapest way to deliver at home (France), its date, and the total. */
export function CartShipping({ cart }: { cart: CartData }) {
  const t = useTranslations("storefront.cart");
  const dates = useDeliveryDates();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.shop.checkout.shippingMethods.queryOptions(
      { country: "FR" },
      { enabled: cart.id !== null, placeholderData: (previous) => previous, retry: false },
    ),
  );
  const [cheapest] = (data ?? [])
    .filter((method) => !method.collectAt)
    .toSorted((a, b) => a.price.minor - b.price.minor);
  if (!cheapest) {
    return (
      <div className="text-sm text-muted">
        <dt className="sr-only">{t("shippingFrom")}</dt>
        <dd>{t("shippingLater")}</dd>
      </div>
    );
  }
  return (
    <>
      <div className="flex items-baseline justify-between gap-6">
        <dt>
          {t("shippingFrom")}
          <span className="block text-sm text-muted">
            {cheapest.promise ? dates(cheapest.promise.from, cheapest.promise.to) : t("dateLater")}
          </span>
        </dt>
        <dd className="tabular">{cheapest.price.minor === 0 ? t("free") : <Price amount={cheapest.price} />}</dd>
      </div>
      <div className="mt-1 flex items-baseline justify-between border-t border-line pt-4 text-xl font-medium">
        <dt>{t("total")}</dt>
        <dd>
          <Price amount={addMoney(subtractMoney(cart.subtotal, cart.discount), cheapest.price)} />
        </dd>
      </div>
    </>
  );
}
