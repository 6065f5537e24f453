import { definePage } from "#app/_page/define-page.tsx";
import { CustomerList } from "#components/backoffice/customers/customer-list.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("customers");

export default definePage(
  "partners.partner.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["query"]);
    const { items, nextCursor } = await api.admin.partners.list({
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <CustomerList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
