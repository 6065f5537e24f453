import { issueCard } from "#server/flows/gift-cards/issue-card.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import {
  changeGiftCardInput,
  giftCardPage,
  giftCardRow,
  issuedGiftCard,
  issueGiftCardInput,
  listGiftCardsInput,
} from "#server/modules/payments/contract-cards.ts";
import { changeGiftCard, listGiftCards } from "#server/modules/payments/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["gift cards"];
const currencyOf = async (ctx: { channelCode: string }) => (await channelByCode(db(), ctx.channelCode)).currency;

async function mustRead(id: string) {
  const [card] = (await listGiftCards(db(), { id, limit: 1 })).items;
  if (!card) throw new DomainError("not_found", "payments.gift_card_unknown");
  return card;
}

/** Gift cards: who issues them, what is left on them. Codes are told once, to who issues. */
export const adminGiftCardsRouter = router({
  list: guarded("payments.gift_card.read")
    .meta({ openapi: { method: "GET", path: "/admin/gift-cards", tags, summary: "Gift cards, newest first" } })
    .input(listGiftCardsInput)
    .output(giftCardPage)
    .query(async ({ ctx, input }) => ({
      ...(await listGiftCards(db(), input)),
      currency: await currencyOf(ctx),
    })),
  issue: guarded("payments.gift_card.issue")
    .meta({ openapi: { method: "POST", path: "/admin/gift-cards", tags, summary: "Issue a gift card" } })
    .input(issueGiftCardInput)
    .output(issuedGiftCard)
    .mutation(async ({ ctx, input }) => {
      const { id, code } = await issueCard({ ...input, currency: await currencyOf(ctx) }, ctx.by, new Date());
      return { ...(await mustRead(id)), code };
    }),
  change: guarded("payments.gift_card.issue")
    .meta({ openapi: { method: "PUT", path: "/admin/gift-cards/{id}", tags, summary: "Switch a gift card off or on" } })
    .input(changeGiftCardInput)
    .output(giftCardRow)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => changeGiftCard(tx, input, ctx.by));
      return mustRead(input.id);
    }),
});
