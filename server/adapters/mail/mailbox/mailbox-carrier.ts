import type { MailCarrier } from "#server/modules/notifications/port.ts";

/** Keeps every mail where it already is, in the table: the development mailbox page shows it. */
export const mailboxCarrier: MailCarrier = {
  name: "mailbox",
  send: async () => {},
  check: async () => {},
};
