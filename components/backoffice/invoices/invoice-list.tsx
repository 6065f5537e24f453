import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { invoiceKinds, invoiceStatuses } from "#server/modules/invoicing/contract.ts";
import type { InvoiceRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";

const path = "/admin/invoices";

/** Invoices and credit notes: drafts that wait for their number, and what was posted for good. */
export function InvoiceList(props: { state: ListState; rows: readonly InvoiceRow[]; nextCursor: string | null }) {
  const { state, rows, nextCursor } = props;
  const t = useTranslations("backoffice.invoices");
  const word = useStatusWord();
  return (
    <>
      <PageHeader title={t("title")} />
      <StatusTabs
        label={t("byStatus")}
        path={path}
        state={state}
        name="status"
        tabs={[
          { value: "", label: t("all") },
          ...invoiceStatuses.map((value) => ({ value, label: word("invoice", value) })),
        ]}
      />
      <FilterBar
        state={state}
        search={t("search")}
        choices={[
          {
            key: "kind",
            label: t("kind"),
            options: invoiceKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          },
          { key: "disputed", label: t("dispute"), options: [{ value: "yes", label: t("disputed") }] },
        ]}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(invoice) => invoice.id}
        rowHref={(invoice) => `${path}/${invoice.id}`}
        columns={[
          {
            key: "number",
            header: t("number"),
            cell: (invoice) => (
              <span className="grid max-sm:py-1.5">
                <span className="whitespace-nowrap tabular">{invoice.number ?? t("noNumber")}</span>
                <span className="max-w-40 truncate text-xs font-normal text-muted sm:hidden">{invoice.buyer}</span>
              </span>
            ),
          },
          { key: "kind", header: t("kind"), className: "max-md:hidden", cell: (invoice) => t(`kinds.${invoice.kind}`) },
          {
            key: "status",
            header: t("status"),
            cell: (invoice) => (
              <span className="flex flex-wrap gap-1">
                <Status of="invoice" value={invoice.status} />
                {invoice.disputed && <Badge tone="warning">{t("disputed")}</Badge>}
              </span>
            ),
          },
          {
            key: "date",
            header: t("date"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (invoice) =>
              invoice.issueDate ? <Day date={invoice.issueDate} /> : <RelativeTime at={invoice.createdAt} />,
          },
          {
            key: "buyer",
            header: t("buyer"),
            className: "max-sm:hidden max-w-56 truncate",
            cell: (invoice) => invoice.buyer,
          },
          {
            key: "order",
            header: t("order"),
            className: "max-lg:hidden text-muted tabular",
            cell: (invoice) => invoice.orderNumber,
          },
          { key: "total", header: t("total"), numeric: true, cell: (invoice) => <Amount value={invoice.total} /> },
        ]}
        empty={
          <EmptyList
            filtered={Boolean(state.values.query || state.values.status || state.values.kind || state.values.disputed)}
            path={path}
            title={t("none")}
            text={t("noneText")}
          />
        }
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
