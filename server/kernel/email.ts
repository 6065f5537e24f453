import { z } from "zod";

/**
 * One plain mailbox: trimmed, lower-case, ASCII only. Letters that merely look like others (or become others in lower case,
 * as the Kelvin sign does), and two addresses in one field, are refused rather than normalised, so that what is stored,
 * limited and mailed is one and the same string.
 */
export const emailInput = z
  .string()
  .max(254)
  .trim()
  .regex(/^[\x21-\x7e]+$/)
  .toLowerCase()
  .pipe(z.email({ error: "not an address" }));
