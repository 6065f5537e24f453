import { everything, ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { findOrderByToken } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";

/** How a buyer names an order: by its number, within what is theirs, or by the secret link. */
export type Reach = { scope: Scope; number: string } | { token: string };

/**
 * The order's number and the scope to ask for it with. A number is not looked up here: every query asks within the scope.
 * Throws DomainError not_found `sales.order_not_found`, forbidden `sales.order_link_aged`.
 */
export async function reachOrder(db: Db, reach: Reach): Promise<{ scope: Scope; number: string }> {
  if (!("token" in reach)) return reach;
  const found = await findOrderByToken(db, reach.token);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  return { scope: everything, number: found.number };
}

/** The id of an order within a scope. Throws not_found `sales.order_not_found`, for foreign orders too. */
export async function orderIdWithin(db: Db, scope: Scope, number: string): Promise<string> {
  const where = { AND: [ownedBy(scope), { number }] };
  const found = await db.salesOrder.findFirst({ where, select: { id: true } });
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  return found.id;
}
