import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { SupplyList } from "#components/backoffice/stock/supply-list.tsx";
import { can } from "#server/access/actor.ts";
import { supplyStatuses } from "#server/modules/stock/contract.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("stock");

export default definePage(
  "stock.level.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "variantId"]);
    const { items, nextCursor } = await api.admin.supplies.list({
      status: oneOf(state.values.status, supplyStatuses) ?? "expected",
      variantId: state.values.variantId,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return (
      <SupplyList state={state} rows={items} nextCursor={nextCursor} mayWrite={can(actor, "stock.supply.write")} />
    );
  },
  { fallback: <ListSkeleton /> },
);
