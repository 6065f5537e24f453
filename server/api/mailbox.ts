// The door to the development mailbox. Mails contain sign-in links, so it opens only where no mail leaves the house and the
// deployment says that it may be shown; a production deployment refuses to boot with that setting.
import { showsMailbox } from "../adapters/mail/registry.ts";
import { latestMails, readMail } from "../modules/notifications/index.ts";
import { db } from "../platform/db.ts";

/** The last mails, of one address when `to` is given, and the one that is open. Null where the mailbox does not exist. */
export async function openMailbox(input: { to?: string; mail?: string }) {
  if (!showsMailbox()) return null;
  const [mails, open] = await Promise.all([
    latestMails(db(), { to: input.to, limit: 50 }),
    input.mail ? readMail(db(), input.mail) : null,
  ]);
  return { mails, open };
}
