import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { InvoicePage } from "#components/backoffice/invoices/invoice-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("invoices");

export default definePage<Params>("invoicing.invoice.read", async ({ actor, api, params }) => {
  const invoice = await orNotFound(api.admin.invoices.get({ id: params.id }));
  return (
    <InvoicePage
      invoice={invoice}
      mayPost={can(actor, "invoicing.invoice.post")}
      mayDispute={can(actor, "companies.credit.write")}
      mayReadOrders={can(actor, "sales.order.read")}
    />
  );
});
