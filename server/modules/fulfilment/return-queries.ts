import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { type Quantity, sumQuantity } from "#server/kernel/quantity.ts";
import { next } from "#server/kernel/state-machine.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { OwnReturnRow } from "./contract-returning.ts";
import type {
  ExchangeState,
  ReturnDetail,
  ReturnListInput,
  ReturnRow,
  ReturnSource,
  ReturnStatus,
  WayBack,
} from "./contract-returns.ts";
import { isRefunded, notExchanged, refundDueOn, returnTransitions } from "./returns.ts";

/** Whoever may see the order may see what comes back of it. */
const within = (scope: Scope): Prisma.CustomerReturnWhereInput => (scope.all ? {} : { order: ownedBy(scope) });

type Order = { email: string; partner: { name: string } | null; deliveryAddress: unknown };
const customerOf = (order: Order): string =>
  order.partner?.name ?? (order.deliveryAddress as { recipient?: string } | null)?.recipient ?? order.email;

/** Returns, the newest first. */
export async function listReturns(db: Db, scope: Scope, input: ReturnListInput): Promise<Page<ReturnRow>> {
  const [at, lastId] = decodeCursor(input.cursor) ?? [];
  const createdAt = new Date(String(at));
  const after = lastId !== undefined && !Number.isNaN(createdAt.getTime());
  const text = input.query?.trim();
  const like = { contains: text ?? "", mode: "insensitive" as const };
  const rows = await db.customerReturn.findMany({
    where: {
      AND: [
        within(scope),
        input.status ? { status: input.status } : {},
        text ? { OR: [{ number: like }, { order: { number: like } }, { order: { email: like } }] } : {},
        after ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(lastId) } }] } : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: (input.limit ?? 25) + 1,
    select: {
      id: true,
      number: true,
      status: true,
      reason: true,
      source: true,
      createdAt: true,
      lines: { select: { quantity: true } },
      order: { select: { number: true, email: true, deliveryAddress: true, partner: { select: { name: true } } } },
    },
  });
  const page = toPage(rows, input.limit ?? 25, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ order, lines, createdAt: created, status, source, ...row }) => ({
      ...row,
      source: source as ReturnSource,
      status: status as ReturnStatus,
      orderNumber: order.number,
      customer: customerOf(order),
      units: sumQuantity(lines.map((line) => Number(line.quantity))),
      createdAt: created.toISOString(),
    })),
  };
}

/** One return with what came and what became of it. Throws not_found `fulfilment.return_not_found`. */
export async function returnDetail(db: Db, scope: Scope, number: string): Promise<ReturnDetail> {
  const row = await db.customerReturn.findFirst({
    where: { AND: [within(scope), { number }] },
    include: {
      order: { include: { partner: { select: { name: true } } } },
      store: { select: { name: true } },
      replacement: { select: { number: true, status: true, holdExpiresAt: true, totalMinor: true } },
      lines: {
        orderBy: { orderLine: { position: "asc" } },
        include: {
          orderLine: { include: { variant: { select: { uom: true } } } },
          location: { select: { name: true } },
          replacementLine: { select: { sku: true, description: true } },
        },
      },
    },
  });
  if (!row) throw new DomainError("not_found", "fulfilment.return_not_found");
  const by = row.byUserId
    ? await db.user.findUnique({ where: { id: row.byUserId }, select: { name: true, email: true } })
    : null;
  const { order, replacement } = row;
  const lines = row.lines.map(({ orderLine, location, replacementLine, ...line }) => ({
    orderLineId: line.orderLineId,
    sku: orderLine.sku,
    name: orderLine.name,
    description: orderLine.description,
    mediaKey: orderLine.mediaKey,
    uom: orderLine.variant?.uom ?? "unit",
    quantity: Number(line.quantity),
    received: Number(line.received),
    restocked: Number(line.restocked),
    scrapped: Number(line.scrapped),
    refunded: Number(line.refunded),
    location: location?.name ?? null,
    gross: { minor: Number(orderLine.grossMinor), currency: order.currency },
    ordered: Number(orderLine.quantity),
    replacement: replacementLine,
    replacementLineId: line.replacementLineId,
  }));
  const status = row.status as ReturnStatus;
  const waits = row.exchange === "open";
  return {
    id: row.id,
    number: row.number,
    status,
    reason: row.reason,
    note: row.note,
    version: row.version,
    order: { number: order.number, email: order.email, customer: customerOf(order), version: order.version },
    by: by ? (by.name ?? by.email) : null,
    source: row.source as ReturnSource,
    wayBack: row.wayBack as WayBack | null,
    store: row.store?.name ?? null,
    trackingNumber: row.trackingNumber,
    exchange: replacement && {
      state: row.exchange as ExchangeState,
      number: replacement.number,
      orderStatus: replacement.status,
      holdExpiresAt: replacement.holdExpiresAt?.toISOString() ?? null,
      total: { minor: Number(replacement.totalMinor), currency: order.currency },
      reason: row.exchangeReason,
    },
    expected: row.expectedMinor === null ? null : { minor: Number(row.expectedMinor), currency: order.currency },
    withShipping: row.withShipping,
    refundBy: refundDueOn(row.createdAt, row.receivedAt),
    createdAt: row.createdAt.toISOString(),
    receivedAt: row.receivedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    lines: lines.map(({ replacementLineId: _, ...line }) => line),
    actions: [
      ...(next(returnTransitions, status, "receive") ? (["receive", "cancel"] as const) : []),
      ...(status === "received" && waits ? (["exchange"] as const) : []),
      ...(status === "received" && !isRefunded(notExchanged(row.exchange, lines)) ? (["refund"] as const) : []),
      ...(!waits && next(returnTransitions, status, "close") ? (["close"] as const) : []),
    ],
  };
}

/** Units of an order's lines announced in returns that have not come yet, by line. */
export async function announcedUnits(db: Db, orderId: string): Promise<ReadonlyMap<string, Quantity>> {
  const rows = await db.returnLine.groupBy({
    by: ["orderLineId"],
    where: { return: { orderId, status: "requested" } },
    _sum: { quantity: true },
  });
  return new Map(rows.map((row) => [row.orderLineId, Number(row._sum.quantity ?? 0)]));
}

/** When the last parcel with goods of a line arrived, by line; lines of which something is still on its way are absent. */
export async function arrivals(db: Db, orderId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.$queryRaw<{ orderLineId: string; at: Date }[]>`
    SELECT dl.order_line_id AS "orderLineId", max(p.delivered_at) AS at
    FROM parcel p JOIN delivery d ON d.id = p.delivery_id
    JOIN parcel_line pl ON pl.parcel_id = p.id JOIN delivery_line dl ON dl.id = pl.delivery_line_id
    WHERE d.order_id = ${orderId} AND p.status IN ('shipped', 'delivered')
    GROUP BY 1 HAVING bool_and(p.delivered_at IS NOT NULL)`;
  return new Map(rows.map((row) => [row.orderLineId, row.at]));
}

/** Returns as their buyers list them, the newest first. */
export async function listOwnReturns(
  db: Db,
  scope: Scope,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<OwnReturnRow>> {
  const [at, lastId] = decodeCursor(input.cursor) ?? [];
  const createdAt = new Date(String(at));
  const after = lastId !== undefined && !Number.isNaN(createdAt.getTime());
  const rows = await db.customerReturn.findMany({
    where: {
      AND: [
        within(scope),
        after ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(lastId) } }] } : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: {
      id: true,
      number: true,
      status: true,
      createdAt: true,
      receivedAt: true,
      expectedMinor: true,
      order: { select: { number: true, currency: true } },
      lines: {
        orderBy: { orderLine: { position: "asc" } },
        select: { quantity: true, orderLine: { select: { name: true } } },
      },
    },
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ id, number, status, order, lines, expectedMinor, createdAt: created, receivedAt }) => ({
      ...{ id, number, status: status as ReturnStatus, orderNumber: order.number, createdAt: created.toISOString() },
      lines: lines.map(({ quantity, orderLine }) => ({ name: orderLine.name, quantity: Number(quantity) })),
      expected: expectedMinor === null ? null : { minor: Number(expectedMinor), currency: order.currency },
      refundBy: refundDueOn(created, receivedAt),
    })),
  };
}
