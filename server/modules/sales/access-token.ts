import { createHmac, timingSafeEqual } from "node:crypto";
import { DomainError } from "../../kernel/errors.ts";
import { env } from "../../platform/env.ts";
import { fingerprint, hashToken } from "../../platform/secrets.ts";

/**
 * The secret in a guest's order link: 256 bits derived from the order's id, so that every mail can carry the link while
 * the database keeps only `hashToken` of it. Changing the secret of sessions ends all links.
 */
export function orderAccessToken(orderId: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET).update(`order-access:${orderId}`).digest("base64url");
}

/** What is stored and looked up. */
export const orderAccessHash = (orderId: string): string => hashToken(orderAccessToken(orderId));

/**
 * Days after an order closed (or, while it is open, after it last changed) for which its link opens it by itself: fourteen
 * to withdraw, fourteen to send it back, and two to spare. Later the link lies in old mailboxes and backups only.
 */
export const linkDays = 30;
/** Hours for which a link opens an old order again, once its mailbox was proven. */
const freshHours = 24;

const sealOf = (secret: string, issued: string): string =>
  fingerprint("order-link", `${secret} ${issued}`).slice(0, 22);

/** The link's secret together with the proof that its mailbox was reached now. */
export function freshAccessToken(orderId: string, now: Date): string {
  const [secret, issued] = [orderAccessToken(orderId), Math.floor(now.getTime() / 1000).toString(36)];
  return `${secret}.${issued}.${sealOf(secret, issued)}`;
}

/** What an order is looked up by, with or without a proof behind the secret. */
export const hashOfLink = (token: string): string => hashToken(token.split(".")[0] ?? "");

function isFresh(token: string, now: Date): boolean {
  const [secret = "", issued = "", seal = ""] = token.split(".");
  const age = now.getTime() / 1000 - Number.parseInt(issued, 36);
  if (!(age >= -60 && age <= freshHours * 3600)) return false;
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(secret, issued))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Throws DomainError forbidden `sales.order_link_aged` when the link is too old to open its order by itself. */
export function assertLinkOpen(order: { closedAt: Date | null; updatedAt: Date }, token: string, now: Date): void {
  const since = order.closedAt ?? order.updatedAt;
  if (now.getTime() - since.getTime() <= linkDays * 86_400_000 || isFresh(token, now)) return;
  throw new DomainError("forbidden", "sales.order_link_aged");
}
