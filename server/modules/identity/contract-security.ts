import { z } from "zod";
import { emailInput } from "#server/kernel/email.ts";
import { linkTokenInput, triedPasswordInput } from "./contract.ts";

/** One browser that is signed in. Browser and system are names that need no translation; null: it does not say. */
export const ownSession = z.object({
  id: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  /** The network it was opened from, without its last part; null once forgotten. */
  network: z.string().nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;

export const sessionIdInput = z.strictObject({ id: z.string().max(60) });

export const requestEmailChangeInput = z.strictObject({ email: emailInput, password: triedPasswordInput.optional() });
export const emailLinkInput = z.strictObject({ token: linkTokenInput });
export const emailChangedOutput = z.object({ email: z.string() });

/** Six digits of an app, spaces forgiven, or a recovery code as it was printed. */
export const secondFactorCodeInput = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[a-z2-7]{10})$/));

/** Proof that it is the account's owner who sits there: the password, where there is one. */
export const ownerProofInput = z.strictObject({ password: triedPasswordInput.optional() });
export const confirmFactorInput = z.strictObject({ code: secondFactorCodeInput });
/** A new secret: as an address that an app on the same device opens, as text to type, and drawn for another one to scan. */
export const begunFactor = z.object({
  uri: z.string(),
  secret: z.string(),
  /** A QR code of `uri`: a square of `size` units with its quiet zone, and its dark modules as the data of an SVG path. */
  qr: z.object({ size: z.number().int(), path: z.string() }),
});
export type BegunFactor = z.infer<typeof begunFactor>;
export const recoveryCodesOutput = z.object({ codes: z.array(z.string()) });

export const securitySchema = z.object({
  secondFactor: z.object({
    active: z.boolean(),
    since: z.string().nullable(),
    /** The house demands it of this user. */
    required: z.boolean(),
    recoveryCodesLeft: z.number().int(),
  }),
  sessions: z.array(ownSession),
});
export type Security = z.infer<typeof securitySchema>;

export const signInPolicySchema = z.object({ staffSecondFactor: z.boolean() });
export const setSignInPolicyInput = z.strictObject({ staffSecondFactor: z.boolean() });
