import { systemClock } from "#server/kernel/clock.ts";
import { useLink } from "#server/modules/identity/index.ts";
import { inTx } from "#server/platform/tx.ts";
import { userOfProvenMailbox } from "./proven-mailbox.ts";
import type { SignedIn } from "./with-password.ts";

/**
 * Signs in by a one-time link and makes the account when the mailbox has none. Using the link up and making the user is one
 * transaction: a failure leaves the link good.
 * Throws DomainError unprocessable `identity.link_invalid`, forbidden `identity.user_disabled`.
 */
export function signInWithLink(input: { token: string }, clock = systemClock): Promise<SignedIn> {
  const now = clock.now();
  return inTx(async (tx) => {
    const { email, data } = await useLink(tx, { token: input.token, purpose: "sign_in", now });
    return userOfProvenMailbox(tx, { email, data, now });
  });
}
