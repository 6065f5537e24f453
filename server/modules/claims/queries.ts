import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { addQuantity, type Quantity, sumQuantity } from "#server/kernel/quantity.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type {
  ClaimDecision,
  ClaimKind,
  ClaimListInput,
  ClaimRow,
  ClaimStatus,
  ClaimWish,
  OwnClaimRow,
} from "./contract.ts";
import { answerBy } from "./model.ts";

/** Whoever may see the order may see what is claimed for it. */
const within = (scope: Scope): Prisma.ClaimWhereInput => (scope.all ? {} : { order: ownedBy(scope) });

/** The order of a claim, read without a lock: it never changes. Throws not_found `claims.not_found`. */
export async function orderOfClaim(db: Db, number: string): Promise<string> {
  const row = await db.claim.findUnique({ where: { number }, select: { orderId: true } });
  if (!row) throw new DomainError("not_found", "claims.not_found");
  return row.orderId;
}

export type ClaimedUnits = { claimed: Quantity; granted: Quantity };

/**
 * Units of an order's lines in claims that wait for an answer, and in those that were granted without anything coming back: a
 * price that was reduced leaves the unit as it is, and what is sent back counts there.
 */
export async function claimedUnits(db: Db, orderId: string): Promise<ReadonlyMap<string, ClaimedUnits>> {
  const rows = await db.claimLine.findMany({
    where: { claim: { orderId, OR: [{ status: "open" }, { decision: { in: ["replacement", "refund"] } }] } },
    select: { orderLineId: true, quantity: true, accepted: true, claim: { select: { status: true } } },
  });
  const units = new Map<string, ClaimedUnits>();
  for (const { orderLineId, quantity, accepted, claim } of rows) {
    const before = units.get(orderLineId) ?? { claimed: 0, granted: 0 };
    const open = claim.status === "open";
    units.set(orderLineId, {
      claimed: addQuantity(before.claimed, open ? Number(quantity) : 0),
      granted: addQuantity(before.granted, open ? 0 : Number(accepted)),
    });
  }
  return units;
}

/** One claim as it is kept, with its order. Throws not_found `claims.not_found`, for foreign ones too. */
export async function readClaim(db: Db, scope: Scope, number: string) {
  const row = await db.claim.findFirst({
    where: { AND: [within(scope), { number }] },
    include: {
      order: {
        select: {
          ...{ id: true, number: true, email: true, currency: true, channelId: true, locale: true, partnerId: true },
          ...{ deliveryAddress: true, partner: { select: { name: true } } },
        },
      },
      replacement: { select: { number: true, status: true } },
      return: { select: { number: true, status: true } },
      lines: { orderBy: { orderLine: { position: "asc" } } },
    },
  });
  if (!row) throw new DomainError("not_found", "claims.not_found");
  return {
    ...row,
    head: {
      ...{ id: row.id, number: row.number, version: row.version, description: row.description, answer: row.answer },
      status: row.status as ClaimStatus,
      kind: row.kind as ClaimKind,
      wish: row.wish as ClaimWish,
      decision: row.decision as ClaimDecision | null,
      amount: row.amountMinor === null ? null : money(Number(row.amountMinor), row.order.currency),
      createdAt: row.createdAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      answerBy: answerBy(row.createdAt),
      ...{ replacement: row.replacement, return: row.return },
    },
    lines: row.lines.map(({ orderLineId, quantity, accepted }) => ({
      ...{ orderLineId, quantity: Number(quantity), accepted: Number(accepted) },
    })),
  };
}

type Order = { email: string; partner: { name: string } | null; deliveryAddress: unknown };
/** Who claims, in a name. */
export const claimantOf = (order: Order): string =>
  order.partner?.name ?? (order.deliveryAddress as { recipient?: string } | null)?.recipient ?? order.email;

/** The rows after a cursor, the newest first. */
function after(cursor: string | undefined): Prisma.ClaimWhereInput {
  const [at, lastId] = decodeCursor(cursor) ?? [];
  const createdAt = new Date(String(at));
  if (lastId === undefined || Number.isNaN(createdAt.getTime())) return {};
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(lastId) } }] };
}
const newestFirst = [{ createdAt: "desc" as const }, { id: "desc" as const }];
const cursorOf = (row: { createdAt: Date; id: string }) => [row.createdAt.toISOString(), row.id];

/** Claims for staff, the newest first, in keyset pages. */
export async function listClaims(db: Db, scope: Scope, input: ClaimListInput): Promise<Page<ClaimRow>> {
  const { status, kind, limit = 25 } = input;
  const text = input.query?.trim();
  const like = { contains: text ?? "", mode: "insensitive" as const };
  const rows = await db.claim.findMany({
    where: {
      AND: [
        within(scope),
        status ? { status } : {},
        kind ? { kind } : {},
        text ? { OR: [{ number: like }, { order: { number: like } }, { order: { email: like } }] } : {},
        after(input.cursor),
      ],
    },
    orderBy: newestFirst,
    take: limit + 1,
    select: {
      ...{ id: true, number: true, status: true, kind: true, wish: true, createdAt: true },
      lines: { select: { quantity: true } },
      order: { select: { number: true, email: true, deliveryAddress: true, partner: { select: { name: true } } } },
    },
  });
  const page = toPage(rows, limit, cursorOf);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ order, lines, createdAt, ...row }) => ({
      ...{ id: row.id, number: row.number, orderNumber: order.number, customer: claimantOf(order) },
      status: row.status as ClaimStatus,
      kind: row.kind as ClaimKind,
      wish: row.wish as ClaimWish,
      units: sumQuantity(lines.map((line) => Number(line.quantity))),
      createdAt: createdAt.toISOString(),
      answerBy: answerBy(createdAt),
    })),
  };
}

/** Claims as their buyers list them, the newest first. */
export async function listOwnClaims(
  db: Db,
  scope: Scope,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<OwnClaimRow>> {
  const rows = await db.claim.findMany({
    where: { AND: [within(scope), after(input.cursor)] },
    orderBy: newestFirst,
    take: input.limit + 1,
    select: {
      ...{ id: true, number: true, status: true, kind: true, createdAt: true, order: { select: { number: true } } },
      lines: {
        orderBy: { orderLine: { position: "asc" } },
        select: { quantity: true, orderLine: { select: { name: true } } },
      },
    },
  });
  const page = toPage(rows, input.limit, cursorOf);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ id, number, order, status, kind, lines, createdAt }) => ({
      ...{ id, number, orderNumber: order.number, status: status as ClaimStatus, kind: kind as ClaimKind },
      lines: lines.map(({ quantity, orderLine }) => ({ name: orderLine.name, quantity: Number(quantity) })),
      createdAt: createdAt.toISOString(),
    })),
  };
}
