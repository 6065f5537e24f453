import { createHmac } from "node:crypto";
import { env } from "#server/platform/env.ts";
import { hashToken } from "#server/platform/secrets.ts";

/**
 * The secret in a ticket's link and in the address that answers by mail go to: 160 bits derived from the ticket's id, so
 * that every mail can carry it while the database keeps only its hash. Hexadecimal, because mail servers may change the
 * case of an address.
 */
export const ticketToken = (ticketId: string): string =>
  createHmac("sha256", env().NEXTAUTH_SECRET).update(`ticket-access:${ticketId}`).digest("hex").slice(0, 40);

/** What is stored and looked up. */
export const hashOfTicketLink = (token: string): string => hashToken(token.toLowerCase());

/** Where an answer to a ticket's mail goes: the house's address for answers with the ticket's secret behind a plus sign. */
export function replyAddress(ticketId: string): string | null {
  const { MAIL_REPLY_TO: address } = env();
  return address ? address.replace("@", `+${ticketToken(ticketId)}@`) : null;
}

/** The secrets that addresses of a mail bear, as `replyAddress` writes them; of other domains none. */
export function tokensIn(addresses: readonly string[]): string[] {
  const domain = env().MAIL_REPLY_TO?.split("@")[1]?.toLowerCase();
  return addresses.flatMap((address) => {
    const [, token, at] = /\+([0-9a-f]{40})@([^\s<>@]+)/i.exec(address) ?? [];
    return token && at?.toLowerCase() === domain ? [token.toLowerCase()] : [];
  });
}
