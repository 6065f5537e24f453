import type { Db } from "#server/platform/db.ts";

export type MailboxEntry = {
  id: string;
  to: string;
  subject: string;
  template: string;
  status: string;
  createdAt: string;
};

/** The last mails written, newest first. For the development mailbox only: they contain sign-in links. */
export async function latestMails(db: Db, input: { to?: string; limit: number }): Promise<MailboxEntry[]> {
  const mails = await db.mailMessage.findMany({
    where: input.to ? { to: input.to } : {},
    orderBy: { id: "desc" },
    take: input.limit,
    select: { id: true, to: true, subject: true, template: true, status: true, createdAt: true },
  });
  return mails.map((mail) => ({ ...mail, createdAt: mail.createdAt.toISOString() }));
}

/** One mail with its bodies; null when there is none. For the development mailbox only. */
export async function readMail(db: Db, id: string): Promise<(MailboxEntry & { html: string; text: string }) | null> {
  const mail = await db.mailMessage.findUnique({
    where: { id },
    select: {
      id: true,
      to: true,
      subject: true,
      template: true,
      status: true,
      createdAt: true,
      html: true,
      text: true,
    },
  });
  return mail && { ...mail, createdAt: mail.createdAt.toISOString() };
}
