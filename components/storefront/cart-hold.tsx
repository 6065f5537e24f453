"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { cartScope, showAnswer } from "./cart-changes.ts";
import { HoldCountdown } from "./hold-countdown.tsx";
import type { CartData } from "./use-cart.ts";

/** Where the shop sets a basket's stock aside: for how long still, and at the end a way to ask for it again. */
export function CartHold({ cart }: { cart: CartData }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  if (!cart.holdsStock || cart.lines.length === 0) return null;
  if (!cart.holdExpiresAt) return <HoldEnded />;
  return (
    <HoldCountdown
      key={cart.holdExpiresAt}
      of="basket"
      until={cart.holdExpiresAt}
      ended={<HoldEnded />}
      onEnd={() => void client.invalidateQueries(trpc.shop.cart.pathFilter())}
    />
  );
}

function HoldEnded() {
  const t = useTranslations("common.hold");
  const trpc = useTRPC();
  const client = useQueryClient();
  const message = useErrorMessage();
  const hold = useMutation(
    trpc.shop.cart.hold.mutationOptions({
      scope: cartScope,
      onSuccess: (cart) => showAnswer(client, trpc.shop.cart.get.queryKey(), cart),
    }),
  );
  return (
    <Alert tone="info">
      <p>{t("basketEnded")}</p>
      {hold.error && <p className="text-danger">{message(hold.error)}</p>}
      <Button size="sm" className="mt-2 w-fit" busy={hold.isPending} onClick={() => hold.mutate(undefined)}>
        {t("basketAgain")}
      </Button>
    </Alert>
  );
}
