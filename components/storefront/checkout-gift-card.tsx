"use client";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { Quote } from "#server/modules/sales/contract.ts";
import { AppliedCode } from "./applied-code.tsx";
import { CodeField } from "./code-field.tsx";
import { useCartCode } from "./use-cart-code.ts";

/** The gift card that pays for the order or a part of it, or the field to type one. */
export function CheckoutGiftCard({ giftCard }: { giftCard: Quote["giftCard"] }) {
  const t = useTranslations("checkout.giftCard");
  const locale = useLocale();
  const trpc = useTRPC();
  const { wrong, setWrong, settled } = useCartCode();
  const apply = useMutation(trpc.shop.cart.applyGiftCard.mutationOptions(settled));
  const remove = useMutation(trpc.shop.cart.removeGiftCard.mutationOptions(settled));
  if (!giftCard) {
    return (
      <CodeField
        open={t("open")}
        label={t("label")}
        name="gift-card"
        wrong={wrong}
        busy={apply.isPending}
        onApply={(code) =>
          code.replace(/[\s-]/g, "").length === 16 ? apply.mutate({ code }) : setWrong(t("malformed"))
        }
      />
    );
  }
  return (
    <div className="mt-4 text-sm">
      <AppliedCode remove={t("remove")} busy={remove.isPending} onRemove={() => remove.mutate({})}>
        {t("applied", { ending: giftCard.ending, balance: formatMoney(giftCard.balance, locale) })}
      </AppliedCode>
    </div>
  );
}
