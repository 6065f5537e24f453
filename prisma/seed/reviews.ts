// What the buyers of the past orders say: written, read and answered by the commands that the shop uses, in their time.
import { publishReview, rejectReview } from "#server/flows/moderate-review/moderate-review.ts";
import { answerReview, voteHelpful, writeReview } from "#server/modules/reviews/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoAccount, demoAccounts } from "./accounts.ts";
import { type PlannedReview, plannedReviews } from "./review-plans.ts";

const day = 86_400_000;

const emailOf = (buyer: string): string =>
  demoAccounts.find((account) => account.role === buyer)?.email ?? `${buyer}@demo.comptoir.example`;

/** The line that arrived, with the order it came with. */
async function boughtLine({ buyer, sku }: PlannedReview) {
  const line = await db().salesOrderLine.findFirst({
    where: { sku, order: { email: emailOf(buyer), status: "completed" } },
    orderBy: { id: "asc" },
    select: { id: true, orderId: true, order: { select: { userId: true, closedAt: true } } },
  });
  if (!line?.order.closedAt) throw new RangeError(`${buyer} has got no ${sku}`);
  return { id: line.id, orderId: line.orderId, userId: line.order.userId, closedAt: line.order.closedAt };
}

async function say(plan: PlannedReview, support: By, now: Date): Promise<void> {
  const { id: orderLineId, orderId, userId, closedAt } = await boughtLine(plan);
  const at = (days: number) => new Date(Math.min(closedAt.getTime() + days * day, now.getTime()));
  const { stars, title = "", text, name, language, after, answer, helpful = 0, refused } = plan;
  const words = { orderLineId, stars, title, text, displayName: name, language };
  const written = await inTx((tx) => writeReview(tx, words, { orderId }, { userId }, at(after)));
  if (plan.waits) return;
  if (refused) {
    await rejectReview({ ...written, ground: refused, words: "" }, support, at(after + 1));
    return;
  }
  const { id, version } = await publishReview(written, support, at(after + 1));
  if (answer) await inTx((tx) => answerReview(tx, { id, version, answer }, support, at(after + 2)));
  for (let reader = 1; reader <= helpful; reader++) {
    const vote = { id, helpful: true, voter: `demo-reader-${reader}`, userId: null };
    await inTx((tx) => voteHelpful(tx, vote, at(after + 3)));
  }
}

/** Writes `review-plans.ts`, in the order in which it stands there. */
export async function seedReviews(now: Date): Promise<void> {
  const { email } = demoAccount("support");
  const { id: userId } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  for (const plan of plannedReviews) await say(plan, { userId }, now);
}
