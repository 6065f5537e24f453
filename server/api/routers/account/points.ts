import { z } from "zod";
import { channelByCode } from "#server/modules/channels/index.ts";
import { pointsAccount, pointsPage, pointsPageInput } from "#server/modules/loyalty/contract.ts";
import { pointsHistory, readAccount } from "#server/modules/loyalty/index.ts";
import { db } from "#server/platform/db.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["account"];

type Reader = { actor: { partnerId: string | null }; channelCode: string };
/** Points are a person's own, also while they buy for a company. */
const ofReader = async ({ actor, channelCode }: Reader) => ({
  partnerId: actor.partnerId ?? "",
  currency: (await channelByCode(db(), channelCode)).currency,
});

/** One's own loyalty points. */
export const accountPoints = router({
  get: guarded("account.points.own")
    .meta({ openapi: { method: "GET", path: "/account/points", tags, summary: "One's points, and which expire when" } })
    .input(z.strictObject({}).optional())
    .output(pointsAccount.nullable())
    .query(async ({ ctx }) => readAccount(db(), await ofReader(ctx))),
  history: guarded("account.points.own")
    .meta({
      openapi: { method: "GET", path: "/account/points/history", tags, summary: "What became of them, latest first" },
    })
    .input(pointsPageInput)
    .output(pointsPage)
    .query(async ({ ctx, input }) => {
      const page = await pointsHistory(db(), await ofReader(ctx), input);
      return { ...page, items: page.items.map(({ reason: _, byUserId: __, ...entry }) => entry) };
    }),
});
