import type { CreditedLine } from "#server/modules/invoicing/index.ts";
import { refundedLines } from "#server/modules/payments/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";

/**
 * What a refund (or all refunds of the order) gives back, as lines of a credit note: the goods, and their shares of the
 * shipping on the shipping's own line.
 */
export async function creditedLines(
  db: Db,
  order: LockedOrder,
  of: { refundId: string } | { orderId: string },
): Promise<CreditedLine[]> {
  const rows = await refundedLines(db, of);
  const goods = rows.map(({ orderLineId, quantity, grossMinor }) => ({ orderLineId, quantity, grossMinor }));
  const shippingMinor = rows.reduce((sum, row) => sum + row.shippingMinor, 0);
  const shipping = order.lines.find((line) => line.kind === "shipping");
  return shipping && shippingMinor > 0
    ? [...goods, { orderLineId: shipping.id, quantity: 1, grossMinor: shippingMinor }]
    : goods;
}
