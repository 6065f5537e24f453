import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { groupInFours } from "#server/kernel/iban.ts";
import { type BankLineStatus, bankLineStatuses } from "#server/modules/payments/contract-bank.ts";
import type { AwaitedTransfer, BankLine, TransferRefund } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { ConfirmRefundButton } from "./confirm-refund-button.tsx";
import { MatchLineButtons } from "./match-line-buttons.tsx";

const path = "/admin/bank";
const orderHref = (number: string) => `/admin/orders/${number}`;
const tones = { unmatched: "warning", matched: "success", ignored: "neutral" } as const satisfies Record<
  BankLineStatus,
  string
>;

type BankPageProps = {
  state: ListState;
  rows: readonly BankLine[];
  nextCursor: string | null;
  awaited: readonly AwaitedTransfer[];
  refunds: readonly TransferRefund[];
  mayMatch: boolean;
  mayRefund: boolean;
};

/** Our account as far as orders go: what we wait for, what has to go back, and the statement's lines. */
export function BankPage({ state, rows, nextCursor, awaited, refunds, mayMatch, mayRefund }: BankPageProps) {
  const t = useTranslations("backoffice.bank");
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={mayMatch && <LinkButton href="/admin/bank/import">{t("import")}</LinkButton>}
      />
      <div className="grid gap-8">
        {refunds.length > 0 && <Refunds refunds={refunds} mayRefund={mayRefund} />}
        <Awaited awaited={awaited} />
        <Section title={t("lines")}>
          <StatusTabs
            label={t("byStatus")}
            path={path}
            state={state}
            name="status"
            tabs={[
              { value: "", label: t("all") },
              ...bankLineStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
          />
          <DataTable
            caption={t("lines")}
            rows={rows}
            rowKey={(line) => line.id}
            columns={[
              {
                key: "date",
                header: t("date"),
                className: "whitespace-nowrap",
                cell: (line) => <Day date={line.bookedOn} />,
              },
              {
                key: "text",
                header: t("text"),
                className: "max-w-80",
                cell: (line) => (
                  <span className="grid py-1">
                    <span className="break-words">{line.text}</span>
                    {line.counterparty && <span className="text-xs text-muted">{line.counterparty}</span>}
                  </span>
                ),
              },
              {
                key: "status",
                header: t("state"),
                cell: (line) => <Badge tone={tones[line.status]}>{t(`status.${line.status}`)}</Badge>,
              },
              { key: "amount", header: t("amount"), numeric: true, cell: (line) => <Amount value={line.amount} /> },
              {
                key: "order",
                header: t("order"),
                className: "whitespace-nowrap",
                cell: (line) =>
                  line.orderNumber ? (
                    <Link href={orderHref(line.orderNumber)} prefetch={false} className="tabular underline">
                      {line.orderNumber}
                    </Link>
                  ) : line.status === "unmatched" && mayMatch ? (
                    <MatchLineButtons line={line} />
                  ) : null,
              },
            ]}
            empty={
              <EmptyList filtered={Boolean(state.values.status)} path={path} title={t("none")} text={t("noneText")} />
            }
          />
          <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
        </Section>
      </div>
    </>
  );
}

function Awaited({ awaited }: { awaited: readonly AwaitedTransfer[] }) {
  const t = useTranslations("backoffice.bank");
  return (
    <Section title={t("awaited")}>
      <DataTable
        caption={t("awaited")}
        rows={awaited}
        rowKey={(one) => one.orderNumber}
        rowHref={(one) => orderHref(one.orderNumber)}
        columns={[
          { key: "order", header: t("order"), className: "tabular", cell: (one) => one.orderNumber },
          { key: "name", header: t("name"), className: "max-sm:hidden max-w-56 truncate", cell: (one) => one.name },
          {
            key: "reference",
            header: t("reference"),
            className: "max-lg:hidden whitespace-nowrap text-muted tabular",
            cell: (one) => groupInFours(one.reference),
          },
          {
            key: "deadline",
            header: t("deadline"),
            className: "whitespace-nowrap",
            cell: (one) => one.deadline && <RelativeTime at={one.deadline} />,
          },
          {
            key: "received",
            header: t("received"),
            numeric: true,
            className: "max-sm:hidden",
            cell: (one) => <Amount value={one.received} />,
          },
          { key: "due", header: t("due"), numeric: true, cell: (one) => <Amount value={one.due} /> },
        ]}
        empty={<p className="py-2 text-muted">{t("awaitedNone")}</p>}
      />
    </Section>
  );
}

function Refunds({ refunds, mayRefund }: { refunds: readonly TransferRefund[]; mayRefund: boolean }) {
  const t = useTranslations("backoffice.bank");
  const reasons = useTranslations("backoffice.timeline.reasons");
  return (
    <Section title={t("refunds")}>
      <p className="text-muted">{t("refundsText")}</p>
      <DataTable
        caption={t("refunds")}
        rows={refunds}
        rowKey={(refund) => refund.id}
        columns={[
          {
            key: "order",
            header: t("order"),
            cell: (refund) => (
              <Link href={orderHref(refund.orderNumber)} prefetch={false} className="tabular underline">
                {refund.orderNumber}
              </Link>
            ),
          },
          {
            key: "name",
            header: t("name"),
            className: "max-w-56",
            cell: (refund) => (
              <span className="grid py-1">
                <span>{refund.name}</span>
                {refund.counterparty && <span className="text-xs text-muted">{refund.counterparty}</span>}
              </span>
            ),
          },
          {
            key: "reason",
            header: t("reason"),
            className: "max-md:hidden text-muted",
            cell: (refund) =>
              refund.reason && reasons.has(refund.reason as never) ? reasons(refund.reason as never) : refund.reason,
          },
          {
            key: "since",
            header: t("since"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (refund) => <RelativeTime at={refund.bookedAt} />,
          },
          { key: "amount", header: t("amount"), numeric: true, cell: (refund) => <Amount value={refund.amount} /> },
          {
            key: "do",
            header: t("actions"),
            action: true,
            cell: (refund) => mayRefund && <ConfirmRefundButton refund={refund} />,
          },
        ]}
        empty={null}
      />
    </Section>
  );
}
