import { z } from "zod";
import { settlePayment } from "#server/flows/checkout/settle-payment.ts";
import { settleAccountPayment } from "#server/flows/pay-invoices/settle-account-payment.ts";
import { findAccountPayment, findPayment } from "#server/modules/payments/index.ts";
import type { Job } from "./job.ts";

const payload = z.object({
  inboxId: z.string(),
  provider: z.string(),
  paymentId: z.string().nullable(),
  sessionRef: z.string().nullable(),
  intentRef: z.string().nullable(),
});

/** A stored webhook only says where to look: the payment is settled from what the provider says now. */
export const settleWebhook: Job = {
  name: "settle-webhook",
  run: async (input, { db, log }) => {
    const { inboxId, provider, ...refs } = payload.parse(input);
    const payment = await findPayment(db, provider, refs);
    const several = payment ? null : await findAccountPayment(db, provider, refs);
    if (payment) await settlePayment(payment.id, new Date(), { sessionRef: refs.sessionRef });
    else if (several) await settleAccountPayment(several.id, new Date(), { sessionRef: refs.sessionRef });
    else log.warn({ inboxId, provider }, "webhook about a payment that is not ours");
    await db.webhookInbox.update({ where: { id: inboxId }, data: { processedAt: new Date() } });
  },
};
