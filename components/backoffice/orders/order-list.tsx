import { useTranslations } from "next-intl";
import type { OrderRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { FilterBar } from "../list/filter-bar.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { StatusTabs } from "../list/status-tabs.tsx";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status, useStatusWord } from "../shared/status.tsx";
import { defaultOrderSort, deliveryStatuses, orderStatuses, paymentStatuses } from "./order-filters.ts";

const path = "/admin/orders";
const isClosed = (order: OrderRow) => order.status === "cancelled" || order.status === "expired";

type OrderListProps = {
  state: ListState;
  rows: readonly OrderRow[];
  nextCursor: string | null;
  total: { value: number; capped: boolean };
};

/** Every order that the filters leave, newest first. */
export function OrderList({ state, rows, nextCursor, total }: OrderListProps) {
  const t = useTranslations("backoffice.orders");
  const list = useTranslations("backoffice.list");
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
          ...orderStatuses.map((value) => ({ value, label: word("order", value) })),
        ]}
      />
      <FilterBar
        state={state}
        search={t("search")}
        choices={[
          {
            key: "paymentStatus",
            label: t("payment"),
            options: paymentStatuses.map((value) => ({ value, label: word("payment", value) })),
          },
          {
            key: "deliveryStatus",
            label: t("delivery"),
            options: deliveryStatuses.map((value) => ({ value, label: word("fulfilment", value) })),
          },
        ]}
      />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(order) => order.id}
        rowHref={(order) => `/admin/orders/${order.number}`}
        list={{ path, state, defaultSort: defaultOrderSort }}
        columns={[
          {
            key: "number",
            header: t("number"),
            cell: (order) => (
              <span className="grid max-sm:py-1.5">
                <span className="tabular whitespace-nowrap">{order.number}</span>
                <span className="max-w-40 truncate text-xs font-normal text-muted sm:hidden">
                  {order.customer ?? order.email}
                </span>
              </span>
            ),
          },
          {
            key: "placed",
            header: t("placed"),
            sort: { first: "placed_desc", second: "placed_asc", firstIs: "desc" },
            className: "max-sm:hidden whitespace-nowrap text-muted",
            cell: (order) => <RelativeTime at={order.placedAt} />,
          },
          {
            key: "customer",
            header: t("customer"),
            className: "max-sm:hidden max-w-56 truncate",
            cell: (order) => <span title={order.email}>{order.customer ?? order.email}</span>,
          },
          { key: "status", header: t("status"), cell: (order) => <Status of="order" value={order.status} /> },
          {
            key: "payment",
            header: t("payment"),
            className: "max-md:hidden",
            cell: (order) => <Status of="payment" value={order.paymentStatus} quiet={isClosed(order)} />,
          },
          {
            key: "delivery",
            header: t("delivery"),
            className: "max-md:hidden",
            cell: (order) => <Status of="fulfilment" value={order.deliveryStatus} />,
          },
          {
            key: "items",
            header: t("items"),
            numeric: true,
            className: "max-lg:hidden",
            cell: (order) => order.itemCount,
          },
          {
            key: "total",
            header: t("total"),
            numeric: true,
            sort: { first: "total_desc", second: "total_asc", firstIs: "desc" },
            cell: (order) => <Amount value={order.total} />,
          },
        ]}
        empty={
          <EmptyList
            filtered={Object.keys(state.values).some((key) => key !== "limit" && key !== "sort")}
            path={path}
            title={t("none")}
            text={t("noneText")}
          />
        }
      />
      <Pager
        path={path}
        state={state}
        nextCursor={nextCursor}
        count={rows.length}
        summary={list(total.capped ? "totalCapped" : "total", { count: total.value })}
      />
    </>
  );
}
