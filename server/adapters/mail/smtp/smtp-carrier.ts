import nodemailer from "nodemailer";
import type { MailCarrier } from "#server/modules/notifications/port.ts";

/** Sends over SMTP. `url` as nodemailer takes it: smtp://user:password@host:587 or smtps://… */
export function smtpCarrier({ url, from }: { url: string; from: string }): MailCarrier {
  const transport = nodemailer.createTransport(url, { from });
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? "localhost";
  return {
    name: "smtp",
    async send(mail, signal) {
      signal?.throwIfAborted();
      await transport.sendMail({
        to: { name: "", address: mail.to },
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        messageId: `<${mail.id}@${host}>`,
        ...(mail.thread && { inReplyTo: `<${mail.thread}@${host}>`, references: `<${mail.thread}@${host}>` }),
        ...(mail.replyTo && { replyTo: mail.replyTo }),
        headers: {
          "Content-Language": mail.locale,
          "Auto-Submitted": "auto-generated",
          ...(mail.stopUrl && {
            "List-Unsubscribe": `<${mail.stopUrl}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
        },
        // Letters never bring files or addresses along: nodemailer must not fetch what a text may name.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    async check() {
      await transport.verify();
    },
  };
}
