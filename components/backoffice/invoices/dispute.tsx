"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { ReasonButton } from "../shared/reason-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** The customer contests the invoice: reminders stop. */
export function DisputeButton({ id }: { id: string }) {
  const t = useTranslations("backoffice.invoice.dispute");
  const command = useCommand(useTRPC().admin.invoices.dispute.mutationOptions(), { done: t("opened") });
  return (
    <ReasonButton
      label={t("open")}
      title={t("openTitle")}
      text={t("openText")}
      reason={t("reason")}
      hint={t("hint")}
      confirmVariant="primary"
      length={[3, 300]}
      command={command}
      onConfirm={(reason) => command.run({ id, reason })}
    />
  );
}

/** It is settled: reminders go on. */
export function SettleDisputeButton({ id }: { id: string }) {
  const t = useTranslations("backoffice.invoice.dispute");
  const command = useCommand(useTRPC().admin.invoices.settleDispute.mutationOptions(), { done: t("settled") });
  return (
    <ConfirmButton
      label={t("settle")}
      title={t("settleTitle")}
      text={t("settleText")}
      confirm={t("settle")}
      command={command}
      onConfirm={() => command.run({ id })}
    />
  );
}
