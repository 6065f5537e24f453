import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { hashToken, newToken } from "#server/platform/secrets.ts";
import { isUniqueViolation } from "#server/platform/tx.ts";
import type { IdentityError, UserStatus } from "./contract.ts";
import { lockAdmins } from "./locks.ts";
import { assertMayChange, type LinkPurpose, linkMinutes } from "./model.ts";
import { endOtherSessions } from "./sessions.ts";

/** Writes a one-time link and returns its token: the only moment it exists in the clear. */
export async function issueLink(
  tx: Tx,
  input: { email: string; purpose: LinkPurpose; data?: Record<string, string>; now: Date; minutes?: number },
): Promise<string> {
  const token = newToken();
  await tx.loginToken.create({
    data: {
      id: newId("token"),
      email: input.email,
      purpose: input.purpose,
      data: input.data ?? {},
      tokenHash: hashToken(token),
      expiresAt: new Date(input.now.getTime() + (input.minutes ?? linkMinutes[input.purpose]) * 60_000),
    },
  });
  return token;
}

/** What a link says, without using it up; undefined when unknown, used, expired or made for another purpose. */
export async function peekLink(db: Db, input: { token: string; purpose: LinkPurpose; now: Date }) {
  const row = await db.loginToken.findUnique({ where: { tokenHash: hashToken(input.token) } });
  if (!row || row.purpose !== input.purpose || row.usedAt || row.expiresAt <= input.now) return undefined;
  return { email: row.email, data: row.data as Record<string, string> };
}

/**
 * Uses a link up, once: of two simultaneous clicks the conditional update lets one through. The mailbox is proven.
 * Throws DomainError unprocessable `identity.link_invalid` (unknown, used, expired, made for another purpose).
 */
export async function useLink(
  tx: Tx,
  input: { token: string; purpose: LinkPurpose; now: Date },
): Promise<{ email: string; data: Record<string, string> }> {
  const [row] = await tx.$queryRaw<{ email: string; data: Record<string, string> }[]>`
    UPDATE login_token SET used_at = ${input.now}
    WHERE token_hash = ${hashToken(input.token)} AND purpose = ${input.purpose}
      AND used_at IS NULL AND expires_at > ${input.now}
    RETURNING email, data`;
  if (!row) throw new DomainError<IdentityError>("unprocessable", "identity.link_invalid");
  return row;
}

/** Makes every open link of a mailbox useless (a password was just set through one of them). */
export async function revokeLinks(tx: Tx, email: string, now: Date): Promise<void> {
  await tx.loginToken.updateMany({ where: { email, usedAt: null }, data: { usedAt: now } });
}

/** The user of a proven mailbox, made on the first proof. `created` tells the caller to give it a partner. */
export async function userOfMailbox(
  tx: Tx,
  input: { email: string; name: string; locale: string; now: Date },
): Promise<{ id: string; status: string; sessionVersion: number; partnerId: string | null; name: string }> {
  const [row] = await tx.$queryRaw<
    { id: string; status: string; sessionVersion: number; partnerId: string | null; name: string }[]
  >`
    INSERT INTO app_user (id, email, name, locale, email_verified_at, updated_at)
    VALUES (${newId("user")}, ${input.email}, ${input.name}, ${input.locale}, ${input.now}, ${input.now})
    ON CONFLICT (email) DO UPDATE SET email_verified_at = coalesce(app_user.email_verified_at, excluded.email_verified_at)
    RETURNING id, status, session_version AS "sessionVersion", partner_id AS "partnerId", name`;
  if (!row) throw new Error("upsert returned no row");
  return row;
}

/** Joins a user to the partner that carries its orders and addresses. */
export async function setPartner(tx: Tx, input: { userId: string; partnerId: string }): Promise<void> {
  await tx.user.update({ where: { id: input.userId }, data: { partnerId: input.partnerId } });
}

/** Stores a new password. Every session made before stops working; one named in `keep` goes on, and it alone. */
export async function setPassword(
  tx: Tx,
  input: { userId: string; passwordHash: string; keep?: { sessionId: string; now: Date } },
  by: By,
): Promise<void> {
  const { userId, passwordHash, keep } = input;
  await tx.user.update({
    where: { id: userId },
    data: { passwordHash, ...(!keep && { sessionVersion: { increment: 1 } }) },
  });
  if (keep) await endOtherSessions(tx, { userId, keepId: keep.sessionId, now: keep.now });
  await audit(tx, by, "identity.password.set", { type: "user", id: userId });
}

/** Stores the same password hashed at today's cost: sessions go on. */
export async function renewPasswordHash(
  tx: Tx,
  input: { userId: string; from: string; passwordHash: string },
): Promise<void> {
  await tx.user.updateMany({
    where: { id: input.userId, passwordHash: input.from },
    data: { passwordHash: input.passwordHash },
  });
}

/** Whom a user buys for from now on; null: for themselves. The caller asserts the membership. */
export async function setActsFor(tx: Tx, input: { userId: string; partnerId: string | null }): Promise<void> {
  await tx.user.update({ where: { id: input.userId }, data: { actsForId: input.partnerId } });
}

export async function updateProfile(tx: Tx, input: { userId: string; name: string; locale: string }): Promise<void> {
  await tx.user.update({ where: { id: input.userId }, data: { name: input.name, locale: input.locale } });
}

/** Ends every session of a user, on all devices. */
export async function endSessions(tx: Tx, userId: string, by: By): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
  await audit(tx, by, "identity.sessions.ended", { type: "user", id: userId });
}

/** A user made by staff. Throws DomainError conflict `identity.email_taken`. */
export async function createUser(
  tx: Tx,
  input: { email: string; name: string; locale: string; roles: readonly string[]; partnerId: string },
  by: By,
): Promise<string> {
  const id = newId("user");
  try {
    await tx.user.create({
      data: {
        id,
        email: input.email,
        name: input.name,
        locale: input.locale,
        partnerId: input.partnerId,
        staffRoles: { create: [...new Set(input.roles)].map((role) => ({ role })) },
      },
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError<IdentityError>("conflict", "identity.email_taken");
    throw error;
  }
  await audit(tx, by, "identity.user.created", { type: "user", id }, { roles: input.roles });
  return id;
}

const adminsBut = (tx: Tx, userId: string): Promise<number> =>
  tx.user.count({ where: { id: { not: userId }, status: "active", staffRoles: { some: { role: "admin" } } } });

async function mustExist(tx: Tx, id: string) {
  const user = await tx.user.findUnique({
    where: { id },
    select: { status: true, staffRoles: { select: { role: true }, orderBy: { role: "asc" } } },
  });
  if (!user) throw new DomainError<IdentityError>("not_found", "identity.user_not_found");
  return { status: user.status, roles: user.staffRoles.map((r) => r.role) };
}

/**
 * Replaces a user's staff roles; older sessions stop working. Nothing happens when they already are so.
 * Throws not_found `identity.user_not_found`, conflict `identity.own_account` or `identity.last_admin`.
 */
export async function setRoles(tx: Tx, input: { id: string; roles: readonly string[] }, by: By): Promise<void> {
  await lockAdmins(tx);
  const user = await mustExist(tx, input.id);
  const roles = [...new Set(input.roles)].sort();
  const stays = roles.includes("admin") && user.status === "active" ? 1 : 0;
  assertMayChange(by.userId, input.id, (await adminsBut(tx, input.id)) + stays);
  if (roles.join() === user.roles.join()) return;
  await tx.staffRole.deleteMany({ where: { userId: input.id, role: { notIn: roles } } });
  await tx.staffRole.createMany({ data: roles.map((role) => ({ userId: input.id, role })), skipDuplicates: true });
  await tx.user.update({ where: { id: input.id }, data: { sessionVersion: { increment: 1 } } });
  await audit(tx, by, "identity.roles.set", { type: "user", id: input.id }, { from: user.roles, to: roles });
}

/**
 * Where a member of staff works, by the place's code; null for nowhere in particular. Throws not_found
 * `identity.user_not_found`, `identity.station_not_found`.
 */
export async function setStation(tx: Tx, input: { id: string; locationCode: string | null }, by: By): Promise<void> {
  await mustExist(tx, input.id);
  const { locationCode } = input;
  const place = locationCode
    ? await tx.location.findFirst({
        where: { code: locationCode, kind: { in: ["warehouse", "store"] }, active: true },
        select: { id: true },
      })
    : null;
  if (locationCode && !place)
    throw new DomainError("not_found", "identity.station_not_found", { location: locationCode });
  await tx.user.update({ where: { id: input.id }, data: { stationId: place?.id ?? null } });
  await audit(tx, by, "identity.station.set", { type: "user", id: input.id }, { locationCode });
}

/** Disables or enables a user; older sessions stop working. Throws as `setRoles` does. */
export async function setStatus(tx: Tx, input: { id: string; status: UserStatus }, by: By): Promise<void> {
  await lockAdmins(tx);
  const user = await mustExist(tx, input.id);
  const stays = input.status === "active" && user.roles.includes("admin") ? 1 : 0;
  assertMayChange(by.userId, input.id, (await adminsBut(tx, input.id)) + stays);
  if (user.status === input.status) return;
  await tx.user.update({
    where: { id: input.id },
    data: { status: input.status, sessionVersion: { increment: 1 } },
  });
  await audit(tx, by, "identity.status.set", { type: "user", id: input.id }, { from: user.status, to: input.status });
}
