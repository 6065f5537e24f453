import { createHmac } from "node:crypto";
import { env } from "../../platform/env.ts";
import { hashToken } from "../../platform/secrets.ts";

/**
 * The secret in a guest's order link: 256 bits derived from the order's id, so that every mail can carry the link while
 * the database keeps only `hashToken` of it. Changing the secret of sessions ends all links.
 */
export function orderAccessToken(orderId: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET).update(`order-access:${orderId}`).digest("base64url");
}

/** What is stored and looked up. */
export const orderAccessHash = (orderId: string): string => hashToken(orderAccessToken(orderId));
