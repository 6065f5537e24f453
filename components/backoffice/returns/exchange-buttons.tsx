"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import type { ReturnDetail } from "../dto.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { ReasonButton } from "../shared/reason-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Accepts what came back for an exchange: its replacement is sent. */
export function SendExchangeButton({ found }: { found: ReturnDetail }) {
  const t = useTranslations("backoffice.returns");
  const trpc = useTRPC();
  const { number, version } = found;
  const command = useCommand(trpc.admin.returns.sendExchange.mutationOptions(), {
    done: (sent) => t("exchangeSent", { number: sent.number }),
  });
  return (
    <ConfirmButton
      label={t("sendExchange")}
      title={t("sendExchangeTitle", { number })}
      text={t("sendExchangeText")}
      confirm={t("sendExchange")}
      variant="primary"
      command={command}
      onConfirm={() => command.run({ number, version })}
    />
  );
}

/** Refuses an exchange, and says why. */
export function RefuseExchangeButton({ found }: { found: ReturnDetail }) {
  const t = useTranslations("backoffice.returns");
  const trpc = useTRPC();
  const { number, version } = found;
  const command = useCommand(trpc.admin.returns.refuseExchange.mutationOptions(), { done: t("exchangeRefused") });
  return (
    <ReasonButton
      label={t("refuseExchange")}
      title={t("refuseExchangeTitle", { number })}
      text={t("refuseExchangeText")}
      reason={t("refuseReason")}
      hint={t("refuseReasonHint")}
      command={command}
      onConfirm={(reason) => command.run({ number, version, reason })}
    />
  );
}
