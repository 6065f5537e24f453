import { z } from "zod";
import { mailOrderEvent } from "#server/flows/notify-customer/mail-order-event.ts";
import type { Job } from "./job.ts";

const payload = z.object({
  eventType: z.string(),
  orderId: z.string(),
  deliveryId: z.string().optional(),
  invoiceId: z.string().optional(),
  refundId: z.string().optional(),
  amendmentId: z.string().optional(),
  returnId: z.string().optional(),
  paymentId: z.string().optional(),
});

/** Writes to the customer about what just happened to the order. */
export const mailOrder: Job = {
  name: "mail-order",
  run: (given, { db }) => mailOrderEvent(db, payload.parse(given)),
};
