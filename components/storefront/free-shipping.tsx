"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { formatMoney, subtractMoney } from "#server/kernel/money.ts";
import type { CartData } from "./use-cart.ts";

/** How far the basket is from being delivered at no cost (in France), where the shop has such a threshold. */
export function FreeShipping({ cart }: { cart: CartData }) {
  const t = useTranslations("storefront.cart");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.shop.checkout.shippingMethods.queryOptions(
      { country: "FR" },
      { enabled: cart.id !== null, placeholderData: (previous) => previous, retry: false },
    ),
  );
  const from = data
    ?.flatMap(({ freeFrom }) => freeFrom ?? [])
    .reduce((least, each) => (each.minor < least.minor ? each : least));
  if (!from || from.minor <= 0) return null;
  const missing = from.minor - cart.subtotal.minor;
  return (
    <div className="grid gap-1.5 text-sm">
      <p className="text-muted">
        {missing > 0
          ? t("freeShippingIn", { amount: formatMoney(subtractMoney(from, cart.subtotal), locale) })
          : t("freeShipping")}
      </p>
      <div aria-hidden className="h-0.5 bg-line">
        <div
          className="h-full origin-left bg-accent transition-transform duration-180 ease-house"
          style={{ transform: `scaleX(${Math.min(1, cart.subtotal.minor / from.minor)})` }}
        />
      </div>
    </div>
  );
}
