import { fingerprint } from "../../platform/secrets.ts";

/**
 * The secret that a browser keeps of its cart: 256 bits derived from the cart's id, so that a customer's other devices and
 * a mailed link can be given the same one. The database keeps only `hashToken` of it.
 */
export const cartToken = (cartId: string): string => fingerprint("sales.cart", cartId);
