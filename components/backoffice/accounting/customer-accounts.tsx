import { useTranslations } from "next-intl";
import type { LedgerRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { AccountingNav } from "./accounting-nav.tsx";

const path = "/admin/accounting/customers";

/** What each customer owes or is owed, down to the entries that say so. */
export function CustomerAccounts(props: { state: ListState; rows: readonly LedgerRow[]; nextCursor: string | null }) {
  const { state, rows, nextCursor } = props;
  const t = useTranslations("books.customers");
  const entriesOf = (row: LedgerRow) =>
    `/admin/accounting?${new URLSearchParams(row.partnerId ? { partnerId: row.partnerId } : { query: row.name })}`;
  return (
    <>
      <PageHeader title={t("title")} />
      <AccountingNav current="customers" />
      <StatusTabs
        label={t("tabs")}
        path={path}
        state={state}
        name="open"
        tabs={[
          { value: "", label: t("all") },
          { value: "open", label: t("open") },
        ]}
      />
      <FilterBar state={state} search={t("search")} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(row) => `${row.partnerId ?? row.name} ${row.balance.currency}`}
        rowHref={entriesOf}
        columns={[
          {
            key: "name",
            header: t("name"),
            cell: (row) => (
              <span className="max-w-48 truncate sm:max-w-72">
                {row.name}
                {!row.partnerId && <span className="ml-2 text-xs font-normal text-muted">{t("guest")}</span>}
              </span>
            ),
          },
          {
            key: "last",
            header: t("lastOn"),
            className: "max-md:hidden whitespace-nowrap text-muted",
            cell: (row) => <Day date={row.lastOn} />,
          },
          {
            key: "debit",
            header: t("debit"),
            numeric: true,
            className: "max-sm:hidden",
            cell: (row) => <Amount value={row.debit} />,
          },
          {
            key: "credit",
            header: t("credit"),
            numeric: true,
            className: "max-sm:hidden",
            cell: (row) => <Amount value={row.credit} />,
          },
          { key: "balance", header: t("balance"), numeric: true, cell: (row) => <Amount value={row.balance} /> },
        ]}
        empty={<EmptyList filtered={Boolean(state.values.query || state.values.open)} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
      <p className="mt-4 max-w-prose text-muted">{t("note")}</p>
    </>
  );
}
