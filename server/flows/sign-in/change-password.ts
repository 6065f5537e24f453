import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import { credentialsOf, hashPassword, setPassword, verifyPassword } from "#server/modules/identity/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { countKnock, forgiveKnock } from "./limits.ts";

/**
 * Changes one's own password; without one yet (signed in by link) none is asked for. Every session ends, this one too: the
 * page signs in again with the new password.
 * Throws DomainError unprocessable `identity.password_wrong`, rate_limited `too_many_requests`.
 */
export async function changeOwnPassword(
  input: { current?: string; next: string },
  me: { by: By; email: string; ip: string },
): Promise<void> {
  const user = await credentialsOf(db(), me.email);
  if (!user || user.id !== me.by.userId) throw new DomainError("unauthenticated", "sign_in_required");
  if (user.passwordHash) {
    const knock = { email: me.email, ip: me.ip };
    await countKnock("password", knock);
    if (!(await verifyPassword(input.current ?? "", user.passwordHash))) {
      throw new DomainError<IdentityError>("unprocessable", "identity.password_wrong");
    }
    await forgiveKnock("password", knock);
  }
  const passwordHash = await hashPassword(input.next);
  await inTx((tx) => setPassword(tx, { userId: user.id, passwordHash }, me.by));
}
