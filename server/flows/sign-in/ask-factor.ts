// The second step of signing in, for accounts that have one. Tries are counted per account (or per link) in the database,
// before the code is looked at. Permission: identity.session.create. No locks: a code is taken by a conditional update.
import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import { hasFactor, takeFactorCode } from "#server/modules/identity/index.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import { noticeOwner } from "./notice-owner.ts";

/** One in 50,000 guesses of three valid codes in a million gets through an hour of these. */
const tries = 5;
const windowSeconds = 15 * 60;

/** Counts a try of a code. Throws DomainError rate_limited `too_many_requests`. */
export const limitCodes = (key: string): Promise<void> => limitRate(`code:${key}`, tries, windowSeconds);

type Asked = { userId: string; code: string | undefined; now: Date };

/**
 * The second factor inside of a transaction that more depends on; nothing is asked of accounts without one.
 * Throws DomainError unprocessable `identity.code_needed` or `identity.code_invalid`.
 */
export async function askFactorIn(tx: Tx, { userId, code, now }: Asked): Promise<void> {
  if (!(await hasFactor(tx, userId))) return;
  if (!code) throw new DomainError<IdentityError>("unprocessable", "identity.code_needed");
  const kind = await takeFactorCode(tx, { userId, code, now });
  if (kind === "recovery") await noticeOwner(tx, { userId, what: "recovery_used", now });
}

/** The same by itself, tries counted per account. Throws besides rate_limited `too_many_requests`. */
export async function askFactor(asked: Asked): Promise<void> {
  if (!(await hasFactor(db(), asked.userId))) return;
  if (asked.code) await limitCodes(asked.userId);
  await inTx((tx) => askFactorIn(tx, asked));
}
