import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { SupplyRow } from "../dto.ts";
import { type Column, DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Day } from "../shared/day.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { SupplyActions } from "./supply-actions.tsx";

const path = "/admin/stock/supplies";

type SupplyListProps = {
  state: ListState;
  rows: readonly SupplyRow[];
  nextCursor: string | null;
  mayWrite: boolean;
};

/** Goods on their way, the first to come first: what back-orders rest on and shoppers are told. */
export function SupplyList({ state, rows, nextCursor, mayWrite }: SupplyListProps) {
  const t = useTranslations("backoffice.supplies");
  const columns: Column<SupplyRow>[] = [
    {
      key: "item",
      header: t("item"),
      cell: (row) => (
        <span className="flex items-center gap-3 py-1">
          <MediaThumb mediaKey={row.mediaKey} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{row.productName}</span>
            <span className="block text-xs text-muted">{[row.options, row.sku].filter(Boolean).join(" · ")}</span>
          </span>
        </span>
      ),
    },
    {
      key: "expectedOn",
      header: t("expectedOn"),
      className: "whitespace-nowrap",
      cell: (row) => (
        <span className={row.late ? "font-medium text-danger" : undefined}>
          <Day date={row.expectedOn} />
          {row.late && <span className="block text-xs">{t("late")}</span>}
        </span>
      ),
    },
    { key: "location", header: t("location"), className: "max-md:hidden", cell: (row) => row.location.name },
    {
      key: "open",
      header: t("received"),
      numeric: true,
      cell: (row) => t("of", { received: row.received, quantity: row.quantity }),
    },
    {
      key: "waiting",
      header: t("waiting"),
      numeric: true,
      className: "max-sm:hidden",
      cell: (row) => <span className={row.waiting > 0 ? "font-medium text-warning" : "text-muted"}>{row.waiting}</span>,
    },
    {
      key: "note",
      header: t("note"),
      className: "max-lg:hidden max-w-60 truncate text-muted",
      cell: (row) => row.note,
    },
  ];
  if (mayWrite && rows.some((row) => row.status === "expected")) {
    columns.push({
      key: "actions",
      header: t("actions"),
      action: true,
      cell: (row) => row.status === "expected" && <SupplyActions row={row} />,
    });
  }
  return (
    <>
      <PageHeader
        trail={[{ label: t("stock"), href: "/admin/stock" }]}
        title={state.values.variantId && rows[0] ? t("titleOf", { sku: rows[0].sku }) : t("title")}
        actions={state.values.variantId && <LinkButton href={path}>{t("all")}</LinkButton>}
      />
      <StatusTabs
        label={t("status")}
        path={path}
        state={state}
        name="status"
        tabs={[
          { value: "", label: t("statuses.expected") },
          { value: "received", label: t("statuses.received") },
          { value: "cancelled", label: t("statuses.cancelled") },
        ]}
      />
      <DataTable<SupplyRow>
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        empty={<EmptyList filtered={false} path={path} title={t("none")} text={t("noneText")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
