import { z } from "zod";
import { readProof } from "#server/flows/verify-books/read-checks.ts";
import { proofSchema } from "#server/modules/reporting/checks-contract.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

/** That the books hold, for anyone to look up. */
export const proofRouter = router({
  get: guarded("shop.proof.read")
    .meta({
      openapi: {
        method: "GET",
        path: "/proof",
        tags: ["proof"],
        summary: "Each invariant, when it was last checked, with what result",
      },
    })
    .input(z.strictObject({}).optional())
    .output(proofSchema)
    .query(() => readProof(db())),
});
