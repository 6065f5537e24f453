/**
 * Amounts as Stripe counts them (https://docs.stripe.com/currencies). Mostly ISO 4217's minor units, with three kinds of
 * exceptions: currencies without decimals that Stripe wants as if they had two (ISK, UGX), one with decimals that it wants
 * without (MGA), and those with three decimals, of which it takes multiples of ten only (BHD, JOD, KWD, OMR, TND).
 */
import { exponentOf } from "#server/kernel/money.ts";

const otherExponents: Record<string, number> = { ISK: 2, UGX: 2, MGA: 0 };

/** How many decimals the number on Stripe's wire has for a currency (EUR 2, JPY 0, KWD 3, ISK 2). */
export const stripeExponentOf = (currency: string): number => otherExponents[currency] ?? exponentOf(currency);

/** Our minor units in Stripe's; null when Stripe cannot take this amount (12.345 KWD, 1.50 MGA). */
export function toStripeAmount(minor: number, currency: string): number | null {
  const shift = stripeExponentOf(currency) - exponentOf(currency);
  const amount = shift >= 0 ? minor * 10 ** shift : minor / 10 ** -shift;
  if (!Number.isSafeInteger(amount)) return null;
  return stripeExponentOf(currency) === 3 && amount % 10 !== 0 ? null : amount;
}

/** Stripe's units in our minor units. An amount finer than ours rounds down: it is never more than was paid. */
export function fromStripeAmount(amount: number, currency: string): number {
  const shift = stripeExponentOf(currency) - exponentOf(currency);
  return shift >= 0 ? Math.floor(amount / 10 ** shift) : amount * 10 ** -shift;
}
