"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { answeredAt, type FirstAnswers } from "./first-answers.ts";
import type { CartData } from "./use-cart.ts";
import { useCartCode } from "./use-cart-code.ts";

type PointsOfferProps = { cart: CartData; spend: boolean; first?: FirstAnswers | null };

/** What the basket says of points: those it earns, and (at checkout) those that may be spent on it. */
export function PointsOffer({ cart, spend, first = null }: PointsOfferProps) {
  const t = useTranslations("storefront.cart.points");
  const locale = useLocale();
  const trpc = useTRPC();
  const { wrong, settled } = useCartCode();
  const { data: offer, isPlaceholderData: old } = useQuery(
    trpc.shop.cart.points.queryOptions(
      { version: cart.version },
      { placeholderData: (before) => before, ...answeredAt(first, cart.version === first?.version && first.points) },
    ),
  );
  const choose = useMutation(trpc.shop.cart.spendPoints.mutationOptions(settled));
  // As pressed, in the same moment and until what is told is of the basket after it: a tick that goes and comes back would
  // look refused.
  const [pressed, setPressed] = useState<{ use: boolean; version: number } | null>(null);
  if (!offer || offer.earns === null) return null;
  const wish = pressed && (pressed.version === cart.version || old) ? pressed.use : undefined;
  const press = (use: boolean) => {
    setPressed({ use, version: cart.version });
    choose.mutate({ use }, { onError: () => setPressed(null) });
  };
  const { earns, signedIn, points, minimumPoints, spendable, used } = offer;
  return (
    <div className="mt-4 grid gap-2 text-sm" data-testid="points">
      {spend && spendable && (
        <Checkbox
          checked={wish ?? used}
          disabled={choose.isPending}
          onChange={(event) => press(event.target.checked)}
          label={t("use", { points: spendable.points, amount: formatMoney(spendable.amount, locale) })}
        />
      )}
      {spend && !spendable && points > 0 && points < minimumPoints && (
        <p className="text-muted">{t("tooFew", { points, minimum: minimumPoints })}</p>
      )}
      {earns > 0 && <p className="text-muted">{t(signedIn ? "earns" : "wouldEarn", { points: earns })}</p>}
      {wrong && (
        <p role="alert" className="font-medium text-danger">
          {wrong}
        </p>
      )}
    </div>
  );
}
