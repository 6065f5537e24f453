import { ownedBy, type Scope, seenBy } from "../../access/scope.ts";
import { decodeCursor, type Page, toPage } from "../../kernel/page.ts";
import type { Db, Prisma } from "../../platform/db.ts";
import { assertLinkOpen, hashOfLink } from "./access-token.ts";
import { foundBy } from "./order-search.ts";

/**
 * The order behind a guest's secret link; null when the token is not one. Throws DomainError forbidden
 * `sales.order_link_aged`.
 */
export async function findOrderByToken(db: Db, token: string, now: Date = new Date()) {
  const order = await db.salesOrder.findUnique({
    where: { accessHash: hashOfLink(token) },
    select: {
      id: true,
      number: true,
      email: true,
      status: true,
      userId: true,
      totalMinor: true,
      currency: true,
      holdExpiresAt: true,
      closedAt: true,
      updatedAt: true,
    },
  });
  if (order) assertLinkOpen(order, token, now);
  return order;
}

/** Orders still unpaid whose hold is over, oldest first: what the sweep looks at. */
export async function ordersPastHold(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.salesOrder.findMany({
    where: { status: "awaiting_payment", holdExpiresAt: { lte: now } },
    orderBy: { holdExpiresAt: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map((r) => r.id);
}

export const orderSorts = ["placed_desc", "placed_asc", "total_desc", "total_asc"] as const;
export type OrderSort = (typeof orderSorts)[number];

export type OrderFilter = {
  status?: string | undefined;
  paymentStatus?: string | undefined;
  deliveryStatus?: string | undefined;
  query?: string | undefined;
};

async function whereOf(db: Db, scope: Scope, filter: OrderFilter): Promise<Prisma.SalesOrderWhereInput> {
  const text = filter.query?.trim();
  return {
    AND: [
      seenBy(scope),
      {
        ...(filter.status && { status: filter.status }),
        ...(filter.paymentStatus && { paymentStatus: filter.paymentStatus }),
        ...(filter.deliveryStatus && { deliveryStatus: filter.deliveryStatus }),
      },
      text ? await foundBy(db, text) : {},
    ],
  };
}

/** A keyset page of orders within the scope, each with what a list shows. */
export async function listOrders(
  db: Db,
  scope: Scope,
  input: OrderFilter & { sort?: OrderSort | undefined; cursor?: string | undefined; limit: number },
) {
  const sort = input.sort ?? "placed_desc";
  const [field, direction] = sort.split("_") as ["placed" | "total", "asc" | "desc"];
  const operator = direction === "desc" ? "lt" : "gt";
  const cursor = decodeCursor(input.cursor);
  const [value, lastId] = [cursor?.[0], String(cursor?.[1] ?? "")];
  const at = new Date(String(value));
  const after: Prisma.SalesOrderWhereInput =
    cursor === undefined
      ? {}
      : field === "placed"
        ? Number.isNaN(at.getTime())
          ? {}
          : { OR: [{ placedAt: { [operator]: at } }, { placedAt: at, id: { [operator]: lastId } }] }
        : {
            OR: [
              { totalMinor: { [operator]: Number(value) || 0 } },
              { totalMinor: Number(value) || 0, id: { [operator]: lastId } },
            ],
          };
  const rows = await db.salesOrder.findMany({
    where: { AND: [await whereOf(db, scope, input), after] },
    orderBy: [field === "placed" ? { placedAt: direction } : { totalMinor: direction }, { id: direction }],
    take: input.limit + 1,
    select: {
      id: true,
      number: true,
      placedAt: true,
      status: true,
      paymentStatus: true,
      deliveryStatus: true,
      invoiceStatus: true,
      totalMinor: true,
      currency: true,
      email: true,
      deliveryAddress: true,
      channel: { select: { code: true } },
      partner: { select: { name: true } },
      lines: {
        where: { kind: "product" },
        orderBy: { position: "asc" },
        select: { quantity: true, mediaKey: true, name: true },
      },
    },
  });
  const page: Page<(typeof rows)[number]> = toPage(rows, input.limit, (row) => [
    field === "placed" ? row.placedAt.toISOString() : Number(row.totalMinor),
    row.id,
  ]);
  return page;
}

/** How many orders match, counted up to a cap so that the cost stays bounded. */
export async function countOrders(db: Db, scope: Scope, filter: OrderFilter, cap = 1000) {
  const rows = await db.salesOrder.findMany({
    where: await whereOf(db, scope, filter),
    take: cap + 1,
    select: { id: true },
  });
  return { value: Math.min(rows.length, cap), capped: rows.length > cap };
}

/** Whether an expired order's basket, given back to the shopper, has become another order since. */
export async function orderedAgain(db: Db, order: { id: string; cartId: string | null }): Promise<boolean> {
  if (!order.cartId) return false;
  const other = await db.salesOrder.findFirst({
    where: { cartId: order.cartId, id: { not: order.id }, status: { notIn: ["cancelled", "expired"] } },
    select: { id: true },
  });
  return other !== null;
}

/** Minor units that a user ordered for a partner since a moment, without what was cancelled or left unpaid. */
export async function spentSince(db: Db, by: { userId: string; partnerId: string }, since: Date): Promise<number> {
  const { _sum } = await db.salesOrder.aggregate({
    where: { ...by, placedAt: { gte: since }, status: { notIn: ["cancelled", "expired"] } },
    _sum: { totalMinor: true },
  });
  return Number(_sum.totalMinor ?? 0);
}

/** How the owner of a scope had their last order sent and paid; null without one. Not for a scope over everything. */
export async function lastChoices(db: Db, scope: Scope) {
  if (scope.all) return null;
  const order = await db.salesOrder.findFirst({
    where: { AND: [ownedBy(scope), { status: { in: ["confirmed", "completed"] } }] },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
    select: { shippingMethodCode: true, paymentMethod: true, phone: true },
  });
  if (!order) return null;
  const { paymentMethod } = order;
  return {
    shippingMethod: order.shippingMethodCode,
    paymentMethod: paymentMethod === "none" ? null : (paymentMethod as "online" | "transfer" | "account"),
    phone: order.phone,
  } as const;
}
