"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Takes the delivery in hand, so that nobody else does. */
export function StartPickingButton({ number, version }: { number: string; version: number }) {
  const t = useTranslations("backoffice.delivery");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.deliveries.startPicking.mutationOptions());
  const { error, reload, clear } = command;
  useEffect(() => {
    if (!error) return;
    // The button may be gone once the new state is here: the toast stays and says why.
    toast({ title: error, tone: "danger" });
    clear();
    reload();
  }, [error, reload, clear]);
  return (
    <Button variant="primary" busy={command.busy} onClick={() => command.run({ number, version })}>
      {t("start")}
    </Button>
  );
}
