import { z } from "zod";
import { everything, type Scope } from "#server/access/scope.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import {
  invoiceDetailSchema,
  invoiceIdInput,
  invoiceListInput,
  invoicePage,
} from "#server/modules/invoicing/contract.ts";
import { invoiceDetail, listInvoices } from "#server/modules/invoicing/index.ts";
import { disputedInput, disputeInput, disputeSchema } from "#server/modules/receivables/contract.ts";
import { closeDispute, openDispute, readDispute } from "#server/modules/receivables/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["invoices"];
const staffInvoiceSchema = invoiceDetailSchema.extend({ dispute: disputeSchema });
const readForStaff = async (scope: Scope, id: string) => {
  const invoice = await invoiceDetail(db(), scope, { id });
  return { ...invoice, dispute: invoice.disputed ? await readDispute(db(), id) : null };
};
const done = z.object({ done: z.literal(true) });

/** Invoices and credit notes of all customers. */
export const adminInvoices = router({
  list: guarded("invoicing.invoice.read")
    .meta({ openapi: { method: "GET", path: "/admin/invoices", tags, summary: "Invoices and credit notes" } })
    .input(invoiceListInput)
    .output(invoicePage)
    .query(({ ctx, input }) => listInvoices(db(), ctx.scope, input)),

  get: guarded("invoicing.invoice.read")
    .meta({ openapi: { method: "GET", path: "/admin/invoices/{id}", tags, summary: "One invoice" } })
    .input(invoiceIdInput)
    .output(staffInvoiceSchema)
    .query(({ ctx, input }) => readForStaff(ctx.scope, input.id)),

  post: guarded("invoicing.invoice.post")
    .meta({ openapi: { method: "POST", path: "/admin/invoices/{id}/post", tags, summary: "Give it its number" } })
    .input(invoiceIdInput)
    .output(staffInvoiceSchema)
    .mutation(async ({ ctx, input }) => {
      await postInvoice(input.id, ctx.by);
      return readForStaff(ctx.scope, input.id);
    }),

  dispute: guarded("companies.credit.write")
    .meta({
      openapi: { method: "PUT", path: "/admin/invoices/{id}/dispute", tags, summary: "The customer contests it" },
    })
    .input(disputeInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await invoiceDetail(db(), everything, { id: input.id });
      await inTx((tx) => openDispute(tx, input, ctx.by, new Date()));
      return { done: true };
    }),

  settleDispute: guarded("companies.credit.write")
    .meta({
      openapi: { method: "DELETE", path: "/admin/invoices/{id}/dispute", tags, summary: "It is contested no more" },
    })
    .input(disputedInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => closeDispute(tx, input.id, ctx.by, new Date()));
      return { done: true };
    }),
});
