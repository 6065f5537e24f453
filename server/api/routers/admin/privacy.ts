import { z } from "zod";
import { askDataCopy } from "#server/flows/privacy/copy-data.ts";
import { eraseByStaff } from "#server/flows/privacy/erase-person.ts";
import { readPrivacy } from "#server/flows/privacy/read-privacy.ts";
import { userIdInput } from "#server/modules/identity/contract.ts";
import { privacySchema } from "#server/modules/privacy/contract.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["privacy"];
const at = (path: string) => `/admin/privacy/{id}${path}` as const;

/** A customer's data, where they asked for it by letter or telephone. `id` is the user's. */
export const adminPrivacyRouter = router({
  get: guarded("privacy.request.process")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "Copies of somebody's data, and what is open" } })
    .input(userIdInput)
    .output(privacySchema)
    .query(({ input }) => readPrivacy(input.id)),

  askCopy: guarded("privacy.request.process")
    .meta({ openapi: { method: "POST", path: at("/copies"), tags, summary: "Make a copy of somebody's data" } })
    .input(userIdInput)
    .output(privacySchema)
    .mutation(async ({ ctx, input }) => {
      await askDataCopy({ userId: input.id }, ctx.by);
      return readPrivacy(input.id);
    }),

  erase: guarded("privacy.request.process")
    .meta({ openapi: { method: "POST", path: at("/erasure"), tags, summary: "Forget somebody" } })
    .input(userIdInput)
    .output(z.object({ done: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await eraseByStaff({ userId: input.id }, ctx.by);
      return { done: true };
    }),
});
