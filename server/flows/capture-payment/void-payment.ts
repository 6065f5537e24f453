// Letting held money go: its order was called off, or paid otherwise. A job; no transaction while the provider speaks. When
// the money was taken meanwhile, settling sees that and gives it back.
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { db } from "#server/platform/db.ts";
import { settlePayment } from "../checkout/settle-payment.ts";

/** Safe to repeat. Throws DomainError unavailable `payments.provider_unavailable` (the job tries again). */
export async function voidPayment(paymentId: string, now: Date, providers = paymentProvider): Promise<void> {
  const payment = await db().payment.findUnique({
    where: { id: paymentId },
    select: { status: true, provider: true, intentRef: true },
  });
  if (payment?.status !== "authorised" || !payment.intentRef) return;
  await providers(payment.provider).cancel(payment.intentRef);
  await settlePayment(paymentId, now, { providers });
}
