import { expireQuotes } from "#server/flows/quotes/send-quote.ts";
import type { Job } from "./job.ts";

/** Shortly after midnight, and again for what an unpaid order gave back: quotes past their last day end. */
export const expireQuotesJob: Job = {
  name: "expire-quotes",
  run: async (_, { log }) => {
    const count = await expireQuotes(new Date());
    if (count) log.info({ count }, "quotes ran out");
  },
};
