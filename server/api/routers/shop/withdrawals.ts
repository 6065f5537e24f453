import { z } from "zod";
import { declareWithdrawal } from "#server/flows/withdraw/declare-withdrawal.ts";
import { findContract } from "#server/flows/withdraw/find-contract.ts";
import {
  contractInput,
  declareInput,
  receiptSchema,
  withdrawableSchema,
} from "#server/modules/withdrawals/contract.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["shop"];

/** Withdrawing from a contract: no account, two steps. */
export const withdrawalsRouter = router({
  // A change as far as HTTP goes: number and e-mail are nobody else's business, and addresses end up in logs.
  find: guarded("shop.order.track")
    .meta({ openapi: { method: "POST", path: "/withdrawals/contract", tags, summary: "What I may withdraw from" } })
    .input(z.strictObject({ contract: contractInput }))
    .output(withdrawableSchema)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`withdrawal:${ctx.ip}`, 30, 3600);
      return findContract(db(), input.contract, new Date());
    }),

  declare: guarded("shop.order.track")
    .meta({ openapi: { method: "POST", path: "/withdrawals", tags, summary: "Withdraw from a contract" } })
    .input(declareInput)
    .output(receiptSchema)
    .mutation(async ({ ctx, input }) => {
      await limitRate(`withdrawal-declare:${ctx.ip}`, 20, 3600);
      // Receipts go to addresses that nobody has proven.
      await limitRate(`withdrawal-declare:${input.email}`, 5, 86_400);
      return declareWithdrawal(input, { by: ctx.by, locale: ctx.locale }, new Date());
    }),
});
