import { z } from "zod";
import { checkBooks } from "#server/flows/verify-books/check-books.ts";
import { readChecks } from "#server/flows/verify-books/read-checks.ts";
import { checksSchema, runChecksInput } from "#server/modules/reporting/checks-contract.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["checks"];

/** The invariants of the books and what checking them found. */
export const adminChecksRouter = router({
  list: guarded("platform.check.read")
    .meta({ openapi: { method: "GET", path: "/admin/checks", tags, summary: "Every invariant with its last runs" } })
    .input(z.strictObject({}).optional())
    .output(checksSchema)
    .query(() => readChecks(db())),

  run: guarded("platform.check.run")
    .meta({ openapi: { method: "POST", path: "/admin/checks", tags, summary: "Check now" } })
    .input(runChecksInput)
    .output(checksSchema)
    .mutation(async ({ ctx, input }) => {
      await checkBooks(input.which, { by: ctx.by });
      return readChecks(db());
    }),
});
