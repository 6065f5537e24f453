import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { withdrawalStatuses } from "#server/modules/withdrawals/contract.ts";
import type { WithdrawalRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";
import { HandleWithdrawal } from "./handle-withdrawal.tsx";

const path = "/admin/withdrawals";

type WithdrawalListProps = {
  state: ListState;
  rows: readonly WithdrawalRow[];
  nextCursor: string | null;
  mayHandle: boolean;
};

/** What consumers declared, word for word, and what became of it. */
export function WithdrawalList({ state, rows, nextCursor, mayHandle }: WithdrawalListProps) {
  const t = useTranslations("backoffice.withdrawals");
  const word = useStatusWord();
  return (
    <>
      <PageHeader title={t("title")} />
      <p className="mb-4 max-w-[70ch] text-muted text-pretty">{t("intro")}</p>
      <StatusTabs
        label={t("byStatus")}
        path={path}
        state={state}
        name="status"
        tabs={[
          { value: "", label: t("all") },
          ...withdrawalStatuses.map((value) => ({ value, label: word("withdrawal", value) })),
        ]}
      />
      <FilterBar state={state} search={t("search")} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "number", header: t("number"), cell: (row) => <span className="tabular">{row.number}</span> },
          { key: "status", header: t("status"), cell: (row) => <Status of="withdrawal" value={row.status} /> },
          {
            key: "order",
            header: t("order"),
            cell: (row) =>
              row.found ? (
                <Link href={`/admin/orders/${row.orderNumber}`} className="underlined tabular">
                  {row.orderNumber}
                </Link>
              ) : (
                <span className="tabular">
                  {row.orderNumber} <Badge tone="warning">{t("unknown")}</Badge>
                </span>
              ),
          },
          {
            key: "statement",
            header: t("statement"),
            className: "max-md:hidden max-w-md",
            cell: (row) => (
              <>
                <span className="block text-pretty">{row.statement}</span>
                <span className="block text-xs text-muted">
                  {row.name} · {row.email}
                </span>
              </>
            ),
          },
          {
            key: "follow",
            header: t("follow"),
            className: "max-sm:hidden",
            cell: (row) => (
              <span className="inline-flex flex-wrap items-center gap-2">
                {row.late && <Badge tone="warning">{t("late")}</Badge>}
                {row.returnNumber && (
                  <Link href={`/admin/returns/${row.returnNumber}`} className="underlined tabular">
                    {row.returnNumber}
                  </Link>
                )}
                {row.outcome && <span className="text-pretty text-muted">{row.outcome}</span>}
              </span>
            ),
          },
          {
            key: "declared",
            header: t("since"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (row) => <RelativeTime at={row.declaredAt} />,
          },
          ...(mayHandle
            ? [
                {
                  key: "handle",
                  header: t("actions"),
                  action: true,
                  cell: (row: WithdrawalRow) => row.status === "open" && <HandleWithdrawal number={row.number} />,
                },
              ]
            : []),
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
