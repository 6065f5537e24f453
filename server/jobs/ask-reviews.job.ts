import { sendRequests } from "#server/flows/ask-reviews/send-requests.ts";
import type { Job } from "./job.ts";

/** Every morning: whoever agreed to it is asked for a review, some days after everything arrived. */
export const askReviewsJob: Job = {
  name: "ask-reviews",
  run: async (_, { log }) => {
    const sent = await sendRequests();
    if (sent) log.info({ sent }, "buyers were asked for reviews");
  },
};
