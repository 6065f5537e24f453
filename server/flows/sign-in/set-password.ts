import { systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import {
  hashPassword,
  peekLink,
  revokeLinks,
  setPassword,
  useLink,
  verifyPassword,
} from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { userOfProvenMailbox } from "./proven-mailbox.ts";

/**
 * Sets the password of the mailbox a reset link was sent to. The link and every other open link of that mailbox are used
 * up, every session ends. Returns the address, to sign in with.
 * Throws DomainError unprocessable `identity.link_invalid`, forbidden `identity.user_disabled`.
 */
export async function resetPassword(
  input: { token: string; password: string },
  requestId?: string,
  clock = systemClock,
): Promise<{ email: string }> {
  const now = clock.now();
  const link = { token: input.token, purpose: "reset", now } as const;
  if (!(await peekLink(db(), link))) throw invalid();
  const passwordHash = await hashPassword(input.password);
  return inTx(async (tx) => {
    const { email, data } = await useLink(tx, link);
    const { userId } = await userOfProvenMailbox(tx, { email, data, now });
    await setPassword(tx, { userId, passwordHash }, { userId, requestId });
    await revokeLinks(tx, email, now);
    return { email };
  });
}

/**
 * Completes a registration: the link proves the mailbox, the password proves who asked for it. The owner of a mailbox that
 * a stranger registered does not know that password, so the stranger's password never becomes good. Five tries per link.
 * Throws DomainError unprocessable `identity.link_invalid` or `identity.password_wrong`, forbidden
 * `identity.user_disabled`, rate_limited `too_many_requests`.
 */
export async function confirmRegistration(
  input: { token: string; password: string },
  requestId?: string,
  clock = systemClock,
): Promise<{ email: string }> {
  const now = clock.now();
  const link = { token: input.token, purpose: "register", now } as const;
  const pending = await peekLink(db(), link);
  if (!pending) throw invalid();
  await limitRate(`confirm:${hashToken(input.token)}`, 5, 24 * 3600);
  const { passwordHash } = pending.data;
  if (!passwordHash || !(await verifyPassword(input.password, passwordHash))) {
    throw new DomainError<IdentityError>("unprocessable", "identity.password_wrong");
  }
  return inTx(async (tx) => {
    const { email, data } = await useLink(tx, link);
    const { userId } = await userOfProvenMailbox(tx, { email, data, now });
    await setPassword(tx, { userId, passwordHash }, { userId, requestId });
    await revokeLinks(tx, email, now);
    return { email };
  });
}

const invalid = () => new DomainError<IdentityError>("unprocessable", "identity.link_invalid");
