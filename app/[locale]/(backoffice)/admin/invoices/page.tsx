import { definePage } from "#app/_page/define-page.tsx";
import { InvoiceList } from "#components/backoffice/invoices/invoice-list.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { invoiceKinds, invoiceStatuses } from "#server/modules/invoicing/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("invoices");

export default definePage(
  "invoicing.invoice.read",
  async ({ api, searchParams }) => {
    const state = parseListState(searchParams, ["status", "kind", "disputed", "query"]);
    const { items, nextCursor } = await api.admin.invoices.list({
      status: oneOf(state.values.status, invoiceStatuses),
      kind: oneOf(state.values.kind, invoiceKinds),
      disputed: state.values.disputed === "yes" || undefined,
      query: state.values.query,
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return <InvoiceList state={state} rows={items} nextCursor={nextCursor} />;
  },
  { fallback: <ListSkeleton /> },
);
