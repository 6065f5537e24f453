import { newId } from "../../../kernel/ids.ts";
import type { Money } from "../../../kernel/money.ts";
import { Prisma, type Tx } from "../../../platform/db.ts";
import { writeWithAnswer } from "../../../platform/idempotency.ts";
import { insertRows } from "../../../platform/insert-rows.ts";
import { emit } from "../../../platform/outbox.ts";
import { writeAtEnd } from "../../../platform/write-at-end.ts";
import { transferAwaited } from "../events.ts";
import type { PaymentStart } from "../port.ts";

/** The `provider` of money that comes by bank transfer: nobody to ask. */
export const transferProvider = "transfer";

export type NewPayment = {
  orderId: string;
  provider: string;
  amount: Money;
  expiresAt: Date;
  now: Date;
  /** manual: authorised first, taken later. */
  captureMode?: "automatic" | "manual";
  /** The order's change that it pays for. */
  amendmentId?: string | null;
};

const rowOf = (id: string, input: NewPayment) =>
  insertRows("payment", [
    {
      id,
      orderId: input.orderId,
      provider: input.provider,
      currency: input.amount.currency,
      amountMinor: input.amount.minor,
      captureMode: input.captureMode ?? "automatic",
      amendmentId: input.amendmentId ?? null,
      idempotencyKey: id,
      expiresAt: input.expiresAt,
      createdAt: input.now,
      updatedAt: input.now,
    },
  ]);

/** Opens a payment for an order; nothing is asked of the provider yet. */
export async function createPayment(tx: Tx, input: NewPayment): Promise<{ id: string }> {
  const id = newId("payment", input.now.getTime());
  await tx.$executeRaw(rowOf(id, input));
  return { id };
}

/** The same for a transaction that does not look at its payments again: written with the last of its rows. */
export function createPaymentAtEnd(tx: Tx, input: NewPayment): { id: string } {
  const id = newId("payment", input.now.getTime());
  writeAtEnd(tx, rowOf(id, input));
  return { id };
}

/** Opens a payment that waits for a bank transfer naming `reference` (ISO 11649). */
export async function createTransferPayment(
  tx: Tx,
  input: Omit<NewPayment, "provider" | "captureMode"> & { reference: string },
): Promise<{ id: string }> {
  const id = newId("payment", input.now.getTime());
  await tx.payment.create({
    data: {
      id,
      orderId: input.orderId,
      provider: transferProvider,
      method: "transfer",
      status: "pending",
      currency: input.amount.currency,
      amountMinor: input.amount.minor,
      reference: input.reference,
      amendmentId: input.amendmentId ?? null,
      idempotencyKey: id,
      expiresAt: input.expiresAt,
      createdAt: input.now,
    },
  });
  emit(tx, transferAwaited(id, input.orderId));
  return { id };
}

/**
 * The provider opened a session: where the shopper goes to pay. One statement, a transaction of its own or that of the
 * request's answer; repeating it with the same session changes nothing.
 */
export async function recordStart(paymentId: string, start: PaymentStart): Promise<void> {
  await writeWithAnswer(Prisma.sql`
    UPDATE payment SET status = 'pending', session_ref = ${start.sessionRef}, redirect_url = ${start.redirectUrl},
      expires_at = ${start.expiresAt}, intent_ref = coalesce(${start.intentRef}, intent_ref), updated_at = now()
    WHERE id = ${paymentId} AND status IN ('created', 'pending')`);
}
