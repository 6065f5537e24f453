"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import type { PickupPage } from "../dto.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** It lies ready: the buyer is written to at once, so it asks before. */
export function ReadyButton({ pickup }: { pickup: PickupPage["items"][number] }) {
  const t = useTranslations("shipping.pickups");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.pickups.ready.mutationOptions(), {
    done: t("readyDone", { number: pickup.orderNumber }),
  });
  return (
    <ConfirmButton
      label={
        <>
          {t("ready")}
          <span className="sr-only"> {pickup.orderNumber}</span>
        </>
      }
      title={t("readyTitle", { number: pickup.orderNumber })}
      text={t("readyText", { name: pickup.recipient })}
      confirm={t("readyConfirm")}
      command={command}
      onConfirm={() => command.run({ number: pickup.number, version: pickup.version })}
    />
  );
}
