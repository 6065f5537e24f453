import { dropDrafts } from "#server/modules/attachments/index.ts";
import { forgetAudits, forgetSearches } from "#server/modules/catalogue/index.ts";
import {
  confirmDays,
  forgetAlerts,
  forgetConsents,
  forgetDays,
  forgetReminders,
  reminderLinkDays,
} from "#server/modules/crm/index.ts";
import { forgetMails } from "#server/modules/notifications/index.ts";
import { forgetRuns } from "#server/modules/payments/index.ts";
import { forgetRequests, requestDays } from "#server/modules/reviews/index.ts";
import { forgetCartHolds } from "#server/modules/stock/index.ts";
import { keyHours } from "#server/platform/idempotency.ts";
import type { Job } from "./job.ts";

const days = (n: number): Date => new Date(Date.now() - n * 86_400_000);

/** Every night: what only mattered for a while goes. */
export const tidy: Job = {
  name: "tidy",
  run: async (_, { db, log }) => {
    const [keys, limits, tokens, checks, runs, holds, alerts, reminders, mails, searches, audits, files] = [
      await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: days(keyHours / 24) } } }),
      await db.rateLimit.deleteMany({ where: { windowStart: { lt: days(2) } } }),
      await db.loginToken.deleteMany({ where: { expiresAt: { lt: days(30) } } }),
      await db.invariantCheck.deleteMany({ where: { checkedAt: { lt: days(90) } } }),
      await forgetRuns(db, days(7)),
      await forgetCartHolds(db, days(7)),
      await forgetAlerts(db, new Date()),
      (await forgetReminders(db, new Date())) +
        (await forgetConsents(db, days(3 * 365))) +
        (await forgetRequests(db, new Date())),
      (await forgetMails(db, ["alert_confirm"], days(confirmDays))) +
        (await forgetMails(db, ["stock_back"], days(forgetDays))) +
        (await forgetMails(db, ["cart_reminder"], days(reminderLinkDays))) +
        (await forgetMails(db, ["review_request", "review_refused"], days(requestDays))),
      await forgetSearches(db, days(60)),
      await forgetAudits(db, days(30)),
      await dropDrafts(db, days(1)),
    ];
    log.info(
      {
        keys: keys.count,
        limits: limits.count,
        tokens: tokens.count,
        checks: checks.count,
        runs,
        holds,
        alerts,
        reminders,
        mails,
        searches,
        audits,
        files,
      },
      "tidied",
    );
  },
};
