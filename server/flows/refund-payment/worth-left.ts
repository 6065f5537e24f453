import type { LockedPayment, RefundLineInput } from "#server/modules/payments/index.ts";
import { type LockedOrder, refundPortions, type Units } from "#server/modules/sales/index.ts";

/** What went back for each line, or is on its way: minor units, by line. */
function givenOf(payments: readonly LockedPayment[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  const lines = payments
    .flatMap((payment) => payment.refunds)
    .flatMap((refund) => (refund.status === "failed" ? [] : refund.lines));
  for (const { orderLineId, grossMinor } of lines) {
    given.set(orderLineId, (given.get(orderLineId) ?? 0) + Number(grossMinor));
  }
  return given;
}

/**
 * What giving these units back is worth: what was frozen when they were ordered, and never more than is left of what their
 * line cost. A price that was reduced since does not go back twice. Throws as `refundPortions` does.
 */
export function worthLeft(
  order: LockedOrder,
  payments: readonly LockedPayment[],
  units: readonly Units[],
): RefundLineInput[] {
  const given = givenOf(payments);
  return refundPortions(order, units).map(({ orderLineId, quantity, grossMinor, taxMinor, shippingMinor }) => {
    const cost = Number(order.lines.find(({ id }) => id === orderLineId)?.grossMinor ?? 0);
    const left = Math.min(grossMinor, Math.max(0, cost - (given.get(orderLineId) ?? 0)));
    const tax = left === grossMinor ? taxMinor : Number((BigInt(taxMinor) * BigInt(left)) / BigInt(grossMinor));
    return { orderLineId, quantity, grossMinor: left, taxMinor: tax, shippingMinor };
  });
}
