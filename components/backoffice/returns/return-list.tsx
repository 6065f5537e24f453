import { useTranslations } from "next-intl";
import { returnStatuses } from "#server/modules/fulfilment/contract-returns.ts";
import type { ReturnRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";

const path = "/admin/returns";

type ReturnListProps = { state: ListState; rows: readonly ReturnRow[]; nextCursor: string | null };

/** Goods on their way back, arrived, and done with. */
export function ReturnList({ state, rows, nextCursor }: ReturnListProps) {
  const t = useTranslations("backoffice.returns");
  const word = useStatusWord();
  const reason = (value: string) => (t.has(`reasons.${value}` as never) ? t(`reasons.${value}` as never) : value);
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
          ...returnStatuses.map((value) => ({ value, label: word("return", value) })),
        ]}
      />
      <FilterBar state={state} search={t("search")} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.number}`}
        columns={[
          { key: "number", header: t("number"), cell: (row) => <span className="tabular">{row.number}</span> },
          { key: "status", header: t("status"), cell: (row) => <Status of="return" value={row.status} /> },
          {
            key: "order",
            header: t("order"),
            className: "max-md:hidden text-muted tabular",
            cell: (row) => row.orderNumber,
          },
          {
            key: "customer",
            header: t("customer"),
            className: "max-sm:hidden max-w-56 truncate",
            cell: (row) => row.customer,
          },
          { key: "reason", header: t("reason"), className: "max-lg:hidden", cell: (row) => reason(row.reason) },
          { key: "units", header: t("units"), numeric: true, cell: (row) => row.units },
          {
            key: "created",
            header: t("since"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (row) => <RelativeTime at={row.createdAt} />,
          },
        ]}
        empty={
          <EmptyList
            filtered={Boolean(state.values.status || state.values.query)}
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
