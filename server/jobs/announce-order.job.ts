import { z } from "zod";
import { announce } from "#server/platform/realtime.ts";
import type { Job } from "./job.ts";

const payload = z.object({ orderId: z.string() });

/** Tells open order pages, the customer's and the staff's, that something happened. */
export const announceOrder: Job = {
  name: "announce-order",
  run: async (input, { db }) => {
    await announce(db, [`order:${payload.parse(input).orderId}`]);
  },
};
