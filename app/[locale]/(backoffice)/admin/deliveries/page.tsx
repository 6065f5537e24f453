import { definePage } from "#app/_page/define-page.tsx";
import { DeliveryList } from "#components/backoffice/deliveries/delivery-list.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { deliveryQueues, deliveryStatuses } from "#server/modules/fulfilment/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("deliveries");

export default definePage(
  "fulfilment.delivery.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "queue", "locationCode"]);
    const [{ items, nextCursor }, locations] = await Promise.all([
      api.admin.deliveries.list({
        status: oneOf(state.values.status, deliveryStatuses),
        queue: oneOf(state.values.queue, deliveryQueues),
        locationCode: state.values.locationCode,
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      can(actor, "stock.level.read") ? api.admin.stock.locations() : [],
    ]);
    return <DeliveryList state={state} rows={items} nextCursor={nextCursor} locations={locations} />;
  },
  { fallback: <ListSkeleton /> },
);
