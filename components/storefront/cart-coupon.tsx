"use client";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { AppliedCode } from "./applied-code.tsx";
import { CodeField } from "./code-field.tsx";
import type { CartData } from "./use-cart.ts";
import { useCartCode } from "./use-cart-code.ts";

/** The coupon on the basket, or the field to type one. */
export function CartCoupon({ cart }: { cart: CartData }) {
  const t = useTranslations("storefront.cart.coupon");
  const locale = useLocale();
  const trpc = useTRPC();
  const { wrong, setWrong, settled } = useCartCode();
  const apply = useMutation(trpc.shop.cart.applyCoupon.mutationOptions(settled));
  const remove = useMutation(trpc.shop.cart.removeCoupon.mutationOptions(settled));
  const { coupon } = cart;
  if (!coupon) {
    return (
      <CodeField
        open={t("open")}
        label={t("label")}
        name="coupon"
        wrong={wrong}
        busy={apply.isPending}
        onApply={(code) => (/^[A-Z0-9][A-Z0-9-]{2,31}$/.test(code) ? apply.mutate({ code }) : setWrong(t("malformed")))}
      />
    );
  }
  return (
    <div className="mt-4 grid gap-1 text-sm">
      <AppliedCode remove={t("remove")} busy={remove.isPending} onRemove={() => remove.mutate({})}>
        <span className="font-medium">{coupon.code}</span> · {coupon.name}
      </AppliedCode>
      {coupon.problem && (
        <p className="text-danger" role="status">
          {t(`problem.${coupon.problem}`, { amount: coupon.minimum ? formatMoney(coupon.minimum, locale) : "" })}
        </p>
      )}
    </div>
  );
}
