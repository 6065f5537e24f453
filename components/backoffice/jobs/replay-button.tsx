"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Tries a job again, with all its tries. */
export function ReplayButton({ id, task }: { id: string; task: string }) {
  const t = useTranslations("backoffice.jobs");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.jobs.replay.mutationOptions(), { done: t("replayed", { task }) });
  return (
    <>
      <Button size="sm" busy={command.busy} onClick={() => command.run({ id })}>
        <RotateCcw aria-hidden />
        {t("replay")}
      </Button>
      <CommandError command={command} />
    </>
  );
}
