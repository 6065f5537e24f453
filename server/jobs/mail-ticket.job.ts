import { z } from "zod";
import { mailTicket } from "#server/flows/help/mail-ticket.ts";
import type { Job } from "./job.ts";

const payload = z.object({ ticketId: z.string(), messageId: z.string().optional() });

/** The mail that follows what was written on a ticket. */
export const mailTicketJob: Job = { name: "mail-ticket", run: (given) => mailTicket(payload.parse(given)) };
