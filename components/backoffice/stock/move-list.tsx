import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { StockMoveRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";

const path = "/admin/stock/moves";

/** The ledger, newest first: what went from where to where, why and by whom. Nothing here is ever edited. */
export function MoveList({
  state,
  rows,
  nextCursor,
}: {
  state: ListState;
  rows: readonly StockMoveRow[];
  nextCursor: string | null;
}) {
  const t = useTranslations("backoffice.moves");
  const one = Boolean(state.values.variantId);
  const sku = one ? rows[0]?.sku : undefined;
  return (
    <>
      <PageHeader
        trail={[{ label: t("stock"), href: "/admin/stock" }]}
        title={sku ? t("titleOf", { sku }) : t("title")}
        actions={one && <LinkButton href={path}>{t("all")}</LinkButton>}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(move) => move.id}
        columns={[
          {
            key: "at",
            header: t("at"),
            className: "whitespace-nowrap text-muted",
            cell: (move) => <RelativeTime at={move.at} />,
          },
          { key: "sku", header: t("sku"), className: "tabular", cell: (move) => move.sku },
          { key: "reason", header: t("reason"), cell: (move) => t(`reasons.${move.reason}`) },
          {
            key: "way",
            header: t("way"),
            className: "max-sm:hidden",
            cell: (move) => t("fromTo", { from: move.from.name, to: move.to.name }),
          },
          { key: "quantity", header: t("quantity"), numeric: true, cell: (move) => move.quantity },
          {
            key: "note",
            header: t("note"),
            className: "max-md:hidden max-w-72 truncate text-muted",
            cell: (move) => <span title={move.note ?? undefined}>{move.note}</span>,
          },
          { key: "by", header: t("by"), className: "max-lg:hidden text-muted", cell: (move) => move.by ?? t("system") },
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
