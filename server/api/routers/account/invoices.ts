import { z } from "zod";
import { reissueInvoice } from "#server/flows/invoice-order/reissue-invoice.ts";
import { ownAccount } from "#server/flows/statement/account-scope.ts";
import { readStatement } from "#server/flows/statement/read-statement.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { statementInput, statementSchema } from "#server/modules/accounting/contract-statement.ts";
import { ownInvoiceDetailSchema, ownInvoiceSchema, reissueInput } from "#server/modules/invoicing/contract.ts";
import { listOwnInvoices, ownInvoice } from "#server/modules/invoicing/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

/** A customer's own invoices and credit notes. */
export const accountInvoices = router({
  list: guarded("account.invoice.own")
    .meta({ openapi: { method: "GET", path: "/account/invoices", tags: ["account"], summary: "My invoices" } })
    .input(pageInput)
    .output(pageOf(ownInvoiceSchema))
    .query(({ ctx, input }) => listOwnInvoices(db(), ctx.scope, input)),

  get: guarded("account.invoice.own")
    .meta({ openapi: { method: "GET", path: "/account/invoices/{number}", tags: ["account"], summary: "My invoice" } })
    .input(z.strictObject({ number: z.string().min(1).max(40) }))
    .output(ownInvoiceDetailSchema)
    .query(({ ctx, input }) => ownInvoice(db(), ctx.scope, input.number, new Date())),

  statement: guarded("account.invoice.own")
    .meta({
      openapi: { method: "GET", path: "/account/statement", tags: ["account"], summary: "What I owe, and how it came" },
    })
    .input(statementInput)
    .output(statementSchema)
    .query(({ ctx, input }) => readStatement(db(), ownAccount(ctx.actor), input, new Date())),

  reissue: guarded("account.invoice.own")
    .meta({
      openapi: {
        method: "POST",
        path: "/account/invoices/{number}/reissue",
        tags: ["account"],
        summary: "Have my invoice made out to a company: a credit note and a new invoice",
      },
    })
    .input(reissueInput)
    .output(z.object({ number: z.string() }))
    .mutation(({ ctx, input }) => reissueInvoice(ctx.scope, input, ctx.by)),
});
