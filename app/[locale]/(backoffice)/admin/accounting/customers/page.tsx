import { definePage } from "#app/_page/define-page.tsx";
import { CustomerAccounts } from "#components/backoffice/accounting/customer-accounts.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("accounting");

export default definePage(
  "accounting.journal.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["open", "query"]);
    const { items, nextCursor } = await api.admin.accounting.customers({
      open: state.values.open === "open",
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <CustomerAccounts state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
