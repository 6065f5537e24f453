/**
 * What a mail carrier must be able to do. Carriers live in `server/adapters/mail/<vendor>` and are chosen in
 * `server/adapters/mail/registry.ts`. Never called inside a database transaction.
 */
export type OutgoingMail = {
  /** Same id, same mail: goes out as Message-ID, so that a repeated delivery can be recognised. */
  id: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  locale: string;
  /** Where a POST stops more of its kind (RFC 8058); null for what answers a deed of the reader. */
  stopUrl: string | null;
  /** What its conversation is called: mail programs show mails of one together. Null for a letter of its own. */
  thread: string | null;
  /** Where an answer goes, when not to the sender. */
  replyTo: string | null;
};

export type MailCarrier = {
  readonly name: string;
  /** Hands a mail over. Rejects when it was not accepted; the job then tries again later. */
  send(mail: OutgoingMail, signal?: AbortSignal): Promise<void>;
  /** Rejects, saying why, when mail could not leave at this moment (doctor). */
  check(): Promise<void>;
};
