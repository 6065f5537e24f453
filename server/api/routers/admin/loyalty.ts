import { z } from "zod";
import { correctBalance } from "#server/flows/loyalty/correct-balance.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import {
  correctPointsInput,
  pointsAccount,
  programmeStand,
  saveProgrammeInput,
  staffPointsInput,
  staffPointsPage,
} from "#server/modules/loyalty/contract.ts";
import { pointsHistory, readAccount, saveProgramme, standOfProgramme } from "#server/modules/loyalty/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["loyalty"];
const currencyOf = async (ctx: { channelCode: string }) => (await channelByCode(db(), ctx.channelCode)).currency;

async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const users = await db().user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** The loyalty programme of the shop's currency, and the points of its customers. */
export const adminLoyaltyRouter = router({
  get: guarded("loyalty.account.read")
    .meta({
      openapi: { method: "GET", path: "/admin/loyalty", tags, summary: "The programme and what buyers hold of it" },
    })
    .input(z.strictObject({}).optional())
    .output(programmeStand)
    .query(async ({ ctx }) => standOfProgramme(db(), await currencyOf(ctx))),
  save: guarded("loyalty.programme.write")
    .meta({ openapi: { method: "PUT", path: "/admin/loyalty", tags, summary: "Set the programme's rules" } })
    .input(saveProgrammeInput)
    .output(programmeStand)
    .mutation(async ({ ctx, input }) => {
      const currency = await currencyOf(ctx);
      await inTx((tx) => saveProgramme(tx, currency, input, ctx.by));
      return standOfProgramme(db(), currency);
    }),
  account: guarded("loyalty.account.read")
    .meta({
      openapi: { method: "GET", path: "/admin/customers/{partnerId}/points", tags, summary: "A customer's points" },
    })
    .input(z.strictObject({ partnerId: z.string().max(40) }))
    .output(pointsAccount.nullable())
    .query(async ({ ctx, input }) => readAccount(db(), { ...input, currency: await currencyOf(ctx) })),
  history: guarded("loyalty.account.read")
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/customers/{partnerId}/points/history",
        tags,
        summary: "What became of a customer's points, latest first",
      },
    })
    .input(staffPointsInput)
    .output(staffPointsPage)
    .query(async ({ ctx, input: { partnerId, ...input } }) => {
      const page = await pointsHistory(db(), { partnerId, currency: await currencyOf(ctx) }, input);
      const names = await namesOf(page.items.map((entry) => entry.byUserId));
      return {
        ...page,
        items: page.items.map(({ byUserId, ...entry }) => ({
          ...entry,
          by: byUserId && (names.get(byUserId) ?? null),
        })),
      };
    }),
  correct: guarded("loyalty.account.correct")
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/customers/{partnerId}/points",
        tags,
        summary: "Add points to a customer's balance, or take some off",
      },
    })
    .input(correctPointsInput)
    .output(pointsAccount.nullable())
    .mutation(async ({ ctx, input }) => {
      const currency = await currencyOf(ctx);
      await correctBalance(input, currency, ctx.by, new Date());
      return readAccount(db(), { partnerId: input.partnerId, currency });
    }),
});
