"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Checks now instead of waiting for the clock: all of the rules, or the quick ones. */
export function RunChecksButton({ which }: { which: "light" | "full" }) {
  const t = useTranslations("proof.staff");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.checks.run.mutationOptions(), { done: t("done") });
  return (
    <>
      <Button
        variant={which === "full" ? "solid" : "secondary"}
        busy={command.busy}
        onClick={() => command.run({ which })}
      >
        {t(which === "full" ? "run" : "runLight")}
      </Button>
      {command.error && (
        <span role="alert" className="text-danger">
          {command.error}
        </span>
      )}
    </>
  );
}
