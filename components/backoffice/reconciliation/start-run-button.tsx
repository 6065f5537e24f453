"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useCommand } from "../shared/use-command.ts";

const refreshMs = 2_000;

/** Compares now, eight days back; while a run is under way the page looks again by itself. */
export function StartRunButton({ running }: { running: boolean }) {
  const t = useTranslations("backoffice.reconciliation");
  const trpc = useTRPC();
  const router = useRouter();
  const command = useCommand(trpc.admin.reconciliation.start.mutationOptions(), { done: t("asked") });
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => router.refresh(), refreshMs);
    return () => clearInterval(timer);
  }, [running, router]);
  useEffect(() => {
    if (command.error) toast({ title: command.error });
  }, [command.error]);
  return (
    <Button variant="solid" busy={command.busy || running} onClick={() => command.run({ days: 8 })}>
      {t("start")}
    </Button>
  );
}
