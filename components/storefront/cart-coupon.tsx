"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import type { CartData } from "./use-cart.ts";

/** The coupon field, folded away: an open one sends shoppers off to hunt for codes. */
export function CartCoupon({ cart }: { cart: CartData }) {
  const t = useTranslations("storefront.coupon");
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useErrorMessage();
  const [wrong, setWrong] = useState<string | null>(null);
  const settled = {
    onSuccess: (changed: CartData) => {
      setWrong(null);
      client.setQueryData(trpc.shop.cart.get.queryKey(), changed);
      void client.invalidateQueries(trpc.shop.checkout.pathFilter());
    },
    onError: (error: unknown) => setWrong(message(error)),
  };
  const apply = useMutation(trpc.shop.cart.applyCoupon.mutationOptions(settled));
  const remove = useMutation(trpc.shop.cart.removeCoupon.mutationOptions(settled));
  const { coupon } = cart;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).trim().toUpperCase();
    if (!/^[A-Z0-9][A-Z0-9-]{2,31}$/.test(code)) setWrong(t("malformed"));
    else apply.mutate({ code });
  };

  if (coupon) {
    return (
      <div className="mt-4 grid gap-1 text-sm">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>
            <span className="font-medium">{coupon.code}</span> · {coupon.name}
          </span>
          <button
            type="button"
            className="underlined min-h-6 text-muted hover:text-ink"
            disabled={remove.isPending}
            onClick={() => remove.mutate({})}
          >
            {t("remove")}
          </button>
        </p>
        {coupon.problem && (
          <p className="text-danger" role="status">
            {t(`problem.${coupon.problem}`, {
              amount: coupon.minimum ? formatMoney(coupon.minimum, locale) : "",
            })}
          </p>
        )}
      </div>
    );
  }
  return (
    <details className="mt-4 text-sm">
      <summary className="underlined w-fit min-h-6 cursor-pointer">{t("open")}</summary>
      <form noValidate onSubmit={submit} className="mt-3 flex items-start gap-2">
        <Field label={t("label")} hideLabel error={wrong} className="grow">
          {(control) => (
            <Input
              {...control}
              name="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={32}
              placeholder={t("label")}
            />
          )}
        </Field>
        <Button type="submit" variant="secondary" busy={apply.isPending}>
          {t("apply")}
        </Button>
      </form>
    </details>
  );
}
