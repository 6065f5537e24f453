"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { ExactTime } from "../shared/relative-time.tsx";
import { useCommand } from "../shared/use-command.ts";

/** A change that waits for its payment, or money still owed: until when, the link to pass on, the way out. */
export function ChangeBanner({ order }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.change");
  const trpc = useTRPC();
  const { change, due, payPage } = order;
  const withdraw = useCommand(trpc.admin.orders.withdrawChange.mutationOptions(), { done: t("withdrawn") });
  if (!change && due.minor === 0) return null;
  const copy = async () => {
    if (!payPage) return;
    await navigator.clipboard.writeText(payPage);
    toast({ title: t("copied") });
  };
  return (
    <Alert tone="info" title={t(change ? "waitingTitle" : "dueTitle")} className="mb-5">
      <p>
        {change
          ? t.rich("waiting", {
              amount: () => <Amount value={change.difference} />,
              until: () => <ExactTime at={change.expiresAt} />,
            })
          : t.rich("due", { amount: () => <Amount value={due} /> })}
      </p>
      {change && change.changes.length > 0 && (
        <ul>
          {change.changes.map((one) => (
            <li key={`${one.name}${one.description}`}>
              {one.name}, {t("quantity", { before: one.before, after: one.after })}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap gap-2 text-ink">
        {payPage && (
          <Button size="sm" onClick={copy}>
            {t("copy")}
          </Button>
        )}
        {change && order.actions.includes("withdraw_change") && (
          <ConfirmButton
            label={t("withdraw")}
            title={t("withdrawTitle")}
            text={t("withdrawText")}
            confirm={t("withdraw")}
            variant="danger"
            command={withdraw}
            onConfirm={() => withdraw.run({ number: order.number, amendmentId: change.id })}
          />
        )}
      </div>
    </Alert>
  );
}
