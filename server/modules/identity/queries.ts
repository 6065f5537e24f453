import type { StaffRole } from "#server/access/roles.ts";
import type { Scope } from "#server/access/scope.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db } from "#server/platform/db.ts";
import type { UserRow, UserStatus } from "./contract.ts";

export type SessionUser = {
  id: string;
  email: string;
  name: string;
  status: string;
  sessionVersion: number;
  partnerId: string | null;
  emailVerified: boolean;
  staffRoles: string[];
  /** The session named is this user's and was not ended. */
  sessionLive: boolean;
  sessionUsedAt: Date | null;
  hasFactor: boolean;
  staffNeedFactor: boolean;
  memberships: { partnerId: string; role: string }[];
  actsForId: string | null;
};

/** Everything a session needs to know about itself and its user, in one statement; undefined when the user is gone. */
export async function sessionUser(db: Db, userId: string, sessionId: string): Promise<SessionUser | undefined> {
  const rows = await db.$queryRaw<SessionUser[]>`
    SELECT u.id, u.email, u.name, u.status, u.session_version AS "sessionVersion", u.partner_id AS "partnerId",
      u.email_verified_at IS NOT NULL AS "emailVerified", u.acts_for_id AS "actsForId",
      ARRAY(SELECT r.role FROM staff_role r WHERE r.user_id = u.id ORDER BY r.role) AS "staffRoles",
      coalesce((SELECT jsonb_agg(jsonb_build_object('partnerId', m.partner_id, 'role', m.role))
        FROM membership m WHERE m.user_id = u.id), '[]'::jsonb) AS memberships,
      s.id IS NOT NULL AS "sessionLive", s.last_used_at AS "sessionUsedAt",
      EXISTS (SELECT FROM second_factor f WHERE f.user_id = u.id AND f.activated_at IS NOT NULL) AS "hasFactor",
      EXISTS (SELECT FROM sign_in_policy p WHERE p.staff_second_factor) AS "staffNeedFactor"
    FROM app_user u
    LEFT JOIN user_session s ON s.id = ${sessionId} AND s.user_id = u.id AND s.ended_at IS NULL
    WHERE u.id = ${userId}`;
  return rows[0];
}

/** What signing in compares with; null for an unknown address. Call only behind a rate limit. */
export async function credentialsOf(db: Db, email: string) {
  return db.user.findUnique({
    where: { email },
    select: { id: true, email: true, status: true, sessionVersion: true, passwordHash: true, emailVerifiedAt: true },
  });
}

/** The id of the store where a member of staff works; null without one. */
export async function stationOf(db: Db, userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { stationId: true } });
  return user?.stationId ?? null;
}

/** The profile of the user a scope belongs to; null outside of any. */
export async function readProfile(db: Db, scope: Scope) {
  if (scope.all || !scope.userId) return null;
  const user = await db.user.findUnique({
    where: { id: scope.userId },
    select: {
      id: true,
      email: true,
      name: true,
      locale: true,
      emailVerifiedAt: true,
      passwordHash: true,
      partner: { select: { phone: true } },
    },
  });
  if (!user) return null;
  const { emailVerifiedAt, passwordHash, partner, ...rest } = user;
  return {
    ...rest,
    phone: partner?.phone ?? null,
    locale: rest.locale as Locale,
    emailVerified: emailVerifiedAt !== null,
    hasPassword: !!passwordHash,
  };
}

const userSelect = {
  id: true,
  email: true,
  name: true,
  locale: true,
  status: true,
  emailVerifiedAt: true,
  passwordHash: true,
  createdAt: true,
  factor: { select: { activatedAt: true } },
  staffRoles: { select: { role: true }, orderBy: { role: "asc" } },
  partner: { select: { id: true, name: true } },
  station: { select: { code: true, name: true } },
  memberships: { select: { partnerId: true, role: true, partner: { select: { name: true } } } },
} as const;

type Selected = NonNullable<Awaited<ReturnType<typeof selectUser>>>;
const selectUser = (db: Db, id: string) => db.user.findUnique({ where: { id }, select: userSelect });

const toRow = (user: Selected): UserRow => ({
  id: user.id,
  email: user.email,
  name: user.name,
  locale: user.locale as Locale,
  status: user.status as UserStatus,
  emailVerified: user.emailVerifiedAt !== null,
  hasPassword: user.passwordHash !== null,
  secondFactor: !!user.factor?.activatedAt,
  roles: user.staffRoles.map((r) => r.role as StaffRole),
  partner: user.partner,
  station: user.station,
  memberships: user.memberships.map((m) => ({ partnerId: m.partnerId, partnerName: m.partner.name, role: m.role })),
  createdAt: user.createdAt.toISOString(),
});

/** One user for the back office; null outside of the scope. */
export async function readUser(db: Db, scope: Scope, id: string): Promise<UserRow | null> {
  if (!scope.all) return null;
  const user = await selectUser(db, id);
  return user && toRow(user);
}

/** Users, newest first. `query` matches the beginning of a word in the name, or any part of the address. */
export async function listUsers(
  db: Db,
  scope: Scope,
  input: { query?: string; staffOnly: "true" | "false"; cursor?: string; limit: number },
): Promise<Page<UserRow>> {
  if (!scope.all) return { items: [], nextCursor: null };
  const after = decodeCursor(input.cursor)?.[0];
  const users = await db.user.findMany({
    where: {
      ...(input.staffOnly === "true" ? { staffRoles: { some: {} } } : {}),
      ...(input.query
        ? {
            OR: [
              { email: { contains: input.query.toLowerCase() } },
              { name: { contains: input.query, mode: "insensitive" as const } },
            ],
          }
        : {}),
      ...(typeof after === "string" ? { id: { lt: after } } : {}),
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
    select: userSelect,
  });
  const page = toPage(users, input.limit, (u) => [u.id]);
  return { items: page.items.map(toRow), nextCursor: page.nextCursor };
}
