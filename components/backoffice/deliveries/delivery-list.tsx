import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { deliveryQueues, deliveryStatuses } from "#server/modules/fulfilment/contract.ts";
import type { DeliveryRow, StockLocation } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";

const path = "/admin/deliveries";

type DeliveryListProps = {
  state: ListState;
  rows: readonly DeliveryRow[];
  nextCursor: string | null;
  locations: readonly StockLocation[];
};

/** What the warehouse and the stores have to send, oldest first. */
export function DeliveryList({ state, rows, nextCursor, locations }: DeliveryListProps) {
  const t = useTranslations("backoffice.deliveries");
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
          ...deliveryStatuses.map((value) => ({ value, label: word("delivery", value) })),
        ]}
      />
      <FilterBar
        state={state}
        choices={[
          {
            key: "queue",
            label: t("queue"),
            options: deliveryQueues.map((value) => ({ value, label: t(`queues.${value}`) })),
          },
          {
            key: "locationCode",
            label: t("location"),
            options: locations
              .filter((location) => location.kind === "warehouse" || location.kind === "store")
              .map((location) => ({ value: location.code, label: location.name })),
          },
        ]}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(delivery) => delivery.id}
        rowHref={(delivery) => `${path}/${delivery.number}`}
        columns={[
          {
            key: "number",
            header: t("number"),
            cell: (delivery) => (
              <span className="grid max-sm:py-1.5">
                <span className="tabular whitespace-nowrap">{delivery.number}</span>
                <span className="max-w-40 truncate text-xs font-normal text-muted sm:hidden">{delivery.recipient}</span>
              </span>
            ),
          },
          {
            key: "status",
            header: t("status"),
            cell: (delivery) => (
              <span className="flex flex-wrap gap-1">
                <Status of="delivery" value={delivery.status} />
                {delivery.isBackorder && <Badge tone="warning">{t("backorder")}</Badge>}
                {delivery.changed && <Badge tone="info">{t("changed")}</Badge>}
              </span>
            ),
          },
          {
            key: "location",
            header: t("location"),
            className: "max-md:hidden",
            cell: (delivery) => delivery.location.name,
          },
          {
            key: "order",
            header: t("order"),
            className: "max-lg:hidden text-muted tabular",
            cell: (delivery) => delivery.orderNumber,
          },
          {
            key: "recipient",
            header: t("recipient"),
            className: "max-sm:hidden max-w-56 truncate",
            cell: (delivery) => `${delivery.recipient}, ${delivery.city}`,
          },
          { key: "units", header: t("units"), numeric: true, cell: (delivery) => delivery.units },
          {
            key: "created",
            header: t("since"),
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (delivery) => <RelativeTime at={delivery.createdAt} />,
          },
        ]}
        empty={
          <EmptyList
            filtered={Boolean(state.values.status || state.values.queue || state.values.locationCode)}
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
