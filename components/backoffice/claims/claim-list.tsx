import { useTranslations } from "next-intl";
import { claimKinds, claimStatuses } from "#server/modules/claims/contract.ts";
import type { ClaimRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";

const path = "/admin/claims";

type ClaimListProps = { state: ListState; rows: readonly ClaimRow[]; nextCursor: string | null };

/** What buyers say is wrong, and what waits for an answer. */
export function ClaimList({ state, rows, nextCursor }: ClaimListProps) {
  const t = useTranslations("backoffice.claims");
  const word = useStatusWord();
  const { status, kind, query } = state.values;
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
          ...claimStatuses.map((value) => ({ value, label: word("claim", value) })),
        ]}
      />
      <FilterBar
        state={state}
        search={t("search")}
        choices={[
          {
            key: "kind",
            label: t("kind"),
            options: claimKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          },
        ]}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.number}`}
        columns={[
          { key: "number", header: t("number"), cell: (row) => <span className="tabular">{row.number}</span> },
          { key: "status", header: t("status"), cell: (row) => <Status of="claim" value={row.status} /> },
          { key: "kind", header: t("kind"), className: "max-md:hidden", cell: (row) => t(`kinds.${row.kind}`) },
          { key: "wish", header: t("wish"), className: "max-lg:hidden", cell: (row) => t(`wishes.${row.wish}`) },
          {
            key: "order",
            header: t("order"),
            className: "max-lg:hidden text-muted tabular",
            cell: (row) => row.orderNumber,
          },
          {
            key: "customer",
            header: t("customer"),
            className: "max-sm:hidden max-w-56 truncate",
            cell: (row) => row.customer,
          },
          { key: "units", header: t("units"), numeric: true, cell: (row) => row.units },
          {
            key: "answerBy",
            header: t("answerBy"),
            className: "max-xl:hidden whitespace-nowrap text-muted",
            cell: (row) => (row.status === "open" ? <Day date={row.answerBy} /> : null),
          },
          {
            key: "created",
            header: t("since"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (row) => <RelativeTime at={row.createdAt} />,
          },
        ]}
        empty={
          <EmptyList filtered={Boolean(status || kind || query)} path={path} title={t("none")} text={t("noneText")} />
        }
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
