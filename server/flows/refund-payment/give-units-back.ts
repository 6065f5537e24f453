import { lowerReturnRefunded } from "#server/modules/fulfilment/index.ts";
import { type LockedPayment, refundedLines } from "#server/modules/payments/index.ts";
import { type LockedOrder, lowerRefunded } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** The key of a refund that a return brought about: says which, so that a refusal can be undone there. */
export const returnRefundKey = (returnId: string, key: string): string => `return:${returnId}:${key}`;

/** A refund will not happen: its units may be refunded again, on the order and on the return that they came with. */
export async function giveUnitsBack(
  tx: Tx,
  order: LockedOrder,
  payment: LockedPayment,
  refundId: string,
): Promise<void> {
  const units = await refundedLines(tx, { refundId });
  await lowerRefunded(tx, order, units);
  const key = payment.refunds.find((refund) => refund.id === refundId)?.idempotencyKey ?? "";
  const [, returnId] = /^return:([^:]+):/.exec(key) ?? [];
  if (returnId) await lowerReturnRefunded(tx, returnId, units);
}
