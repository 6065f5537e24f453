import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { type QuoteSummary, quoteStatuses } from "#server/modules/quotes/contract.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status } from "../shared/status.tsx";

const path = "/admin/quotes";
type QuoteListProps = {
  state: ListState;
  rows: readonly QuoteSummary[];
  nextCursor: string | null;
  mayWrite: boolean;
};

/** Offers to customers, newest first: what waits for us, what is out, what became of the rest. */
export function QuoteList({ state, rows, nextCursor, mayWrite }: QuoteListProps) {
  const t = useTranslations("backoffice.quotes");
  const status = useTranslations("backoffice.status.quote");
  const filtered = Boolean(state.values.query || state.values.status);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayWrite && (
            <LinkButton href={`${path}/new`} variant="primary">
              {t("create")}
            </LinkButton>
          )
        }
      />
      <StatusTabs
        label={t("status")}
        path={path}
        state={state}
        name="status"
        tabs={[{ value: "", label: t("all") }, ...quoteStatuses.map((one) => ({ value: one, label: status(one) }))]}
      />
      <FilterBar state={state} search={t("findCustomer")} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(quote) => quote.id}
        columns={[
          {
            key: "number",
            header: t("number"),
            cell: (quote) => (
              <Link href={`${path}/${quote.id}`} className="tabular whitespace-nowrap font-medium">
                {quote.version > 1 ? `${quote.number} · ${quote.version}` : quote.number}
              </Link>
            ),
          },
          {
            key: "customer",
            header: t("customer"),
            cell: ({ partner, recipient, source, status: is }) => (
              <span className="grid max-sm:py-1.5">
                <span className="truncate">{partner.company ? `${partner.name} · ${recipient}` : recipient}</span>
                {source === "customer" && is === "draft" && <span className="text-xs text-muted">{t("requests")}</span>}
              </span>
            ),
          },
          {
            key: "until",
            header: t("until"),
            className: "max-md:hidden",
            cell: (quote) => <Day date={quote.validUntil} />,
          },
          { key: "total", header: t("total"), numeric: true, cell: (quote) => <Amount value={quote.total} /> },
          { key: "status", header: t("status"), cell: (quote) => <Status of="quote" value={quote.status} /> },
        ]}
        empty={<EmptyList filtered={filtered} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
