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
import { forgetSessions } from "#server/modules/identity/index.ts";
import { forgetMails } from "#server/modules/notifications/index.ts";
import { forgetRuns } from "#server/modules/payments/index.ts";
import { forgetCopies } from "#server/modules/privacy/index.ts";
import { forgetRequests, requestDays } from "#server/modules/reviews/index.ts";
import { indexOrders } from "#server/modules/sales/index.ts";
import { forgetCartHolds } from "#server/modules/stock/index.ts";
import { keyHours } from "#server/platform/idempotency.ts";
import type { Job } from "./job.ts";

const days = (n: number): Date => new Date(Date.now() - n * 86_400_000);

/** Every night: what only mattered for a while goes. */
export const tidy: Job = {
  name: "tidy",
  run: async (_, { db, log }) => {
    const done = {
      keys: (await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: days(keyHours / 24) } } })).count,
      limits: (await db.rateLimit.deleteMany({ where: { windowStart: { lt: days(2) } } })).count,
      tokens: (await db.loginToken.deleteMany({ where: { expiresAt: { lt: days(30) } } })).count,
      checks: (await db.invariantCheck.deleteMany({ where: { checkedAt: { lt: days(90) } } })).count,
      runs: await forgetRuns(db, days(7)),
      holds: await forgetCartHolds(db, days(7)),
      alerts: await forgetAlerts(db, new Date()),
      reminders: await forgetReminders(db, new Date()),
      consents: await forgetConsents(db, days(3 * 365)),
      requests: await forgetRequests(db, new Date()),
      mails:
        (await forgetMails(db, ["alert_confirm"], days(confirmDays))) +
        (await forgetMails(db, ["stock_back"], days(forgetDays))) +
        (await forgetMails(db, ["cart_reminder"], days(reminderLinkDays))) +
        (await forgetMails(db, ["review_request", "review_refused"], days(requestDays))),
      searches: await forgetSearches(db, days(60)),
      audits: await forgetAudits(db, days(30)),
      sessions: await forgetSessions(db, new Date()),
      copies: await forgetCopies(db, new Date()),
      files: await dropDrafts(db, days(1)),
      // Not forgotten, but looked over: which orders were not found by what they say.
      orders: await indexOrders(db),
    };
    log.info(done, "tidied");
  },
};
