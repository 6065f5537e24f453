import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ReviewList } from "#components/backoffice/reviews/review-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { reviewStatuses, starValues } from "#server/modules/reviews/contract-kinds.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("reviews");

export default definePage(
  "reviews.review.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "stars", "reported", "query"]);
    const { status, stars, reported, query } = state.values;
    const [{ items, nextCursor }, waiting] = await Promise.all([
      api.admin.reviews.list({
        status: oneOf(status, reviewStatuses),
        stars: starValues.find((n) => String(n) === stars),
        reported: oneOf(reported, ["yes"]),
        search: query?.slice(0, 80),
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      api.admin.reviews.waiting(),
    ]);
    const may = { moderate: can(actor, "reviews.review.moderate"), readOrders: can(actor, "sales.order.read") };
    return <ReviewList state={state} rows={items} nextCursor={nextCursor} waiting={waiting} may={may} />;
  },
  { fallback: <ListSkeleton /> },
);
