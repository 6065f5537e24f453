import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ReturnList } from "#components/backoffice/returns/return-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { returnStatuses } from "#server/modules/fulfilment/contract-returns.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("returns");

export default definePage(
  "fulfilment.return.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "query"]);
    const { items, nextCursor } = await api.admin.returns.list({
      status: oneOf(state.values.status, returnStatuses),
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <ReturnList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
