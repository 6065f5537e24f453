import { sendReminders } from "#server/flows/cart-reminders/send-reminders.ts";
import type { Job } from "./job.ts";

/** By the clock: baskets left alone for their channel's time, of people who asked to be reminded. */
export const sendRemindersJob: Job = {
  name: "send-reminders",
  run: async (_, { log }) => {
    const sent = await sendReminders();
    if (sent) log.info({ sent }, "reminded of baskets");
  },
};
