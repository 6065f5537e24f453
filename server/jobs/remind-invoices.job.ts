import { remindInvoices } from "#server/flows/remind-invoices/remind-invoices.ts";
import type { Job } from "./job.ts";

/** Every morning: companies are told of invoices that are due soon, or late. */
export const remindInvoicesJob: Job = {
  name: "remind-invoices",
  run: async (_, { log }) => {
    const count = await remindInvoices(new Date());
    if (count) log.info({ count }, "companies were reminded of invoices");
  },
};
