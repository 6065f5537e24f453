// Own link: the secret of an order for its signed-in owner, who may then do what the guest's link allows (pay again).
// Permission account.order.own.
import type { Scope } from "#server/access/scope.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { orderIdWithin } from "./reach-order.ts";

/** Throws not_found `sales.order_not_found`, for foreign orders too. */
export async function ownOrderLink(db: Db, scope: Scope, number: string): Promise<{ token: string }> {
  return { token: orderAccessToken(await orderIdWithin(db, scope, number)) };
}
