import { timingSafeEqual } from "node:crypto";
import { fingerprint } from "#server/platform/secrets.ts";

const proofOf = (alertId: string): string => fingerprint("crm.stock-alert", alertId);

/**
 * The token of an alert's links. It only ever goes to the alert's own mailbox, so holding it proves that mailbox. Nothing
 * of it is stored: every mail can carry the same working link.
 */
export const alertToken = (alertId: string): string => `${alertId}.${proofOf(alertId)}`;

/** The alert that a token stands for; null for one that the house did not write. */
export function alertOfToken(token: string): string | null {
  const [id = "", proof = ""] = token.split(".");
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(id))];
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}
