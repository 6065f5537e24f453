"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import type { Command } from "./use-command.ts";

/** Why an action was refused, where it was asked for; says so when someone else was faster. */
export function CommandError({ command }: { command: Command }) {
  const t = useTranslations("backoffice.command");
  if (!command.error) return null;
  return (
    <Alert tone={command.stale ? "warning" : "danger"} title={command.stale ? t("staleTitle") : undefined}>
      <p>{command.error}</p>
    </Alert>
  );
}
