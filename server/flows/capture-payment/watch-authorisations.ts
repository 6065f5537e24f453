// Held money does not last: card networks let it go after about a week. Staff are warned two days before; what was let go
// is settled (the order is unpaid again, its buyer is asked, see settle-payment). Part of the payments' sweep.
import { DomainError } from "#server/kernel/errors.ts";
import { paymentsHeldUntil } from "#server/modules/payments/index.ts";
import { lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";
import { settlePayment } from "../checkout/settle-payment.ts";

const warning = "authorisation_ends";
const warningMs = 2 * 86_400_000;

/** Warns about what ends soon, once each, and looks at what has ended; how many warnings were written. */
export async function watchAuthorisations(now: Date, limit = 50): Promise<number> {
  let warned = 0;
  const until = new Date(now.getTime() + warningMs);
  for (const payment of await paymentsHeldUntil(db(), { now, until, told: warning }, limit)) {
    if (payment.expiresAt && payment.expiresAt <= now) await look(payment.id, now);
    else if (await warn(payment, now)) warned++;
  }
  return warned;
}

async function look(paymentId: string, now: Date): Promise<void> {
  try {
    await settlePayment(paymentId, now);
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "unavailable") throw error;
    log.warn({ paymentId, code: error.code }, "looking at an ended hold waits for the provider");
  }
}

async function warn(
  payment: { id: string; orderId: string; authorisedMinor: bigint; currency: string; expiresAt: Date | null },
  now: Date,
): Promise<boolean> {
  return inTx(async (tx) => {
    await lockOrder(tx, payment.orderId);
    const where = { orderId: payment.orderId, type: warning };
    if (await tx.orderEvent.findFirst({ where, select: { id: true } })) return false;
    const data = {
      paymentId: payment.id,
      amountMinor: Number(payment.authorisedMinor),
      currency: payment.currency,
      until: payment.expiresAt?.toISOString() ?? "",
    };
    await recordEvent(tx, payment.orderId, { type: warning, audience: "staff", data }, bySystem, now);
    return true;
  });
}
