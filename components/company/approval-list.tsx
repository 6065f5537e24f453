"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Link, useRouter } from "#app/_i18n/navigation.ts";
import { useDates } from "#components/portal/use-dates.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Price } from "#components/ui/price.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Approval } from "#server/modules/companies/contract.ts";
import { RefuseDialog } from "./refuse-dialog.tsx";
import { useAmount } from "./use-amount.ts";

const tones: Record<Approval["status"], BadgeTone> = {
  waiting: "warning",
  approved: "success",
  refused: "danger",
  withdrawn: "neutral",
  expired: "neutral",
};

/** Deciding a request: today's price is asked for first, and is what is approved. */
function Decision({ approval }: { approval: Approval }) {
  const t = useTranslations("portal.company.approvals");
  const trpc = useTRPC();
  const router = useRouter();
  const amount = useAmount();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [refusing, setRefusing] = useState(false);
  const quote = useQuery(trpc.account.approvals.quote.queryOptions({ id: approval.id }, { retry: false }));
  const approve = useMutation(
    trpc.account.approvals.approve.mutationOptions({
      onSuccess: ({ number }) => {
        toast({ title: t("approved", { number }) });
        router.refresh();
      },
      onError: (error) => {
        if (wireError(error)?.code === "sales.prices_changed") void quote.refetch();
        else if (wireError(error)?.code === "companies.approval_closed") router.refresh();
      },
    }),
  );
  const error = approve.error ?? quote.error;
  const total = quote.data && amount(quote.data.total);
  const name = approval.askedBy;
  return (
    <div className="grid justify-items-start gap-3">
      {error && <Alert tone="danger">{message(error)}</Alert>}
      {quote.data && quote.data.total.minor !== approval.total.minor && (
        <Alert tone="warning">{t("priceChanged", { amount: amount(approval.total) })}</Alert>
      )}
      <div className="flex flex-wrap gap-2">
        {quote.data && total && (
          <Button
            variant="primary"
            disabled={!hydrated}
            busy={approve.isPending || approve.isSuccess}
            aria-label={t("approveOf", { name, amount: total })}
            onClick={() => approve.mutate({ id: approval.id, signature: quote.data.signature })}
          >
            {t("approve", { amount: total })}
          </Button>
        )}
        <Button disabled={!hydrated} aria-label={t("refuseOf", { name })} onClick={() => setRefusing(true)}>
          {t("refuse")}
        </Button>
      </div>
      <RefuseDialog approval={approval} open={refusing} onClose={() => setRefusing(false)} />
    </div>
  );
}

function Withdraw({ id }: { id: string }) {
  const t = useTranslations("portal.company.approvals");
  const router = useRouter();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const withdraw = useMutation(
    useTRPC().account.approvals.withdraw.mutationOptions({
      onSuccess: () => toast({ title: t("withdrawn") }),
      onError: (error) => toast({ title: message(error), tone: "danger" }),
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <div>
      <Button disabled={!hydrated} busy={withdraw.isPending} onClick={() => withdraw.mutate({ id })}>
        {t("withdraw")}
      </Button>
    </div>
  );
}

function Entry({ approval }: { approval: Approval }) {
  const t = useTranslations("portal.company.approvals");
  const dates = useDates();
  const { status, orderNumber } = approval;
  return (
    <li className="grid gap-4 border-b border-line py-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="grid gap-1">
          <h2 className="flex flex-wrap items-center gap-3 font-medium">
            {t("askedBy", { name: approval.askedBy, date: dates.day(approval.createdAt) })}
            <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>
          </h2>
          <p className="text-sm text-muted">
            {[
              approval.company,
              approval.reference && t("reference", { reference: approval.reference }),
              status === "waiting" && t("until", { date: dates.day(approval.expiresAt) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <Price amount={approval.total} className="font-medium" />
      </div>
      <ul aria-label={t("lines")} className="grid gap-1 text-[0.9375rem]">
        {approval.lines.map((line) => (
          <li key={line.variantId} className="flex justify-between gap-6">
            <span className="min-w-0 break-words">{t("quantity", { quantity: line.quantity, name: line.name })}</span>
            <Price amount={line.total} />
          </li>
        ))}
      </ul>
      {status === "refused" && (
        <p className="text-pretty">
          {t("refusedBy", { name: approval.decidedBy ?? "", reason: approval.reason ?? "" })}
        </p>
      )}
      {orderNumber && (
        <Link href={`/account/orders/${orderNumber}`} className="underlined w-fit">
          {t("order", { number: orderNumber })}
        </Link>
      )}
      {approval.mayDecide && <Decision approval={approval} />}
      {approval.own && status === "waiting" && <Withdraw id={approval.id} />}
    </li>
  );
}

/** Requests for approval: what is asked, what became of it, and the buttons of who decides. */
export function ApprovalList({ approvals }: { approvals: readonly Approval[] }) {
  return (
    <ul className="border-t border-line">
      {approvals.map((approval) => (
        <Entry key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}
