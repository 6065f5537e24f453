// The sweep: unpaid orders past their hold are settled once more (the money may have come) and given up otherwise.
import { DomainError } from "#server/kernel/errors.ts";
import { paymentsOfOrder } from "#server/modules/payments/index.ts";
import { lockOrder, ordersPastHold } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { giveUp } from "./give-up.ts";
import { settlePayment } from "./settle-payment.ts";

/** Gives up unpaid orders past their hold; how many. One that a provider cannot be asked about waits for the next sweep. */
export async function expireOrders(now: Date, limit = 100): Promise<number> {
  let count = 0;
  for (const orderId of await ordersPastHold(db(), now, limit)) {
    try {
      for (const payment of await paymentsOfOrder(db(), orderId))
        await settlePayment(payment.id, now, { giveUp: true });
      await inTx(async (tx) => giveUp(tx, await lockOrder(tx, orderId), now));
      count++;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== "unavailable") throw error;
      log.warn({ orderId, code: error.code }, "expiring waits for the provider");
    }
  }
  return count;
}
