import { z } from "zod";
import { askForReconciliation } from "#server/flows/reconcile/reconcile.ts";
import { pageOf } from "#server/kernel/page.ts";
import {
  findingSchema,
  findingsInput,
  resolveFindingInput,
  runSchema,
  startRunInput,
} from "#server/modules/payments/contract-reconciliation.ts";
import { reconciliationFindings, reconciliationRuns, resolveFinding } from "#server/modules/payments/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const day = 86_400_000;

export const adminReconciliationRouter = router({
  runs: guarded("payments.reconciliation.read")
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/reconciliations",
        tags: ["admin"],
        summary: "Comparisons with providers",
      },
    })
    .input(z.strictObject({}).optional())
    .output(z.array(runSchema))
    .query(() => reconciliationRuns(db())),
  findings: guarded("payments.reconciliation.read")
    .meta({
      openapi: { method: "GET", path: "/admin/findings", tags: ["admin"], summary: "Differences that were found" },
    })
    .input(findingsInput)
    .output(pageOf(findingSchema))
    .query(({ input }) => reconciliationFindings(db(), input)),
  start: guarded("payments.reconciliation.run")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/reconciliations",
        tags: ["admin"],
        summary: "Compare with the provider",
      },
    })
    .input(startRunInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const now = new Date();
      return { id: await askForReconciliation(new Date(now.getTime() - input.days * day), ctx.by, now) };
    }),
  resolve: guarded("payments.reconciliation.run")
    .meta({
      openapi: { method: "POST", path: "/admin/findings/{id}/resolve", tags: ["admin"], summary: "Close a finding" },
    })
    .input(resolveFindingInput)
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => resolveFinding(tx, input, ctx.by, new Date()));
      return { done: true };
    }),
});
