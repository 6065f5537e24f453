"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { useCommand } from "../shared/use-command.ts";

type UserStatusButtonProps = { id: string; name: string; status: "active" | "disabled" };

/** Shuts someone out, or lets them in again. */
export function UserStatusButton({ id, name, status }: UserStatusButtonProps) {
  const t = useTranslations("backoffice.users");
  const trpc = useTRPC();
  const disabling = status === "active";
  const command = useCommand(trpc.admin.users.setStatus.mutationOptions(), {
    done: disabling ? t("disabled", { name }) : t("enabled", { name }),
  });
  return (
    <ConfirmButton
      key={status}
      label={disabling ? t("disable") : t("enable")}
      title={disabling ? t("disableTitle", { name }) : t("enableTitle", { name })}
      text={disabling ? t("disableText") : t("enableText")}
      confirm={disabling ? t("disableConfirm") : t("enableConfirm")}
      variant={disabling ? "danger" : "secondary"}
      command={command}
      onConfirm={() => command.run({ id, status: disabling ? "disabled" : "active" })}
    />
  );
}
