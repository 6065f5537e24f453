import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { DataCopy, PrivacyErrorCode } from "./contract.ts";

/** A copy can be fetched this long. */
export const copyDays = 7;
const dayMs = 86_400_000;

/**
 * Notes that a copy is wanted. One at a time. Throws DomainError conflict `privacy.copy_waiting`.
 */
export async function askCopy(tx: Tx, input: { userId: string; now: Date }, by: By): Promise<string> {
  const { userId, now } = input;
  const young = { gt: new Date(now.getTime() - dayMs) };
  if (await tx.dataRequest.count({ where: { userId, kind: "export", status: "queued", createdAt: young } })) {
    throw new DomainError<PrivacyErrorCode>("conflict", "privacy.copy_waiting");
  }
  const id = newId("dataRequest");
  const data = { id, kind: "export", userId, byUserId: by.userId ?? userId, createdAt: now };
  await tx.dataRequest.create({ data });
  await audit(tx, by, "privacy.copy.asked", { type: "user", id: userId });
  return id;
}

/** Whose copy is still to be made; null for one that is there, or over. */
export async function copyToMake(db: Db, id: string): Promise<{ userId: string; byUserId: string } | null> {
  return db.dataRequest.findFirst({ where: { id, status: "queued" }, select: { userId: true, byUserId: true } });
}

/** Keeps the copy for some days. Returns false when another run was faster. */
export async function keepCopy(tx: Tx, input: { id: string; file: Buffer; now: Date }): Promise<boolean> {
  const expiresAt = new Date(input.now.getTime() + copyDays * dayMs);
  const { count } = await tx.dataRequest.updateMany({
    where: { id: input.id, status: "queued" },
    data: { status: "ready", file: new Uint8Array(input.file), doneAt: input.now, expiresAt },
  });
  return count === 1;
}

/** The copies of a user, the latest first. */
export async function copiesOf(db: Db, userId: string, now: Date): Promise<DataCopy[]> {
  const rows = await db.dataRequest.findMany({
    where: { userId, kind: "export" },
    orderBy: { id: "desc" },
    take: 5,
    select: { id: true, status: true, createdAt: true, expiresAt: true },
  });
  return rows.map(({ id, status, createdAt, expiresAt }) => ({
    id,
    status: (status === "ready" && expiresAt && expiresAt <= now ? "expired" : status) as DataCopy["status"],
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}

/**
 * The file of a copy. Its person may fetch it, and whoever of the staff asked for it; null for everybody else, and once it
 * expired.
 */
export async function openCopy(tx: Tx, input: { id: string; now: Date }, by: By): Promise<Buffer | null> {
  const row = await tx.dataRequest.findFirst({
    where: {
      id: input.id,
      status: "ready",
      expiresAt: { gt: input.now },
      OR: [{ userId: by.userId ?? "" }, { byUserId: by.userId ?? "" }],
    },
    select: { file: true, userId: true },
  });
  if (!row?.file) return null;
  await audit(tx, by, "privacy.copy.fetched", { type: "user", id: row.userId });
  return Buffer.from(row.file);
}

/** Notes an erasure that was done, and takes away copies that were made before. */
export async function noteErasure(tx: Tx, input: { userId: string; now: Date }, by: By): Promise<void> {
  const { userId, now } = input;
  await tx.dataRequest.updateMany({
    where: { userId, kind: "export", status: { in: ["queued", "ready"] } },
    data: { status: "expired", file: null },
  });
  const byUserId = by.userId ?? userId;
  const id = newId("dataRequest");
  await tx.dataRequest.create({
    data: { id, kind: "erasure", userId, byUserId, status: "done", createdAt: now, doneAt: now },
  });
  await audit(tx, by, "privacy.person.erased", { type: "user", id: userId });
}

/** Lets go of the files of copies that expired. Returns how many. */
export async function forgetCopies(db: Db, now: Date): Promise<number> {
  const { count } = await db.dataRequest.updateMany({
    where: { status: "ready", expiresAt: { lte: now } },
    data: { status: "expired", file: null },
  });
  return count;
}
