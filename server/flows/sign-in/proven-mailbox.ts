import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import { userOfMailbox } from "#server/modules/identity/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { ensurePartner } from "./ensure-partner.ts";
import type { SignedIn } from "./with-password.ts";

/**
 * The user of a mailbox that was just proven; the first proof makes the user and the partner that will carry its orders
 * and addresses. Throws DomainError forbidden `identity.user_disabled`.
 */
export async function userOfProvenMailbox(
  tx: Tx,
  proof: { email: string; data: Record<string, string>; now: Date },
): Promise<SignedIn> {
  const { email, now } = proof;
  const name = proof.data.name ?? email.split("@")[0] ?? email;
  const locale = proof.data.locale ?? "fr";
  const user = await userOfMailbox(tx, { email, name, locale, now });
  if (user.status !== "active") throw new DomainError<IdentityError>("forbidden", "identity.user_disabled");
  await ensurePartner(tx, { ...user, email, locale });
  return { userId: user.id, sessionVersion: user.sessionVersion };
}
