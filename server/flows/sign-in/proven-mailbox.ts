import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import { setPartner, userOfMailbox } from "#server/modules/identity/index.ts";
import { createPartner } from "#server/modules/partners/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { SignedIn } from "./with-password.ts";

/**
 * The user of a mailbox that was just proven; the first proof makes the user and the partner that will carry its orders
 * and addresses. Throws DomainError forbidden `identity.user_blocked`.
 */
export async function userOfProvenMailbox(
  tx: Tx,
  proof: { email: string; data: Record<string, string>; now: Date },
): Promise<SignedIn> {
  const name = proof.data.name ?? proof.email.split("@")[0] ?? proof.email;
  const locale = proof.data.locale ?? "fr";
  const user = await userOfMailbox(tx, { email: proof.email, name, locale, now: proof.now });
  if (user.status !== "active") throw new DomainError<IdentityError>("forbidden", "identity.user_blocked");
  if (!user.partnerId) {
    const partnerId = await createPartner(
      tx,
      { kind: "person", name: user.name, email: proof.email, locale },
      { userId: user.id },
    );
    await setPartner(tx, { userId: user.id, partnerId });
  }
  return { userId: user.id, sessionVersion: user.sessionVersion };
}
