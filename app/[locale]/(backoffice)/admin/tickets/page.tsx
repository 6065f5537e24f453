import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { TicketList } from "#components/backoffice/tickets/ticket-list.tsx";
import { ticketCategories, ticketStatuses } from "#server/modules/tickets/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("tickets");

export default definePage(
  "tickets.ticket.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "category", "assigned", "query"]);
    const { items, nextCursor } = await api.admin.tickets.list({
      status: oneOf(state.values.status, ticketStatuses),
      category: oneOf(state.values.category, ticketCategories),
      assigned: oneOf(state.values.assigned, ["mine", "nobody"]),
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <TicketList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
