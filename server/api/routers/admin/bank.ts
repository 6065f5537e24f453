import { z } from "zod";
import { confirmTransferRefund } from "#server/flows/bank-transfer/confirm-refund.ts";
import { importStatement } from "#server/flows/bank-transfer/import-statement.ts";
import { ignoreLine, matchLine } from "#server/flows/bank-transfer/match-line.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  awaitedTransferSchema,
  bankLineSchema,
  bankLinesInput,
  confirmRefundInput,
  importResultSchema,
  importStatementInput,
  matchLineInput,
  transferRefundSchema,
} from "#server/modules/payments/contract-bank.ts";
import { awaitedTransfers, bankLines, transferRefunds } from "#server/modules/payments/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const nothing = z.strictObject({}).optional();
const done = z.object({ done: z.literal(true) });

export const adminBankRouter = router({
  lines: guarded("payments.bank.read")
    .meta({ openapi: { method: "GET", path: "/admin/bank-lines", tags: ["admin"], summary: "Our bank statement" } })
    .input(bankLinesInput)
    .output(pageOf(bankLineSchema))
    .query(({ input }) => bankLines(db(), input)),
  awaited: guarded("payments.bank.read")
    .meta({
      openapi: { method: "GET", path: "/admin/transfers", tags: ["admin"], summary: "Orders that wait for a transfer" },
    })
    .input(nothing)
    .output(z.array(awaitedTransferSchema))
    .query(() => awaitedTransfers(db())),
  refunds: guarded("payments.bank.read")
    .meta({
      openapi: { method: "GET", path: "/admin/transfer-refunds", tags: ["admin"], summary: "Transfers to pay back" },
    })
    .input(nothing)
    .output(z.array(transferRefundSchema))
    .query(() => transferRefunds(db())),
  importStatement: guarded("payments.bank.match")
    .meta({
      openapi: { method: "POST", path: "/admin/bank-statements", tags: ["admin"], summary: "Import a bank statement" },
    })
    .input(importStatementInput)
    .output(importResultSchema)
    .mutation(({ ctx, input }) => importStatement(input, ctx.by, new Date())),
  match: guarded("payments.bank.match")
    .meta({
      openapi: { method: "POST", path: "/admin/bank-lines/{id}/match", tags: ["admin"], summary: "Whose money it is" },
    })
    .input(matchLineInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await matchLine(input, ctx.by, new Date());
      return { done: true };
    }),
  ignore: guarded("payments.bank.match")
    .meta({
      openapi: { method: "POST", path: "/admin/bank-lines/{id}/ignore", tags: ["admin"], summary: "Put a line aside" },
    })
    .input(z.strictObject({ id: z.string().max(40) }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ignoreLine(input.id, ctx.by, new Date());
      return { done: true };
    }),
  confirmRefund: guarded("payments.refund.create")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/transfer-refunds/{refundId}/confirm",
        tags: ["admin"],
        summary: "A transfer was paid back",
      },
    })
    .input(confirmRefundInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await confirmTransferRefund(input, ctx.by);
      return { done: true };
    }),
});
