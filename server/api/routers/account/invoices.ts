import { z } from "zod";
import { reissueInvoice } from "#server/flows/invoice-order/reissue-invoice.ts";
import { payInvoices } from "#server/flows/pay-invoices/pay-invoices.ts";
import { settleOwnPayment } from "#server/flows/pay-invoices/settle-account-payment.ts";
import { ownAccount, payableBy } from "#server/flows/statement/account-scope.ts";
import { openItems, readStatement } from "#server/flows/statement/read-statement.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { openItemSchema, statementInput, statementSchema } from "#server/modules/accounting/contract-statement.ts";
import { ownInvoiceDetailSchema, ownInvoiceSchema, reissueInput } from "#server/modules/invoicing/contract.ts";
import { listOwnInvoices, ownInvoice } from "#server/modules/invoicing/index.ts";
import {
  accountPaymentIdInput,
  accountPaymentSchema,
  payInvoicesInput,
} from "#server/modules/payments/contract-account.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
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

  open: guarded("account.invoice.own")
    .meta({
      openapi: {
        method: "GET",
        path: "/account/open-invoices",
        tags: ["account"],
        summary: "What I may pay, overdue first",
      },
    })
    .input(z.strictObject({}).optional())
    .output(z.array(openItemSchema))
    .query(({ ctx }) => openItems(db(), payableBy(ctx.actor), new Date())),

  pay: guarded("account.invoice.own")
    .meta({
      openapi: {
        method: "POST",
        path: "/account/invoice-payments",
        tags: ["account"],
        summary: "Pay open invoices at once: the address of the payment page",
      },
    })
    .input(payInvoicesInput)
    .output(z.object({ payUrl: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { userId, email } = ctx.actor;
      await limitRate(`pay-invoices:${userId}`, 30, 600);
      const payer = { userId, email: email ?? "", locale: ctx.locale, account: payableBy(ctx.actor) };
      return { payUrl: await payInvoices(payer, input, new Date()) };
    }),

  settlePayment: guarded("account.invoice.own")
    .meta({
      openapi: {
        method: "POST",
        path: "/account/invoice-payments/{id}/settle",
        tags: ["account"],
        summary: "What became of a payment of several invoices",
      },
    })
    .input(accountPaymentIdInput)
    .output(accountPaymentSchema)
    .mutation(({ ctx, input }) => settleOwnPayment(ctx.actor.userId, input.id, new Date())),

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
