import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import type { OwnSession } from "./contract-security.ts";
import { deviceOf, networkOf } from "./device.ts";
import { sessionSeconds } from "./model.ts";

/** The browser that asks, as far as the house looks: its own token (null: it keeps none), name and address. */
export type Device = { token: string | null; userAgent: string | null; ip: string };

/** How long the network of a session is known, and how long an ended session is listed as a known device. */
export const sessionTraceDays = { network: 30, device: 180 } as const;

/**
 * Opens a session. `newDevice` tells that the user was here before, but never with this browser.
 */
export async function openSession(
  tx: Tx,
  input: { userId: string; version: number; device: Device; now: Date },
): Promise<{ id: string; newDevice: boolean; browser: string | null; system: string | null }> {
  const { userId, version, device, now } = input;
  const deviceHash = device.token && hashToken(device.token);
  const [before] = await tx.$queryRaw<{ any: boolean; known: boolean }[]>`
    SELECT count(*) > 0 AS any, coalesce(bool_or(device_hash = ${deviceHash}), false) AS known
    FROM user_session WHERE user_id = ${userId}`;
  const id = newId("session");
  const words = deviceOf(device.userAgent);
  await tx.userSession.create({
    data: {
      id,
      userId,
      version,
      deviceHash,
      ...words,
      network: networkOf(device.ip),
      createdAt: now,
      lastUsedAt: now,
    },
  });
  return { id, newDevice: before?.any === true && !before.known, ...words };
}

/** Notes that a session is in use, at most once in five minutes. */
export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.userSession.updateMany({
    where: { id, lastUsedAt: { lt: new Date(now.getTime() - 5 * 60_000) } },
    data: { lastUsedAt: now },
  });
}

type SessionRow = Omit<OwnSession, "current" | "createdAt" | "lastUsedAt"> & { createdAt: Date; lastUsedAt: Date };

/** The user's sessions that still open something, the one in use last first. */
export async function liveSessions(
  db: Db,
  of: { userId: string; currentId: string | null; now: Date },
): Promise<OwnSession[]> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.id, s.browser, s.system, s.network, s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt"
    FROM user_session s JOIN app_user u ON u.id = s.user_id AND u.session_version = s.version
    WHERE s.user_id = ${of.userId} AND s.ended_at IS NULL AND s.created_at > ${of.now}::timestamptz - make_interval(secs =>
      CASE WHEN EXISTS (SELECT FROM staff_role r WHERE r.user_id = u.id)
        THEN ${sessionSeconds.staff}::int ELSE ${sessionSeconds.customer}::int END)
    ORDER BY s.id = ${of.currentId} DESC NULLS LAST, s.last_used_at DESC, s.id LIMIT 100`;
  return rows.map((row) => ({
    ...row,
    current: row.id === of.currentId,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
  }));
}

/** Ends one of a user's sessions; one that is over, or somebody else's, stays as it is. */
export async function endSession(tx: Tx, input: { id: string; userId: string; now: Date }, by: By): Promise<void> {
  const { count } = await tx.userSession.updateMany({
    where: { id: input.id, userId: input.userId, endedAt: null },
    data: { endedAt: input.now },
  });
  if (count) await audit(tx, by, "identity.session.ended", { type: "user", id: input.userId });
}

/** Ends all of a user's sessions but one. */
export async function endOtherSessions(
  tx: Tx,
  input: { userId: string; keepId: string | null; now: Date },
): Promise<void> {
  await tx.userSession.updateMany({
    where: { userId: input.userId, endedAt: null, ...(input.keepId && { id: { not: input.keepId } }) },
    data: { endedAt: input.now },
  });
}

/** Takes the network out of old sessions, and forgets browsers that were not seen for half a year. */
export async function forgetSessions(db: Db, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await db.userSession.updateMany({
    where: { network: { not: null }, createdAt: { lt: before(sessionTraceDays.network) } },
    data: { network: null },
  });
  const { count } = await db.userSession.deleteMany({ where: { createdAt: { lt: before(sessionTraceDays.device) } } });
  return count;
}
