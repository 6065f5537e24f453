import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { journals } from "#server/modules/accounting/contract.ts";
import type { Chart, EntryRow } from "../dto.ts";
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
import { PeriodForm } from "./period-form.tsx";

const path = "/admin/accounting";
const entryPath = "/admin/accounting/entries";

type JournalListProps = {
  state: ListState;
  rows: readonly EntryRow[];
  accounts: Chart["accounts"];
  locale: "fr" | "en";
  nextCursor: string | null;
};

/** Every entry of the books, the latest first, down to its document. */
export function JournalList({ state, rows, accounts, locale, nextCursor }: JournalListProps) {
  const t = useTranslations("books");
  return (
    <>
      <PageHeader title={t("list.title")} />
      <AccountingNav current="journal" />
      <StatusTabs
        label={t("list.byJournal")}
        path={path}
        state={state}
        name="journal"
        tabs={[
          { value: "", label: t("list.all") },
          ...journals.map((value) => ({ value, label: t(`journals.${value}`) })),
        ]}
      />
      <PeriodForm names={["from", "to"]} values={state.values} keep={["journal", "account", "query", "partnerId"]} />
      <FilterBar
        state={state}
        search={t("list.search")}
        choices={[
          {
            key: "account",
            label: t("list.account"),
            options: accounts
              .filter((account) => account.used)
              .map(({ code, name }) => ({ value: code, label: `${code} ${name[locale]}` })),
          },
        ]}
      />
      <DataTable
        caption={t("list.title")}
        rows={rows}
        rowKey={(entry) => entry.id}
        rowHref={(entry) => `${entryPath}/${entry.id}`}
        columns={[
          {
            key: "number",
            header: t("list.number"),
            cell: (entry) => (
              <span className="grid max-sm:py-1.5">
                <span className="whitespace-nowrap tabular">{entry.number}</span>
                <span className="max-w-40 truncate text-xs font-normal text-muted sm:hidden">{entry.label}</span>
              </span>
            ),
          },
          {
            key: "date",
            header: t("list.date"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (entry) => <Day date={entry.date} />,
          },
          {
            key: "document",
            header: t("list.document"),
            className: "max-md:hidden whitespace-nowrap",
            cell: (entry) => t(`documents.${entry.document.type}`),
          },
          {
            key: "label",
            header: t("list.label"),
            className: "max-sm:hidden max-w-72 truncate",
            cell: (entry) => (
              <>
                {entry.label} {entry.reversed && <Badge>{t("list.reversed")}</Badge>}
              </>
            ),
          },
          {
            key: "order",
            header: t("list.order"),
            className: "max-lg:hidden text-muted tabular",
            cell: (entry) => entry.orderNumber,
          },
          { key: "total", header: t("list.total"), numeric: true, cell: (entry) => <Amount value={entry.total} /> },
        ]}
        empty={
          <EmptyList
            filtered={Object.keys(state.values).some((key) => key !== "limit")}
            path={path}
            title={t("list.none")}
            text={t("list.noneText")}
          />
        }
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
