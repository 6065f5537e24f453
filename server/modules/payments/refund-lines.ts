import type { Db } from "../../platform/db.ts";
import type { RefundLineInput } from "./commands/refunds.ts";

/** The lines of one refund, or of all that succeeded for an order, summed per ordered line. */
export async function refundedLines(
  db: Db,
  of: { refundId: string } | { orderId: string },
): Promise<RefundLineInput[]> {
  const rows = await db.refundLine.groupBy({
    by: ["orderLineId"],
    where: "refundId" in of ? of : { refund: { status: "succeeded", payment: { orderId: of.orderId } } },
    _sum: { quantity: true, grossMinor: true, taxMinor: true, shippingMinor: true },
    orderBy: { orderLineId: "asc" },
  });
  return rows.map(({ orderLineId, _sum }) => ({
    orderLineId,
    quantity: Number(_sum.quantity ?? 0),
    grossMinor: Number(_sum.grossMinor ?? 0),
    taxMinor: Number(_sum.taxMinor ?? 0),
    shippingMinor: Number(_sum.shippingMinor ?? 0),
  }));
}
