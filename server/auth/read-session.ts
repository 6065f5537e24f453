import { decode } from "next-auth/jwt";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { type MembershipRole, membershipRoles, type StaffRole, staffRoles } from "#server/access/roles.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { sessionSeconds, sessionUser, touchSession } from "#server/modules/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";

/** What a session cookie says. Rights are not in it: they are read from the database on every request. */
export type SessionClaims = { sub: string; sid: string; ver: number; since: number };

/** Cookies travel over TLS only wherever the shop's public address does. */
export const usesSecureCookies = (): boolean => env().PUBLIC_URL.startsWith("https://");

export const sessionCookieName = (): string => `${usesSecureCookies() ? "__Secure-" : ""}comptoir.session`;

const isOneOf = <T extends string>(all: readonly T[], value: string): value is T => all.includes(value as T);

const useEveryMs = 5 * 60_000;

/** One write in five minutes of use, and none that could fail a request. */
async function noteUse(sessionId: string, usedAt: Date | null, now: Date): Promise<void> {
  if (usedAt && now.getTime() - usedAt.getTime() < useEveryMs) return;
  await touchSession(db(), sessionId, now).catch((err) => log.warn({ err }, "use of a session not noted"));
}

/**
 * Who holds a session cookie. A forged, expired or revoked one (ended by its owner; password, roles or status
 * changed since), or one of a blocked or removed user, is a guest. One statement; none without a cookie.
 */
export async function actorOfSession(cookie: string | undefined, clock: Clock = systemClock): Promise<Actor> {
  if (!cookie) return guestActor;
  const claims = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const { sub, sid, ver, since } = (claims ?? {}) as Partial<SessionClaims>;
  if (!sub || !sid || typeof ver !== "number" || typeof since !== "number") return guestActor;
  const user = await sessionUser(db(), sub, sid);
  if (user?.status !== "active" || user.sessionVersion !== ver || !user.sessionLive) return guestActor;
  const staff = user.staffRoles.filter((role): role is StaffRole => isOneOf(staffRoles, role));
  const age = clock.now().getTime() / 1000 - since;
  if (age > (staff.length ? sessionSeconds.staff : sessionSeconds.customer)) return guestActor;
  const memberships = user.memberships.filter((m): m is { partnerId: string; role: MembershipRole } =>
    isOneOf(membershipRoles, m.role),
  );
  await noteUse(sid, user.sessionUsedAt, clock.now());
  // Staff without the second factor that the house demands are customers until they have one.
  const secondFactorDue = staff.length > 0 && user.staffNeedFactor && !user.hasFactor;
  return {
    userId: user.id,
    sessionId: sid,
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified,
    partnerId: user.partnerId,
    memberships,
    // Who left the company buys for themselves again, whatever the row still says.
    actsFor: memberships.some((m) => m.partnerId === user.actsForId) ? user.actsForId : null,
    roles: secondFactorDue ? ["customer"] : ["customer", ...staff],
    ...(secondFactorDue && { secondFactorDue }),
  };
}
