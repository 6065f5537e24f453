import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { MoveList } from "#components/backoffice/stock/move-list.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("stock");

export default definePage(
  "stock.level.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["variantId"]);
    const { items, nextCursor } = await api.admin.stock.moves({
      variantId: state.values.variantId,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <MoveList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
