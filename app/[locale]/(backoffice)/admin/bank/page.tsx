import { definePage } from "#app/_page/define-page.tsx";
import { BankPage } from "#components/backoffice/bank/bank-page.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { bankLineStatuses } from "#server/modules/payments/contract-bank.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("bank");

export default definePage(
  "payments.bank.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["status"]);
    const [lines, awaited, refunds] = await Promise.all([
      api.admin.bank.lines({
        status: oneOf(state.values.status, bankLineStatuses),
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      api.admin.bank.awaited(),
      api.admin.bank.refunds(),
    ]);
    return (
      <BankPage
        state={state}
        rows={lines.items}
        nextCursor={lines.nextCursor}
        awaited={awaited}
        refunds={refunds}
        mayMatch={can(actor, "payments.bank.match")}
        mayRefund={can(actor, "payments.refund.create")}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
