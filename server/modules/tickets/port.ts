/**
 * How mails come in. A mail server, or a service that receives for it, hands each one over at /api/webhooks/mail as JSON,
 * signed (docs/recipes/inbound-mail.md). What is in it is what its sender says: only the secret in `to` proves anything.
 */
import { z } from "zod";

export const inboundMailSchema = z.object({
  /** The mail's own Message-ID. */
  messageId: z.string().trim().min(3).max(500),
  from: z.string().trim().min(3).max(254),
  to: z.array(z.string().max(500)).min(1).max(50),
  subject: z.string().max(1_000).default(""),
  /** Plain text; of a mail that only has HTML, what its text is. */
  text: z
    .string()
    .max(200_000)
    // The database has no place for it.
    .transform((text) => text.replaceAll("\u0000", "")),
  /** Sent by a machine by itself (Auto-Submitted other than "no", Precedence bulk or list): an absence, a list. */
  automatic: z.boolean().default(false),
});
export type InboundMail = z.infer<typeof inboundMailSchema>;
