// The money of returned units goes back (payments.refund.create), each unit once: what came, from the amounts frozen when it
// was ordered. The last of it closes the return. Locks: order → payments → return.
import { DomainError } from "#server/kernel/errors.ts";
import { addQuantity, subtractQuantity } from "#server/kernel/quantity.ts";
import type { RefundReturnInput } from "#server/modules/fulfilment/contract-returns.ts";
import {
  assertReturnSeen,
  closeReturn,
  isRefunded,
  type LockedReturn,
  raiseReturnRefunded,
} from "#server/modules/fulfilment/index.ts";
import type { RefundQuote } from "#server/modules/payments/contract-refund.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { returnRefundKey } from "../refund-payment/give-units-back.ts";
import { bookPlan, planRefund, quoteOf, replayRefund } from "../refund-payment/refund-units.ts";
import { lockForReturn } from "./in-return.ts";

/**
 * Refunds units of a received return; the same key refunds once. Throws DomainError conflict `fulfilment.return_changed`,
 * `fulfilment.return_refunded_too_much`, `fulfilment.exchange_open`, and what `refundUnits` throws.
 */
export function refundReturn(input: RefundReturnInput, by: By, now: Date): Promise<RefundQuote> {
  return inTx(async (tx) => {
    const { order, payments, found } = await lockForReturn(tx, input.number);
    const idempotencyKey = returnRefundKey(found.id, input.idempotencyKey);
    const known = await replayRefund(tx, order, payments, idempotencyKey);
    if (known) return known;
    assertReturnSeen(found, input.version);
    assertReceived(found, input.lines);
    const plan = planRefund(order, payments, input);
    await bookPlan(tx, order, payments, plan, { reason: input.reason, idempotencyKey }, by);
    await raiseReturnRefunded(tx, found, input.lines);
    const lines = found.lines.map((line) => ({
      ...line,
      refunded: addQuantity(
        line.refunded,
        input.lines.find((one) => one.orderLineId === line.orderLineId)?.quantity ?? 0,
      ),
    }));
    if (isRefunded(lines)) await closeReturn(tx, found, now);
    return quoteOf(order, plan);
  });
}

function assertReceived(found: LockedReturn, wanted: RefundReturnInput["lines"]): void {
  for (const { orderLineId, quantity } of wanted) {
    const line = found.lines.find((one) => one.orderLineId === orderLineId);
    if (line?.replacementLineId && found.exchange === "open") {
      throw new DomainError("conflict", "fulfilment.exchange_open");
    }
    if (!line || quantity > subtractQuantity(line.received, line.refunded)) {
      throw new DomainError("conflict", "fulfilment.return_refunded_too_much");
    }
  }
}
