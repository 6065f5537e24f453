import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "#server/modules/identity/contract.ts";
import { credentialsOf, sessionBegan, verifyPassword } from "#server/modules/identity/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { countKnock, forgiveKnock } from "./limits.ts";

/** The signed-in owner of an account, as a request knows them. */
export type Me = { by: By; email: string; ip: string; sessionId: string | undefined };

/** Without a password to ask for, a sign-in this young is the proof. */
const freshMinutes = 10;

/**
 * Asks the person at the keyboard again who they are, before what an open browser must not be enough for: the password, or
 * where there is none a sign-in of the last ten minutes. Returns the user's id.
 * Throws DomainError unauthenticated `sign_in_required`, unprocessable `identity.password_wrong`, forbidden
 * `identity.sign_in_again`, rate_limited `too_many_requests`.
 */
export async function proveOwner(given: { password?: string }, me: Me, now: Date): Promise<string> {
  const user = await credentialsOf(db(), me.email);
  if (!user || user.id !== me.by.userId) throw new DomainError("unauthenticated", "sign_in_required");
  if (user.passwordHash) {
    const knock = { email: me.email, ip: me.ip };
    await countKnock("password", knock);
    if (!(await verifyPassword(given.password ?? "", user.passwordHash))) {
      throw new DomainError<IdentityError>("unprocessable", "identity.password_wrong");
    }
    await forgiveKnock("password", knock);
    return user.id;
  }
  const began = me.sessionId ? await sessionBegan(db(), { id: me.sessionId, userId: user.id }) : null;
  if (!began || now.getTime() - began.getTime() > freshMinutes * 60_000) {
    throw new DomainError<IdentityError>("forbidden", "identity.sign_in_again");
  }
  return user.id;
}
