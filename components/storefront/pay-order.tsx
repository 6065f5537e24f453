"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { OrderHold } from "./order-hold.tsx";

type PayOrderProps = {
  token: string;
  /** Until when the order is reserved; then there is nothing to pay any more. */
  until: string | null;
};

/** Opens the payment page of an order that is still unpaid, and says how long that is possible. */
export function PayOrder({ token, until }: PayOrderProps) {
  const t = useTranslations("storefront.track");
  const trpc = useTRPC();
  const message = useErrorMessage();
  const pay = useMutation(
    trpc.shop.checkout.retryPayment.mutationOptions({ onSuccess: ({ payUrl }) => window.location.assign(payUrl) }),
  );
  const button = (
    <Button variant="primary" size="lg" busy={pay.isPending || pay.isSuccess} onClick={() => pay.mutate({ token })}>
      {t("pay")}
    </Button>
  );
  return (
    <div className="grid justify-items-start gap-3">
      {pay.error && <Alert tone="danger">{message(pay.error)}</Alert>}
      {until ? <OrderHold until={until} still={button} /> : button}
    </div>
  );
}
