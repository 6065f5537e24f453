import { definePage } from "#app/_page/define-page.tsx";
import { TrialBalance } from "#components/backoffice/accounting/trial-balance.tsx";
import { parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { dayOr } from "#server/modules/accounting/contract.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("accounting");

export default definePage(
  "accounting.journal.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["from", "until"]);
    const { from, until } = state.values;
    return (
      <TrialBalance
        state={state}
        balance={await api.admin.accounting.balance({ from: dayOr(from), until: dayOr(until) })}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
