"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Takes held money before the goods leave: a hold that ends, or an order that has to wait. */
export function CaptureButton(props: { paymentId: string; held: Money; orderNumber: string }) {
  const t = useTranslations("backoffice.money");
  const locale = useLocale();
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.payments.capture.mutationOptions(), { done: t("captureDone") });
  return (
    <ConfirmButton
      label={t("capture")}
      title={t("captureTitle", { number: props.orderNumber })}
      text={t("captureText", { amount: formatMoney(props.held, locale) })}
      confirm={t("captureConfirm")}
      command={command}
      onConfirm={() => command.run({ paymentId: props.paymentId })}
    />
  );
}
