import { pageInput, pageOf } from "#server/kernel/page.ts";
import { ownInvoiceSchema } from "#server/modules/invoicing/contract.ts";
import { listOwnInvoices } from "#server/modules/invoicing/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

/** A customer's own invoices and credit notes. */
export const accountInvoices = router({
  list: guarded("account.invoice.own")
    .meta({ openapi: { method: "GET", path: "/account/invoices", tags: ["account"], summary: "My invoices" } })
    .input(pageInput)
    .output(pageOf(ownInvoiceSchema))
    .query(({ ctx, input }) => listOwnInvoices(db(), ctx.scope, input)),
});
