import { z } from "zod";
import { askDataCopy } from "#server/flows/privacy/copy-data.ts";
import { askErasure } from "#server/flows/privacy/erase-person.ts";
import { readPrivacy } from "#server/flows/privacy/read-privacy.ts";
import { sentOutput } from "#server/modules/identity/contract.ts";
import { ownerProofInput } from "#server/modules/identity/contract-security.ts";
import { privacySchema } from "#server/modules/privacy/contract.ts";
import { guarded, router } from "../../trpc.ts";
import { meOf } from "./me.ts";

const tags = ["account"];
const at = (path: string) => `/account${path}` as const;
const nothing = z.strictObject({}).optional();

/** My data: a copy of all of it, and being forgotten. The copy itself is at /api/exports/account/data/<id>. */
export const privacyRouter = router({
  get: guarded("account.profile.own")
    .meta({
      openapi: { method: "GET", path: at("/privacy"), tags, summary: "Copies of my data, and what keeps me here" },
    })
    .input(nothing)
    .output(privacySchema)
    .query(({ ctx }) => readPrivacy(ctx.actor.userId ?? "")),

  askCopy: guarded("account.profile.own")
    .meta({ openapi: { method: "POST", path: at("/privacy/copies"), tags, summary: "Ask for a copy of my data" } })
    .input(nothing)
    .output(privacySchema)
    .mutation(async ({ ctx }) => {
      const userId = ctx.actor.userId ?? "";
      await askDataCopy({ userId }, ctx.by);
      return readPrivacy(userId);
    }),

  askErasure: guarded("account.profile.own")
    .meta({
      openapi: { method: "POST", path: at("/privacy/erasure"), tags, summary: "Mail me a link to be forgotten" },
    })
    .input(ownerProofInput)
    .output(sentOutput)
    .mutation(async ({ ctx, input }) => {
      await askErasure(input, meOf(ctx));
      return { sent: true };
    }),
});
