import { definePage } from "#app/_page/define-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ReconciliationPage } from "#components/backoffice/reconciliation/reconciliation-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { findingOutcomes } from "#server/modules/payments/contract-reconciliation.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("reconciliation");

export default definePage(
  "payments.reconciliation.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["outcome"]);
    const [findings, runs] = await Promise.all([
      api.admin.reconciliation.findings({
        outcome: oneOf(state.values.outcome, findingOutcomes),
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      api.admin.reconciliation.runs(),
    ]);
    return (
      <ReconciliationPage
        state={state}
        findings={findings.items}
        nextCursor={findings.nextCursor}
        runs={runs}
        mayRun={can(actor, "payments.reconciliation.run")}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
