import { createHash, timingSafeEqual } from "node:crypto";
import { fingerprint } from "#server/platform/secrets.ts";

/** No signs that are mistaken for each other when read aloud or from a screen: no 0 O, 1 I L, U V, B S Z. */
const signs = "23456789ACDEFGHJKMNPQRTWXY";
const length = 6;

/**
 * The code that whoever collects a delivery shows: six signs derived from its id with the house's secret, so that it is in
 * no table, follows from no number, and every mail can carry it. Some 309 million codes: guessing is limited at the door.
 */
export function pickupCode(deliveryId: string): string {
  let rest = Buffer.from(fingerprint("pickup-code", deliveryId), "base64url").readBigUInt64BE();
  let code = "";
  for (let i = 0; i < length; i++) {
    code += signs[Number(rest % BigInt(signs.length))];
    rest /= BigInt(signs.length);
  }
  return code;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** What was typed or scanned, as codes are written. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, "");

/** Whether this is the delivery's code; takes as long for a wrong one as for the right one. */
export const isPickupCode = (deliveryId: string, typed: string): boolean =>
  timingSafeEqual(digest(pickupCode(deliveryId)), digest(readCode(typed)));
