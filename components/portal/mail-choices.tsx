"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { MailChoices as Choices } from "#server/modules/crm/contract.ts";
import { type ConsentPurpose, consentPurposes } from "#server/modules/crm/contract-consent.ts";

/** What one hears by mail: orders always, the rest by a box that is a consent. Each press counts at once. */
export function MailChoices({ choices }: { choices: Choices }) {
  const t = useTranslations("portal.mails");
  const words = useTranslations("consent");
  const api = useTRPC();
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const [shown, setShown] = useState(choices);
  // As pressed, in the same moment: a box that waits for its answer would first look refused.
  const [pressed, setPressed] = useState<{ purpose: ConsentPurpose; agreed: boolean } | null>(null);
  const told = {
    onSuccess: (now: Choices) => {
      setShown(now);
      toast({ title: t("saved") });
    },
    onError: (error: unknown) => toast({ title: errorMessage(error), tone: "danger" as const }),
  };
  const choose = useMutation(api.account.mails.choose.mutationOptions(told));
  const end = useMutation(api.account.mails.endAlert.mutationOptions(told));
  const ticked = (purpose: ConsentPurpose) =>
    pressed?.purpose === purpose ? pressed.agreed : shown.agreed.includes(purpose);
  const press = (wish: { purpose: ConsentPurpose; agreed: boolean }) => {
    setPressed(wish);
    choose.mutate(wish, { onSettled: () => setPressed(null) });
  };
  return (
    <>
      <Checkbox label={t("orders")} description={t("ordersHint")} checked disabled readOnly />
      {consentPurposes.map((purpose) => (
        <Checkbox
          key={purpose}
          label={words(`${purpose}.label`)}
          description={words(`${purpose}.hint`)}
          checked={ticked(purpose)}
          disabled={!hydrated}
          onChange={(event) => press({ purpose, agreed: event.target.checked })}
        />
      ))}
      {shown.alerts.length > 0 && (
        <div className="grid gap-2">
          <h3 className="text-sm font-semibold">{t("alerts")}</h3>
          <ul>
            {shown.alerts.map((alert) => (
              <li key={alert.id} className="flex items-center justify-between gap-4 py-1.5">
                <Link href={`/products/${alert.slug}`} className="underlined min-w-0">
                  {alert.name}
                </Link>
                <Button
                  size="sm"
                  disabled={!hydrated || end.isPending}
                  aria-label={t("endAlert", { name: alert.name })}
                  onClick={() => end.mutate({ id: alert.id })}
                >
                  {t("end")}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
