import { z } from "zod";

/** What may be handed in at all; documents take less. */
export const maxFileBytes = 10 * 1024 * 1024;

export const attachmentMimes = ["image/webp", "application/pdf"] as const;
export type AttachmentMime = (typeof attachmentMimes)[number];

/** Who owns a document says what hangs on it: "return", "claim"… */
export type DocumentRef = { type: string; id: string };

/** A file as the page of its document shows it. Its bytes are behind the door of documents. */
export const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  mime: z.enum(attachmentMimes),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What the uploader gets for a file: the secret by which they hang it on a document. */
export const uploadedSchema = attachmentSchema.omit({ id: true }).extend({ token: z.string() });
export type Uploaded = z.infer<typeof uploadedSchema>;

export const attachmentsErrorCodes = [
  "attachments.too_large",
  "attachments.kind_not_allowed",
  "attachments.damaged",
  "attachments.active_content",
  "attachments.not_found",
  "attachments.too_many",
] as const;
