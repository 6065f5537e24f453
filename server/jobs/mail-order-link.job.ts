import { z } from "zod";
import { mailRequestedLink } from "#server/flows/track-order/request-order-link.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderId: z.string().nullable() });

/** The link to an order, to whoever asked with its number and e-mail; nothing when they were not right. */
export const mailOrderLinkJob: Job = {
  name: "mail-order-link",
  run: (given) => mailRequestedLink(payload.parse(given).orderId),
};
