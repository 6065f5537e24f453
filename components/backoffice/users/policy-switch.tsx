"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Whether all staff need a second factor. Who has none becomes a customer to the house at once. */
export function PolicySwitch({ demanded, mayWrite }: { demanded: boolean; mayWrite: boolean }) {
  const t = useTranslations("backoffice.users");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.users.setPolicy.mutationOptions(), { done: t("policySaved") });
  return (
    <Section title={t("policy")}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-pretty">{t(demanded ? "policyOn" : "policyOff")}</p>
        {mayWrite && (
          <ConfirmButton
            key={String(demanded)}
            label={t(demanded ? "policyRelease" : "policyDemand")}
            title={t(demanded ? "policyRelease" : "policyDemand")}
            text={t(demanded ? "policyReleaseText" : "policyDemandText")}
            confirm={t(demanded ? "policyRelease" : "policyDemand")}
            variant={demanded ? "danger" : "secondary"}
            command={command}
            onConfirm={() => command.run({ staffSecondFactor: !demanded })}
          />
        )}
      </div>
    </Section>
  );
}
