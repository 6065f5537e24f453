// Mails that the shop sent, as the mailbox of this machine keeps them.
import { expect } from "@playwright/test";
import { sql } from "./shop.ts";

export type Mail = { id: string; subject: string; html: string; text: string; locale: string };

/** The newest mail of a kind to an address, once so many of that kind were sent. */
export async function mailTo(to: string, template: string, { count = 1 } = {}): Promise<Mail> {
  let mail: Mail | undefined;
  await expect
    .poll(
      async () => {
        const sent = await sql<Mail>(
          `SELECT id, subject, html, text, locale FROM mail_message
           WHERE "to" = $1 AND template = $2 AND status = 'sent' ORDER BY id DESC`,
          [to, template],
        );
        mail = sent[0];
        return sent.length >= count;
      },
      { message: `${count} mail(s) "${template}" to ${to}`, timeout: 30_000 },
    )
    .toBe(true);
  return mail as Mail;
}

/** How many mails went to an address, of every kind. */
export async function mailCount(to: string): Promise<number> {
  const [row] = await sql<{ count: number }>(`SELECT count(*)::int AS count FROM mail_message WHERE "to" = $1`, [to]);
  return row?.count ?? 0;
}

/** The first link of a mail whose address contains `part`. */
export function linkIn(mail: Mail, part: string): string {
  const links = [...mail.html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]?.replaceAll("&amp;", "&") ?? "");
  const link = links.find((href) => href.includes(part));
  if (!link) throw new Error(`no link with ${part} in “${mail.subject}”: ${links.join(" ")}`);
  return link;
}
