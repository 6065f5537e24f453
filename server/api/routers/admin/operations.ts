import { z } from "zod";
import { searchDrift } from "#server/flows/search/search-drift.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";
import { searchDriftSchema } from "#server/modules/catalogue/audit-contract.ts";
import { auditRowSchema, deadLetterSchema, homeSchema } from "#server/modules/reporting/contract.ts";
import { homeFigures, listAudit, listDeadLetters, replayJob } from "#server/modules/reporting/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["admin"];

export const adminHomeRouter = router({
  summary: guarded("backoffice.home.read")
    .meta({ openapi: { method: "GET", path: "/admin/home", tags, summary: "What needs someone today" } })
    .input(z.strictObject({}).optional())
    .output(homeSchema)
    .query(({ ctx }) => homeFigures(db(), ctx.locale, new Date())),
});

export const adminJobsRouter = router({
  list: guarded("platform.job.read")
    .meta({ openapi: { method: "GET", path: "/admin/jobs/dead", tags, summary: "Jobs that gave up" } })
    .input(pageInput)
    .output(pageOf(deadLetterSchema))
    .query(({ input }) => listDeadLetters(db(), input)),
  replay: guarded("platform.job.replay")
    .meta({ openapi: { method: "POST", path: "/admin/jobs/{id}/replay", tags, summary: "Try a job again" } })
    .input(z.strictObject({ id: z.string().regex(/^\d{1,18}$/) }))
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => replayJob(tx, input.id, ctx.by));
      return { done: true };
    }),
});

export const adminSearchRouter = router({
  drift: guarded("platform.job.read")
    .meta({
      openapi: { method: "GET", path: "/admin/search/drift", tags, summary: "How far the search index has drifted" },
    })
    .input(z.strictObject({}).optional())
    .output(searchDriftSchema)
    .query(() => searchDrift()),
});

export const adminAuditRouter = router({
  list: guarded("platform.audit.read")
    .meta({ openapi: { method: "GET", path: "/admin/audit", tags, summary: "Who did what" } })
    .input(pageInput.extend({ targetId: z.string().max(60).optional() }))
    .output(pageOf(auditRowSchema))
    .query(({ input }) => listAudit(db(), input)),
});
