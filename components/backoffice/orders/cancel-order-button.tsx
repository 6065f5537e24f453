"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { ReasonButton } from "../shared/reason-button.tsx";
import { useCommand } from "../shared/use-command.ts";

type CancelOrderButtonProps = { number: string; version: number; paid: string };

/** Takes an order back before anything left the house; asks why, because the customer will. */
export function CancelOrderButton({ number, version, paid }: CancelOrderButtonProps) {
  const t = useTranslations("backoffice.cancelOrder");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.orders.cancel.mutationOptions(), { done: t("done", { number }) });
  return (
    <ReasonButton
      label={t("open")}
      title={t("title", { number })}
      text={paid === "unpaid" ? t("text") : t("textPaid")}
      reason={t("reason")}
      hint={t("hint")}
      missing={t("missing")}
      keep={t("keep")}
      confirm={t("confirm")}
      length={[1, 300]}
      command={command}
      onConfirm={(reason, close) => command.run({ number, version, reason }, close)}
    />
  );
}
