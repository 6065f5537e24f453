import { definePage } from "#app/_page/define-page.tsx";
import { AgedBalance } from "#components/backoffice/accounting/aged-balance.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { dayOr } from "#server/modules/accounting/contract.ts";
import { agedShows, agedSorts } from "#server/modules/accounting/contract-aged.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("accounting");

export default definePage(
  "accounting.journal.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["on", "show", "sort", "query"]);
    const { values } = state;
    const page = await api.admin.accounting.aged({
      on: dayOr(values.on),
      show: oneOf(values.show, agedShows),
      sort: oneOf(values.sort, agedSorts),
      query: values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <AgedBalance state={state} page={page} mayReadStatements={can(actor, "invoicing.invoice.read")} />;
  },
  { fallback: <ListSkeleton /> },
);
