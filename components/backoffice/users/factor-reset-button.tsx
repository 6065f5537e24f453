"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Takes the second factor from somebody who lost app and recovery codes, and has proven who they are. */
export function FactorResetButton({ id, name }: { id: string; name: string }) {
  const t = useTranslations("backoffice.users");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.users.resetSecondFactor.mutationOptions(), {
    done: t("factorReset", { name }),
  });
  return (
    <ConfirmButton
      label={t("resetFactor")}
      title={t("resetFactorTitle", { name })}
      text={t("resetFactorText")}
      confirm={t("resetFactor")}
      variant="danger"
      command={command}
      onConfirm={() => command.run({ id })}
    />
  );
}
