import { systemClock } from "#server/kernel/clock.ts";
import {
  credentialsOf,
  hashPassword,
  isOutdated,
  renewPasswordHash,
  verifyPassword,
} from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { askFactor } from "./ask-factor.ts";
import { countKnock, forgiveKnock } from "./limits.ts";

/** A user who may have a session, and the version that session is good for. */
export type SignedIn = { userId: string; sessionVersion: number };

/**
 * Signs in by password. Null for an unknown address, a wrong password, an unproven mailbox and a disabled user alike, after
 * the same work. Only after the right password an account with a second factor says so.
 * Throws DomainError rate_limited `too_many_requests` (per mailbox and per network address), and what `askFactor` throws.
 */
export async function signInWithPassword(
  input: { email: string; password: string; code?: string },
  request: { ip: string },
  clock = systemClock,
): Promise<SignedIn | null> {
  const knock = { email: input.email, ip: request.ip };
  await countKnock("password", knock);
  const user = await credentialsOf(db(), input.email);
  const matches = await verifyPassword(input.password, user?.passwordHash);
  if (!user?.passwordHash || !matches || user.status !== "active" || !user.emailVerifiedAt) return null;
  await askFactor({ userId: user.id, code: input.code, now: clock.now() });
  await forgiveKnock("password", knock);
  const { id, passwordHash: from } = user;
  if (isOutdated(from)) {
    const passwordHash = await hashPassword(input.password);
    await inTx((tx) => renewPasswordHash(tx, { userId: id, from, passwordHash }));
  }
  return { userId: id, sessionVersion: user.sessionVersion };
}
