// Every night: points past their time go, and whoever will lose some within a month is written to, once for each of them and
// at most every twenty days. A message about what one has, not advertising. Locks: one account at a time.
import { money } from "#server/kernel/money.ts";
import {
  accountsToExpire,
  accountsToWarn,
  expirePoints,
  lockAccount,
  markWarned,
} from "#server/modules/loyalty/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

const day = 86_400_000;
const ahead = 30 * day;
/** Who was told until a later day than this hears nothing yet: every point is announced at least ten days before. */
const soon = 10 * day;

/** Takes what has expired, then tells of what will. Answers from how many balances points went, and how many mails. */
export async function expireAndWarn(now: Date): Promise<{ expired: number; warned: number }> {
  const over = await accountsToExpire(db(), now);
  for (const id of over) await inTx((tx) => expirePoints(tx, id, now));
  const until = new Date(now.getTime() + ahead);
  const toWarn = await accountsToWarn(db(), now, until, new Date(now.getTime() + soon));
  let warned = 0;
  for (const { id, points, at } of toWarn) {
    const told = await inTx(async (tx) => {
      const account = await lockAccount(tx, id);
      if (account.warnedUntil && account.warnedUntil >= new Date(now.getTime() + soon)) return false;
      await markWarned(tx, account, until);
      const worth = money(points * account.programme.pointValueMinor, account.programme.currency);
      const reader = await tx.user.findFirst({
        where: { partnerId: account.partnerId, status: "active" },
        select: { email: true, name: true, locale: true },
        orderBy: { id: "asc" },
      });
      if (!reader) return false;
      await queueMail(tx, {
        dedupeKey: `points:${id}:${until.toISOString().slice(0, 10)}`,
        to: reader.email,
        template: "points_expire",
        locale: reader.locale,
        data: { name: reader.name, points, at: at.toISOString(), worth },
      });
      return true;
    });
    if (told) warned += 1;
  }
  return { expired: over.length, warned };
}
