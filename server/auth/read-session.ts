import { decode } from "next-auth/jwt";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { type MembershipRole, membershipRoles, type StaffRole, staffRoles } from "#server/access/roles.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { sessionSeconds, sessionUser } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";

/** What a session cookie says. Rights are not in it: they are read from the database on every request. */
export type SessionClaims = { sub: string; ver: number; since: number };

/** Cookies travel over TLS only wherever the shop's public address does. */
export const usesSecureCookies = (): boolean => env().PUBLIC_URL.startsWith("https://");

export const sessionCookieName = (): string => `${usesSecureCookies() ? "__Secure-" : ""}comptoir.session`;

const isOneOf = <T extends string>(all: readonly T[], value: string): value is T => all.includes(value as T);

/**
 * Who holds a session cookie. A forged, expired or revoked one (password, roles or status changed since), or one of a
 * blocked or removed user, is a guest. One statement; none without a cookie.
 */
export async function actorOfSession(cookie: string | undefined, clock: Clock = systemClock): Promise<Actor> {
  if (!cookie) return guestActor;
  const claims = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const { sub, ver, since } = (claims ?? {}) as Partial<SessionClaims>;
  if (!sub || typeof ver !== "number" || typeof since !== "number") return guestActor;
  const user = await sessionUser(db(), sub);
  if (user?.status !== "active" || user.sessionVersion !== ver) return guestActor;
  const staff = user.staffRoles.filter((role): role is StaffRole => isOneOf(staffRoles, role));
  const age = clock.now().getTime() / 1000 - since;
  if (age > (staff.length ? sessionSeconds.staff : sessionSeconds.customer)) return guestActor;
  const memberships = user.memberships.filter((m): m is { partnerId: string; role: MembershipRole } =>
    isOneOf(membershipRoles, m.role),
  );
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    partnerId: user.partnerId,
    roles: ["customer", ...staff],
    memberships,
    // Who left the company buys for themselves again, whatever the row still says.
    actsFor: memberships.some((m) => m.partnerId === user.actsForId) ? user.actsForId : null,
  };
}
