import { z } from "zod";
import { handleWithdrawalInput, withdrawalListInput, withdrawalPage } from "#server/modules/withdrawals/contract.ts";
import { handleWithdrawal, listWithdrawals } from "#server/modules/withdrawals/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["returns"];

/** Declarations of withdrawal, and what was done about them. */
export const adminWithdrawalsRouter = router({
  list: guarded("fulfilment.return.read")
    .meta({ openapi: { method: "GET", path: "/admin/withdrawals", tags, summary: "Withdrawals, newest first" } })
    .input(withdrawalListInput)
    .output(withdrawalPage)
    .query(({ ctx, input }) => listWithdrawals(db(), ctx.scope, input)),

  handle: guarded("fulfilment.return.process")
    .meta({
      openapi: { method: "POST", path: "/admin/withdrawals/{number}/handle", tags, summary: "Say what was done" },
    })
    .input(handleWithdrawalInput)
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => handleWithdrawal(tx, input, ctx.by, new Date()));
      return { done: true };
    }),
});
