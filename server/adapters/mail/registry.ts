import type { MailCarrier } from "#server/modules/notifications/port.ts";
import { env } from "#server/platform/env.ts";
import { mailboxCarrier } from "./mailbox/mailbox-carrier.ts";
import { smtpCarrier } from "./smtp/smtp-carrier.ts";

let chosen: MailCarrier | undefined;

/** The carrier of this deployment: SMTP where SMTP_URL is set, else the mailbox page. */
export function mailCarrier(): MailCarrier {
  const { SMTP_URL: url, MAIL_FROM: from } = env();
  chosen ??= url ? smtpCarrier({ url, from }) : mailboxCarrier;
  return chosen;
}

/** True where the mailbox page may be shown: mails stay here and the deployment says so (never in production). */
export const showsMailbox = (): boolean => {
  const { SMTP_URL, SHOW_DEV_MAILBOX, DEPLOYMENT } = env();
  return !SMTP_URL && SHOW_DEV_MAILBOX && DEPLOYMENT !== "production";
};
