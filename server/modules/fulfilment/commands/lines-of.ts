import type { Tx } from "#server/platform/db.ts";

/** The lines of a delivery with their names, in the order's order. Quantities as numbers. */
export async function linesOf(tx: Tx, deliveryId: string) {
  const rows = await tx.deliveryLine.findMany({
    where: { deliveryId },
    orderBy: [{ orderLine: { position: "asc" } }, { id: "asc" }],
    select: {
      id: true,
      orderLineId: true,
      variantId: true,
      reservationId: true,
      quantity: true,
      picked: true,
      orderLine: { select: { name: true, description: true } },
      variant: { select: { uom: true } },
    },
  });
  return rows.map(({ orderLine, variant, ...row }) => ({
    ...row,
    quantity: Number(row.quantity),
    picked: Number(row.picked),
    name: orderLine.name,
    description: orderLine.description,
    uom: variant.uom,
  }));
}
export type DeliveryLineRow = Awaited<ReturnType<typeof linesOf>>[number];
