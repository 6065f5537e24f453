import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { CustomerStatement } from "#components/backoffice/customers/customer-statement.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { periodOf } from "#components/statement/period-of.ts";
import { can } from "#server/access/actor.ts";
import { titled } from "../../../_title.ts";

export const generateMetadata = titled("customers");

export default definePage<{ locale: string; id: string }>(
  "invoicing.invoice.read",
  async ({ actor, api, params, searchParams }) => {
    const state = parseListState(searchParams, ["from", "until", "currency"]);
    const asked = { ...periodOf(searchParams), id: params.id, cursor: currentCursor(state), limit: pageSize(state) };
    const statement = await orNotFound(api.admin.partners.statement(asked));
    return (
      <CustomerStatement
        partnerId={params.id}
        statement={statement}
        state={state}
        mayReadPartners={can(actor, "partners.partner.read")}
        mayReadOrders={can(actor, "sales.order.read")}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
