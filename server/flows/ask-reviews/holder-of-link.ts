// Who an order's secret link says that its holder is (shop.review.use): the buyer of that order, for as long as the link opens
// it by itself or with a proof of its mailbox. Reads only.
import { DomainError } from "#server/kernel/errors.ts";
import { findOrderByToken } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";

/** Throws DomainError not_found `sales.order_not_found`, forbidden `sales.order_link_aged`. */
export async function holderOfLink(db: Db, token: string): Promise<{ orderId: string; email: string }> {
  const order = await findOrderByToken(db, token);
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  return { orderId: order.id, email: order.email };
}
