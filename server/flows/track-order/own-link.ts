// Own link: the secret of an order for its signed-in owner, who may then do what the guest's link allows (pay again).
// Permission account.order.own.
import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";

/** Throws not_found `sales.order_not_found`, for foreign orders too. */
export async function ownOrderLink(db: Db, scope: Scope, number: string): Promise<{ token: string }> {
  const where = { AND: [ownedBy(scope), { number }] };
  const order = await db.salesOrder.findFirst({ where, select: { id: true } });
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  return { token: orderAccessToken(order.id) };
}
