"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import type { ReturnDetail } from "../dto.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Calls off a return that will not come, or closes one of which all is said. */
export function EndReturnButton({ found, how }: { found: ReturnDetail; how: "cancel" | "close" }) {
  const t = useTranslations("backoffice.returns");
  const trpc = useTRPC();
  const { number, version } = found;
  const cancel = useCommand(trpc.admin.returns.cancel.mutationOptions(), { done: t("cancelled", { number }) });
  const close = useCommand(trpc.admin.returns.close.mutationOptions(), { done: t("closedDone", { number }) });
  const command = how === "cancel" ? cancel : close;
  return (
    <ConfirmButton
      label={t(how)}
      title={t(`${how}Title`, { number })}
      text={t(`${how}Text`)}
      confirm={t(how)}
      variant={how === "cancel" ? "danger" : "secondary"}
      command={command}
      onConfirm={() => command.run({ number, version })}
    />
  );
}
