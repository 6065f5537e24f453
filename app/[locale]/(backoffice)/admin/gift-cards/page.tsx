import { definePage } from "#app/_page/define-page.tsx";
import { GiftCardList } from "#components/backoffice/gift-cards/gift-card-list.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("giftCards");

export default definePage(
  "payments.gift_card.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, []);
    const page = await api.admin.giftCards.list({ cursor: currentCursor(state), limit: pageSize(state) });
    return <GiftCardList state={state} page={page} mayIssue={can(actor, "payments.gift_card.issue")} />;
  },
  { fallback: <ListSkeleton /> },
);
