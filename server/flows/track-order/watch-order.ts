// An open order page: woken at once and whenever something happened to its order; it then reads the order again. The router
// has asked whose order it is. No lock.
import { type Scope, seenBy } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { findOrderByToken } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { listen, refuseWhenClosing } from "#server/platform/realtime.ts";

export type OrderChanged = { at: string };

async function* watch(orderId: string, signal?: AbortSignal): AsyncGenerator<OrderChanged> {
  const changes = await listen([`order:${orderId}`], signal);
  yield { at: new Date().toISOString() };
  for await (const _ of changes) yield { at: new Date().toISOString() };
  refuseWhenClosing();
}

/** The order behind a guest's secret link. Throws not_found `sales.order_not_found`, unavailable `unavailable`. */
export async function* watchOrderByToken(db: Db, token: string, signal?: AbortSignal): AsyncGenerator<OrderChanged> {
  const order = await findOrderByToken(db, token);
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  yield* watch(order.id, signal);
}

/**
 * The order with a number within a scope. Throws not_found `sales.order_not_found`, for foreign orders too, unavailable
 * `unavailable`.
 */
export async function* watchOwnOrder(
  db: Db,
  scope: Scope,
  number: string,
  signal?: AbortSignal,
): AsyncGenerator<OrderChanged> {
  const where = { AND: [seenBy(scope), { number }] };
  const order = await db.salesOrder.findFirst({ where, select: { id: true } });
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  yield* watch(order.id, signal);
}
