import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { QuoteList } from "#components/backoffice/quotes/quote-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { quoteStatuses } from "#server/modules/quotes/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("quotes");

export default definePage(
  "quotes.quote.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "query"]);
    const { items, nextCursor } = await api.admin.quotes.list({
      cursor: currentCursor(state),
      limit: pageSize(state),
      status: quoteStatuses.find((one) => one === state.values.status),
      ...(state.values.query && { search: state.values.query.slice(0, 80) }),
    });
    return <QuoteList state={state} rows={items} nextCursor={nextCursor} mayWrite={can(actor, "quotes.quote.write")} />;
  },
  { fallback: <ListSkeleton /> },
);
