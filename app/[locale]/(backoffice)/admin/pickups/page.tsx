import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { PickupList } from "#components/backoffice/pickups/pickup-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { pickupStates } from "#server/modules/fulfilment/contract-pickups.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("pickups");

export default definePage(
  "fulfilment.pickup.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["state"]);
    const page = await api.admin.pickups.list({
      state: oneOf(state.values.state, pickupStates),
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return (
      <PickupList
        state={state}
        page={page}
        mayProcess={can(actor, "fulfilment.pickup.process")}
        linked={can(actor, "sales.order.read")}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
