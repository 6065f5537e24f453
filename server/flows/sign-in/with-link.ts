import { systemClock } from "#server/kernel/clock.ts";
import { credentialsOf, peekLink, useLink } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { bringOrders } from "../claim-orders/bring-orders.ts";
import { askFactorIn, limitCodes } from "./ask-factor.ts";
import { userOfProvenMailbox } from "./proven-mailbox.ts";
import type { SignedIn } from "./with-password.ts";

/**
 * Signs in by a one-time link and makes the account when the mailbox has none. Using the link up and making the user is one
 * transaction: a failure leaves the link good. A link that was offered with an order brings the mailbox's orders along.
 * Throws DomainError unprocessable `identity.link_invalid`, forbidden `identity.user_disabled`, and what `askFactor` throws:
 * the link stays good until the code is right.
 */
export async function signInWithLink(input: { token: string; code?: string }, clock = systemClock): Promise<SignedIn> {
  const now = clock.now();
  if (input.code) {
    const link = await peekLink(db(), { token: input.token, purpose: "sign_in", now });
    const user = link && (await credentialsOf(db(), link.email));
    if (user) await limitCodes(user.id);
  }
  return inTx(async (tx) => {
    const { email, data } = await useLink(tx, { token: input.token, purpose: "sign_in", now });
    const signedIn = await userOfProvenMailbox(tx, { email, data, now });
    await askFactorIn(tx, { userId: signedIn.userId, code: input.code, now });
    if (data.orderId) await bringOrders(tx, { userId: signedIn.userId, email, orderId: data.orderId });
    return signedIn;
  });
}
