import type { Scope } from "#server/access/scope.ts";
import { Prisma } from "#server/platform/db.ts";

/** Who says that they bought it: an account within its scope, or whoever showed the secret link of an order. */
export type Buyer = { scope: Scope } | { orderId: string };

/**
 * Whether order `o` is this buyer's. A company's order is the review of whoever placed it; of its members only where nobody
 * of theirs did. Staff see everything and yet have bought nothing.
 */
export function boughtBy(buyer: Buyer): Prisma.Sql {
  if ("orderId" in buyer) return Prisma.sql`o.id = ${buyer.orderId}`;
  const { scope } = buyer;
  if (scope.all) return Prisma.sql`false`;
  return Prisma.sql`(o.user_id = ${scope.userId} OR (o.user_id IS NULL AND o.partner_id = ANY(${[...scope.partnerIds]}::text[])))`;
}

/** Whether order line `l` arrived, in whole or in part. What was sent back since did arrive (docs/adr/0030). */
export const received = Prisma.sql`EXISTS (
  SELECT 1 FROM delivery_line dl JOIN delivery d ON d.id = dl.delivery_id
  WHERE dl.order_line_id = l.id AND dl.picked > 0 AND d.status = 'delivered')`;

/** Whether the buyer of order `o` has said something of the product of variant `v` already, whatever order it came with. */
export const reviewed = Prisma.sql`EXISTS (
  SELECT 1 FROM review r JOIN sales_order_line rl ON rl.id = r.order_line_id JOIN sales_order ro ON ro.id = rl.order_id
  WHERE r.product_id = v.product_id AND (r.email = lower(o.email) OR r.user_id = o.user_id OR ro.user_id = o.user_id))`;
