/**
 * Letters: what the house writes to people, by mail for now. Owns mail_message. A mail is written in the transaction
 * that decides it and leaves through a job and the mail carrier of the deployment; see port.ts.
 */
export { forgetMails, mailToSend, markFailed, markSent, queueMail } from "./commands.ts";
export { forgetLetters } from "./forget.ts";
export { latestMails, type MailboxEntry, readMail } from "./queries.ts";
export type { MailData, MailTemplate } from "./templates.ts";
export type { SecurityNotice } from "./templates-account.ts";
export type { OrderMail } from "./templates-order.ts";
