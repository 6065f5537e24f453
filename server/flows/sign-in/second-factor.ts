// One's own second factor: begun, proven by a first code, removed, its recovery codes renewed; taken away by staff from who
// lost both. The owner is asked for their password first and told by mail after. Permission: account.profile.own, for staff
// identity.user.write. No locks: conditional updates decide races.
import { systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import type { BegunFactor } from "#server/modules/identity/contract-security.ts";
import {
  activateFactor,
  beginFactor,
  hasFactor,
  keyUri,
  readUser,
  removeFactor,
  renewRecoveryCodes,
  signInPolicy,
  toBase32,
} from "#server/modules/identity/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { drawQr } from "#server/platform/qr.ts";
import { inTx } from "#server/platform/tx.ts";
import { limitCodes } from "./ask-factor.ts";
import { noticeOwner } from "./notice-owner.ts";
import { type Me, proveOwner } from "./prove-owner.ts";

type Proof = { password?: string };

/**
 * A new secret for the owner's app: to open, to type and to scan. Nobody else ever sees it, so it is drawn here. Throws
 * what `proveOwner` throws, and conflict `identity.factor_active`.
 */
export async function beginOwnFactor(proof: Proof, me: Me, clock = systemClock): Promise<BegunFactor> {
  const now = clock.now();
  const userId = await proveOwner(proof, me, now);
  const secret = await inTx((tx) => beginFactor(tx, { userId, now }));
  const uri = keyUri(env().SELLER_NAME ?? new URL(env().PUBLIC_URL).host, me.email, secret);
  return { uri, secret: toBase32(secret), qr: drawQr(uri) };
}

/**
 * The app's first code switches the second factor on. Returns the recovery codes.
 * Throws DomainError unprocessable `identity.code_invalid`, conflict `identity.factor_active`, rate_limited.
 */
export async function activateOwnFactor(input: { code: string }, by: By, clock = systemClock): Promise<string[]> {
  const userId = by.userId ?? "";
  const now = clock.now();
  await limitCodes(userId);
  return inTx(async (tx) => {
    const codes = await activateFactor(tx, { userId, code: input.code, now }, by);
    await noticeOwner(tx, { userId, what: "factor_on", now });
    return codes;
  });
}

/** Whether the house demands a second factor of somebody. */
export const demandsFactor = async (staff: boolean): Promise<boolean> =>
  staff && (await signInPolicy(db())).staffSecondFactor;

/** Switches it off. Throws what `proveOwner` throws, and conflict `identity.factor_required` where the house demands it. */
export async function removeOwnFactor(proof: Proof, me: Me & { staff: boolean }, clock = systemClock): Promise<void> {
  const now = clock.now();
  const userId = await proveOwner(proof, me, now);
  if (await demandsFactor(me.staff)) throw new DomainError<IdentityError>("conflict", "identity.factor_required");
  await inTx(async (tx) => {
    if (await removeFactor(tx, userId, me.by)) await noticeOwner(tx, { userId, what: "factor_off", now });
  });
}

/** New recovery codes in place of all former ones. Throws what `proveOwner` throws, and not_found `not_found` without a factor. */
export async function renewOwnRecoveryCodes(proof: Proof, me: Me, clock = systemClock): Promise<string[]> {
  const userId = await proveOwner(proof, me, clock.now());
  return inTx(async (tx) => {
    if (!(await hasFactor(tx, userId))) throw new DomainError("not_found", "not_found");
    return renewRecoveryCodes(tx, userId, me.by);
  });
}

/**
 * Staff take the second factor from a user who lost app and codes, and has proven who they are some other way. Nobody
 * resets their own. Throws DomainError not_found `identity.user_not_found`, conflict `identity.own_account`.
 */
export async function resetFactorOf(input: { id: string }, by: By, clock = systemClock): Promise<void> {
  if (input.id === by.userId) throw new DomainError<IdentityError>("conflict", "identity.own_account");
  await inTx(async (tx) => {
    if (!(await readUser(tx, { all: true }, input.id))) {
      throw new DomainError<IdentityError>("not_found", "identity.user_not_found");
    }
    if (await removeFactor(tx, input.id, by)) {
      await noticeOwner(tx, { userId: input.id, what: "factor_reset", now: clock.now() });
    }
  });
}
