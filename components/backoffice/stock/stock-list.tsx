import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { StockLocation, StockRow } from "../dto.ts";
import { type Column, DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { type StockRights, StockRowActions } from "./stock-row-actions.tsx";

const path = "/admin/stock";

type StockListProps = {
  state: ListState;
  rows: readonly StockRow[];
  nextCursor: string | null;
  locations: readonly StockLocation[];
  may: StockRights;
  /** What someone came here to do, from the command palette. */
  intent?: "adjust" | "transfer";
};

/** What lies where: a row per variant, a column per place. Opens the ledger of the variant. */
export function StockList({ state, rows, nextCursor, locations, may, intent }: StockListProps) {
  const t = useTranslations("backoffice.stock");
  const places = locations.filter((location) => location.kind === "warehouse" || location.kind === "store");
  const shown = places.filter((place) => !state.values.locationCode || place.code === state.values.locationCode);
  const at = (row: StockRow, code: string) => row.locations.find((level) => level.code === code);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <LinkButton href="/admin/stock/supplies">{t("supplies")}</LinkButton>
            <LinkButton href="/admin/stock/moves">{t("ledger")}</LinkButton>
          </>
        }
      />
      {intent && (
        <Alert tone="info" className="mb-3">
          {t(`intent.${intent}`)}
        </Alert>
      )}
      <FilterBar
        state={state}
        search={t("search")}
        focus={Boolean(intent)}
        choices={[
          {
            key: "locationCode",
            label: t("location"),
            options: places.map((place) => ({ value: place.code, label: place.name })),
          },
        ]}
      />
      <DataTable<StockRow>
        caption={t("caption")}
        rows={rows}
        rowKey={(row) => row.variantId}
        rowHref={(row) => `/admin/stock/moves?variantId=${encodeURIComponent(row.variantId)}`}
        columns={[
          {
            key: "sku",
            header: t("item"),
            cell: (row) => (
              <span className="flex min-w-0 items-center gap-2.5">
                <MediaThumb mediaKey={row.mediaKey} size={26} />
                <span className="grid min-w-0">
                  <span className="truncate">
                    {row.productName}
                    {row.options && <span className="font-normal text-muted"> · {row.options}</span>}
                  </span>
                  <span className="text-xs font-normal text-muted tabular sm:hidden">{row.sku}</span>
                </span>
              </span>
            ),
          },
          { key: "code", header: t("sku"), className: "max-sm:hidden text-muted tabular", cell: (row) => row.sku },
          ...shown.map(
            (place): Column<StockRow> => ({
              key: place.code,
              header: <span title={place.name}>{place.city ?? place.name}</span>,
              numeric: true,
              className: "max-lg:hidden",
              cell: (row) => {
                const level = at(row, place.code);
                if (!level) return <span className="text-muted">–</span>;
                return (
                  <>
                    {level.onHand}
                    {level.reserved > 0 && (
                      <span className="text-muted" title={t("reservedOf", { count: level.reserved })}>
                        {" "}
                        (−{level.reserved})
                      </span>
                    )}
                  </>
                );
              },
            }),
          ),
          { key: "onHand", header: t("onHand"), numeric: true, className: "max-md:hidden", cell: (row) => row.onHand },
          {
            key: "reserved",
            header: t("reserved"),
            numeric: true,
            className: "max-md:hidden text-muted",
            cell: (row) => row.reserved,
          },
          {
            key: "available",
            header: t("available"),
            numeric: true,
            className: "font-medium",
            cell: (row) => <span className={row.available <= 0 ? "text-danger" : undefined}>{row.available}</span>,
          },
          {
            key: "backordered",
            header: t("backordered"),
            numeric: true,
            className: "max-md:hidden",
            cell: (row) => (
              <span className={row.backordered > 0 ? "font-medium text-warning" : "text-muted"}>{row.backordered}</span>
            ),
          },
          ...(Object.values(may).some(Boolean)
            ? [
                {
                  key: "actions",
                  header: t("actions"),
                  action: true,
                  cell: (row: StockRow) => <StockRowActions row={row} places={places} may={may} />,
                },
              ]
            : []),
        ]}
        empty={
          <EmptyList
            filtered={Boolean(state.values.query || state.values.locationCode)}
            path={path}
            title={t("none")}
            text={t("noneText")}
          />
        }
      />
      <p className="mt-2 hidden text-xs text-muted lg:block">{t("legend")}</p>
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}
