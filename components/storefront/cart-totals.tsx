"use client";
import { useTranslations } from "next-intl";
import { Price } from "#components/ui/price.tsx";
import { negateMoney } from "#server/kernel/money.ts";
import { CartShipping } from "./cart-shipping.tsx";
import type { CartData } from "./use-cart.ts";

/** What the basket costs in full, as far as that is known before the address. */
export function CartTotals({ cart }: { cart: CartData }) {
  const t = useTranslations("storefront.cart");
  return (
    <dl className="grid gap-3">
      <div className="flex items-baseline justify-between">
        <dt>{t("subtotal")}</dt>
        <dd>
          <Price amount={cart.subtotal} />
        </dd>
      </div>
      {cart.discount.minor > 0 && (
        <div className="flex items-baseline justify-between">
          <dt>{t("discount")}</dt>
          <dd>
            <Price amount={negateMoney(cart.discount)} />
          </dd>
        </div>
      )}
      <CartShipping cart={cart} />
    </dl>
  );
}
