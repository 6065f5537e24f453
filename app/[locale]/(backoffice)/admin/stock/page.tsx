import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { StockList } from "#components/backoffice/stock/stock-list.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("stock");

export default definePage(
  "stock.level.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["query", "locationCode"]);
    const [{ items, nextCursor }, locations] = await Promise.all([
      api.admin.stock.levels({
        query: state.values.query,
        locationCode: state.values.locationCode,
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      api.admin.stock.locations(),
    ]);
    return (
      <StockList
        state={state}
        rows={items}
        nextCursor={nextCursor}
        locations={locations}
        may={{
          adjust: can(actor, "stock.level.adjust"),
          transfer: can(actor, "stock.transfer.create"),
          supply: can(actor, "stock.supply.write"),
          policy: can(actor, "stock.policy.write"),
        }}
        intent={oneOf([searchParams.do].flat()[0], ["adjust", "transfer"])}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
