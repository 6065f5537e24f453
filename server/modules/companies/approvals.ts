import type { Actor } from "#server/access/actor.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { money } from "#server/kernel/money.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { type Db, Prisma, type Tx } from "#server/platform/db.ts";
import { writeAtEnd } from "#server/platform/write-at-end.ts";
import { type Approval, approvalDays, approvalLineSchema, type CompaniesError } from "./contract.ts";
import { type LockedApproval, lockApproval } from "./locks.ts";
import { rolesOf } from "./members.ts";

const dayMs = 24 * 60 * 60 * 1000;
type Reader = Pick<Actor, "userId" | "memberships">;

const deciders = ["approver", "administrator"];
const decidesFor = (reader: Reader): string[] =>
  reader.memberships.filter((m) => deciders.includes(m.role)).map((m) => m.partnerId);

/** Own requests to companies that one still belongs to, and all of those that one decides for. */
const visibleTo = (reader: Reader): Prisma.ApprovalRequestWhereInput => ({
  OR: [
    { userId: reader.userId ?? "", partnerId: { in: reader.memberships.map((m) => m.partnerId) } },
    { partnerId: { in: decidesFor(reader) } },
  ],
});

const include = {
  partner: { select: { name: true, account: { select: { ownApproval: true } } } },
  user: { select: { name: true } },
  order: { select: { number: true } },
} as const;
type Row = Prisma.ApprovalRequestGetPayload<{ include: typeof include }>;

/** What is past its time counts as expired, whatever the row still says. */
const statusOf = (row: Pick<Row, "status" | "expiresAt">, now: Date) =>
  (row.status === "waiting" && row.expiresAt <= now ? "expired" : row.status) as Approval["status"];

function toApproval(row: Row, reader: Reader, names: ReadonlyMap<string, string>, now: Date): Approval {
  const own = row.userId === reader.userId;
  const status = statusOf(row, now);
  const decides = decidesFor(reader).includes(row.partnerId) && (!own || row.partner.account?.ownApproval === true);
  const { reference } = row.request as { reference?: string };
  return {
    ...{ id: row.id, companyId: row.partnerId, company: row.partner.name, status, own },
    askedBy: row.user.name,
    mayDecide: status === "waiting" && decides,
    total: money(row.totalMinor, row.currency),
    reference: reference || null,
    lines: approvalLineSchema.array().parse(row.lines),
    reason: row.reason,
    decidedBy: names.get(row.decidedById ?? "") ?? null,
    orderNumber: row.order?.number ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

async function withNames(db: Db, rows: readonly Row[], reader: Reader, now: Date): Promise<Approval[]> {
  const ids = [...new Set(rows.flatMap((row) => row.decidedById ?? []))];
  const users = ids.length
    ? await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    : [];
  const names = new Map(users.map((user) => [user.id, user.name]));
  return rows.map((row) => toApproval(row, reader, names, now));
}

/** Requests that a reader may see, the newest first. */
export async function listApprovals(
  db: Db,
  reader: Reader,
  input: { status?: "waiting" | undefined; cursor?: string | undefined; limit: number },
  now: Date,
): Promise<Page<Approval>> {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const createdAt = new Date(String(at));
  const after =
    id === undefined || Number.isNaN(createdAt.getTime())
      ? {}
      : { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(id) } }] };
  const waiting = input.status ? { status: input.status, expiresAt: { gt: now } } : {};
  const rows = await db.approvalRequest.findMany({
    where: { AND: [visibleTo(reader), waiting, after] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    include,
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: await withNames(db, page.items, reader, now), nextCursor: page.nextCursor };
}

const notFound = () => new DomainError<CompaniesError>("not_found", "companies.approval_not_found");

/** One request as its reader sees it. Throws not_found `companies.approval_not_found`, for foreign ones too. */
export async function readApproval(db: Db, reader: Reader, id: string, now: Date): Promise<Approval> {
  const row = await db.approvalRequest.findFirst({ where: { AND: [visibleTo(reader), { id }] }, include });
  const [found] = row ? await withNames(db, [row], reader, now) : [];
  if (!found) throw notFound();
  return found;
}

/** What stands behind a request that the reader may see. Throws not_found `companies.approval_not_found`. */
export async function approvalRow(db: Db, reader: Reader, id: string) {
  const row = await db.approvalRequest.findFirst({ where: { AND: [visibleTo(reader), { id }] } });
  if (!row) throw notFound();
  return row;
}

export type NewApproval = Pick<
  Prisma.ApprovalRequestUncheckedCreateInput,
  "partnerId" | "userId" | "cartId" | "channelCode" | "locale" | "currency" | "totalMinor" | "request" | "lines"
>;

/** Writes a request; its cart is the caller's to set apart. Returns its id. */
export async function createApproval(tx: Tx, input: NewApproval, now: Date): Promise<string> {
  const id = newId("approval", now.getTime());
  const expiresAt = new Date(now.getTime() + approvalDays * dayMs);
  await tx.approvalRequest.create({ data: { ...input, id, createdAt: now, expiresAt } });
  return id;
}

/**
 * Locks a request for who decides it, rights read anew. Throws not_found `companies.approval_not_found`, forbidden
 * `companies.role_missing`, `companies.own_approval`, conflict `companies.approval_closed`.
 */
export async function takeApproval(tx: Tx, id: string, userId: string | null, now: Date): Promise<LockedApproval> {
  const row = await lockApproval(tx, id);
  if (!row) throw notFound();
  const roles = await rolesOf(tx, { userId, partnerId: row.partnerId });
  if (roles.length === 0) throw notFound();
  if (!roles.some((role) => deciders.includes(role))) {
    throw new DomainError<CompaniesError>("forbidden", "companies.role_missing", { role: "approver" });
  }
  if (row.userId === userId) {
    const account = await tx.companyAccount.findUnique({ where: { partnerId: row.partnerId } });
    if (!account?.ownApproval) throw new DomainError<CompaniesError>("forbidden", "companies.own_approval");
  }
  assertWaits(row, now);
  return row;
}

function assertWaits(row: LockedApproval, now: Date): void {
  const status = statusOf(row, now);
  if (status !== "waiting") throw new DomainError<CompaniesError>("conflict", "companies.approval_closed", { status });
}

/** Closes a request, locked by the caller, together with the order that it became: written with that, at the end. */
export function closeApproved(
  tx: Tx,
  id: string,
  { orderId, decidedById }: { orderId: string; decidedById: string | null },
  now: Date,
): void {
  writeAtEnd(
    tx,
    Prisma.sql`UPDATE approval_request SET status = 'approved', order_id = ${orderId}, decided_by_id = ${decidedById},
      decided_at = ${now} WHERE id = ${id}`,
  );
}

/** Closes a request, locked by the caller. */
export async function closeApproval(
  tx: Tx,
  id: string,
  to: { status: "refused"; reason: string; decidedById: string | null } | { status: "withdrawn" },
  now: Date,
): Promise<void> {
  await tx.approvalRequest.update({ where: { id }, data: { ...to, decidedAt: now } });
}

/** Locks one's own request, to take it back. Throws not_found `companies.approval_not_found`, conflict `companies.approval_closed`. */
export async function takeOwnApproval(tx: Tx, id: string, userId: string | null, now: Date): Promise<LockedApproval> {
  const row = await lockApproval(tx, id);
  if (!row || row.userId !== userId) throw notFound();
  assertWaits(row, now);
  return row;
}
