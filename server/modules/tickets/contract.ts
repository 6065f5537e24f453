import { z } from "zod";
import { attachmentTokens } from "#server/kernel/attachment-tokens.ts";
import { emailInput } from "#server/kernel/email.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { pageOf } from "#server/kernel/page.ts";

export const ticketCategories = ["order", "delivery", "return", "invoice", "product", "other"] as const;
export type TicketCategory = (typeof ticketCategories)[number];
export const ticketStatuses = ["open", "waiting", "solved", "closed"] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** How many files a message may bring. */
export const mostFiles = 5;

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(2)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u);
const body = z.string().trim().min(2).max(5_000);
const files = attachmentTokens(mostFiles).default([]);
const asked = { category: z.enum(ticketCategories), subject: line(150), body, files };
const number = z.string().min(1).max(40);

/** What it is about, beside the category: one of the reader's own orders, a product by the end of its address. */
export const ownTicketInput = z.strictObject({
  ...asked,
  orderNumber: z.string().max(40).optional(),
  product: z.string().max(120).optional(),
});
export type OwnTicketInput = z.infer<typeof ownTicketInput>;

/** A guest's question about the order behind their link. */
export const orderTicketInput = z.strictObject({ ...asked, token: z.string().min(20).max(200) });
export type OrderTicketInput = z.infer<typeof orderTicketInput>;

/** Anybody's question. The name stands in a mail to an address nobody has proven: nothing a mailbox makes a link of. */
export const contactInput = z.strictObject({
  ...asked,
  name: z
    .string()
    .trim()
    .min(2)
    .max(120)
    .regex(/^[\p{L}\p{M}\p{N}' ’,&()-]+$/u),
  email: emailInput,
  product: z.string().max(120).optional(),
});
export type ContactInput = z.infer<typeof contactInput>;

export const ticketNumberInput = z.strictObject({ number });
export const ticketTokenInput = z.strictObject({ token: z.string().min(20).max(100) });
export const replyInput = z.strictObject({ number, body, files });
export const guestReplyInput = z.strictObject({ token: z.string().min(20).max(100), body, files });

export const answerInput = z.strictObject({
  number,
  body,
  files,
  /** A note among staff: the customer never reads it. */
  internal: z.boolean().default(false),
  /** Where the ticket stands after an answer; a note changes nothing. */
  status: z.enum(["waiting", "solved"]).default("waiting"),
});
export type AnswerInput = z.infer<typeof answerInput>;

export const settleInput = z.strictObject({ number, status: z.enum(["open", "solved", "closed"]) });
export const assignInput = z.strictObject({ number, userId: z.string().max(40).nullable() });

export const ticketListInput = z.strictObject({
  status: z.enum(ticketStatuses).optional(),
  category: z.enum(ticketCategories).optional(),
  /** mine: assigned to the reader; nobody: to nobody. */
  assigned: z.enum(["mine", "nobody"]).optional(),
  /** Its number, the order's, the subject, a name or an e-mail. */
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type TicketListInput = z.infer<typeof ticketListInput>;

export const ticketRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  category: z.enum(ticketCategories),
  status: z.enum(ticketStatuses),
  createdAt: z.iso.datetime(),
  lastMessageAt: z.iso.datetime(),
  /** When staff first answered; null: the customer still waits. */
  firstAnswerAt: z.iso.datetime().nullable(),
  orderNumber: z.string().nullable(),
});
export type TicketRow = z.infer<typeof ticketRowSchema>;
export const ownTicketPage = pageOf(ticketRowSchema);

const person = z.object({ id: z.string(), name: z.string() });
export const staffTicketRowSchema = ticketRowSchema.extend({
  name: z.string(),
  email: z.string(),
  assignee: person.nullable(),
});
export type StaffTicketRow = z.infer<typeof staffTicketRowSchema>;
export const staffTicketPage = pageOf(staffTicketRowSchema);

const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
});
export const ticketMessageSchema = z.object({
  id: z.string(),
  side: z.enum(["customer", "staff"]),
  internal: z.boolean(),
  name: z.string(),
  /** Plain text. */
  body: z.string(),
  via: z.enum(["web", "mail"]),
  at: z.iso.datetime(),
  files: z.array(fileSchema),
});
export type TicketMessage = z.infer<typeof ticketMessageSchema>;

export const ticketSchema = ticketRowSchema.extend({
  locale: localeSchema,
  product: z.object({ slug: z.string(), name: z.string() }).nullable(),
  messages: z.array(ticketMessageSchema),
  /** Nothing more can be written once it is closed. */
  mayReply: z.boolean(),
});
export type TicketDetail = z.infer<typeof ticketSchema>;
export const staffTicketSchema = ticketSchema.extend({
  name: z.string(),
  email: z.string(),
  partnerId: z.string().nullable(),
  assignee: person.nullable(),
  /** Who may be given it. */
  staff: z.array(person),
});
export type StaffTicketDetail = z.infer<typeof staffTicketSchema>;

export const ticketsErrorCodes = [
  "tickets.not_found",
  "tickets.closed",
  "tickets.product_not_found",
  "tickets.transition_not_allowed",
  "tickets.assignee_not_staff",
  "tickets.mail_not_genuine",
] as const;
