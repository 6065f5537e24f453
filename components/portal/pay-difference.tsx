"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Price } from "#components/ui/price.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { useDates } from "./use-dates.ts";

/** A change that waits for its payment, or a rest that is owed: what it is, until when, and the way to pay it. */
export function PayDifference({ order, token }: { order: OrderDetail; token: string }) {
  const t = useTranslations("portal.order.difference");
  const trpc = useTRPC();
  const dates = useDates();
  const message = useErrorMessage();
  const pay = useMutation(
    trpc.shop.order.payDifference.mutationOptions({ onSuccess: ({ payUrl }) => window.location.assign(payUrl) }),
  );
  const { change } = order;
  return (
    <section aria-labelledby="difference" className="grid max-w-xl justify-items-start gap-3 border-t border-line pt-5">
      <h2 id="difference" className="text-lg font-semibold">
        {t(change ? "waitingTitle" : "dueTitle")}
      </h2>
      {change && change.changes.length > 0 && (
        <ul className="grid gap-0.5">
          {change.changes.map((one) => (
            <li key={`${one.name}${one.description}`}>
              {one.name}, {t("quantity", { before: one.before, after: one.after })}
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted text-pretty">
        {change ? t("waiting", { until: dates.instant(change.expiresAt) }) : t("due")}
      </p>
      {pay.error && <Alert tone="danger">{message(pay.error)}</Alert>}
      <Button variant="primary" size="lg" busy={pay.isPending || pay.isSuccess} onClick={() => pay.mutate({ token })}>
        {t("pay")} <Price amount={change?.difference ?? order.due} />
      </Button>
    </section>
  );
}
