import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import {
  defaultOrderSort,
  deliveryStatuses,
  orderListKeys,
  orderSorts,
  orderStatuses,
  paymentStatuses,
} from "#components/backoffice/orders/order-filters.ts";
import { OrderList } from "#components/backoffice/orders/order-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("orders");

export default definePage(
  "sales.order.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, orderListKeys);
    const { values } = state;
    const { items, nextCursor, total } = await api.admin.orders.list({
      status: oneOf(values.status, orderStatuses),
      paymentStatus: oneOf(values.paymentStatus, paymentStatuses),
      deliveryStatus: oneOf(values.deliveryStatus, deliveryStatuses),
      query: values.query,
      sort: oneOf(values.sort, orderSorts) ?? defaultOrderSort,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <OrderList state={state} rows={items} nextCursor={nextCursor} total={total} />;
  },
  { fallback: <ListSkeleton /> },
);
