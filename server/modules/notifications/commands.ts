import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { toHtml, toText } from "./blocks.ts";
import type { OutgoingMail } from "./port.ts";
import { type MailData, type MailTemplate, writeLetter } from "./templates.ts";

/**
 * Decides a mail in the transaction that gives the reason for it: writes it and enqueues its sending. A second call with
 * the same `dedupeKey` writes nothing, so repeated jobs and webhooks mail once.
 */
export async function queueMail<K extends MailTemplate>(
  tx: Tx,
  mail: {
    dedupeKey: string;
    to: string;
    template: K;
    locale: string;
    data: MailData[K];
    /** The conversation it belongs to, and where an answer goes. */
    thread?: string;
    replyTo?: string | null;
  },
): Promise<void> {
  const letter = writeLetter(mail.template, mail.locale, mail.data);
  const id = newId("mail");
  const { count } = await tx.mailMessage.createMany({
    data: [
      {
        id,
        dedupeKey: mail.dedupeKey,
        template: mail.template,
        locale: letter.locale,
        to: mail.to,
        subject: letter.subject,
        html: toHtml(letter),
        text: toText(letter),
        stopUrl: letter.stopUrl ?? null,
        thread: mail.thread ?? null,
        replyTo: mail.replyTo ?? null,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1) enqueue(tx, "send-mail", { mailId: id });
}

/** A mail that still has to go out; null when it is gone or already sent. */
export async function mailToSend(db: Db, id: string): Promise<OutgoingMail | null> {
  const mail = await db.mailMessage.findUnique({
    where: { id },
    select: {
      ...{ id: true, to: true, subject: true, html: true, text: true, locale: true, status: true, stopUrl: true },
      ...{ thread: true, replyTo: true },
    },
  });
  if (!mail || mail.status === "sent") return null;
  const { status: _, ...rest } = mail;
  return rest;
}

export async function markSent(db: Db, id: string, now: Date): Promise<void> {
  await db.mailMessage.updateMany({ where: { id }, data: { status: "sent", error: null, sentAt: now } });
}

/** Notes why a mail did not go out; the job tries again. */
export async function markFailed(db: Db, id: string, reason: string): Promise<void> {
  await db.mailMessage.updateMany({
    where: { id, status: { not: "sent" } },
    data: { status: "failed", error: reason.slice(0, 500) },
  });
}

/** Deletes mails of these templates that were sent before a moment, with the addresses in them. Returns how many. */
export async function forgetMails(db: Db, templates: readonly MailTemplate[], before: Date): Promise<number> {
  const { count } = await db.mailMessage.deleteMany({
    where: { template: { in: [...templates] }, status: "sent", createdAt: { lt: before } },
  });
  return count;
}
