import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { WithdrawalList } from "#components/backoffice/withdrawals/withdrawal-list.tsx";
import { can } from "#server/access/actor.ts";
import { withdrawalStatuses } from "#server/modules/withdrawals/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("withdrawals");

export default definePage(
  "fulfilment.return.read",
  async ({ api, actor, searchParams }) => {
    const state = parseListState(searchParams, ["status", "query"]);
    const { items, nextCursor } = await api.admin.withdrawals.list({
      status: oneOf(state.values.status, withdrawalStatuses),
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    const mayHandle = can(actor, "fulfilment.return.process");
    return <WithdrawalList state={state} rows={items} nextCursor={nextCursor} mayHandle={mayHandle} />;
  },
  { fallback: <ListSkeleton /> },
);
