import { decimal, multiply, roundToInteger, toText } from "#server/kernel/decimal.ts";
import { exponentOf, money, toMajor } from "#server/kernel/money.ts";
import type { Transitions } from "#server/kernel/state-machine.ts";
import type { QuoteStatus } from "./contract.ts";

export type QuoteAction = "send" | "accept" | "decline" | "expire" | "supersede" | "reopen";

/** What a version of a quote may become. An order that was not paid in time gives its quote back. */
export const quoteTransitions: Transitions<QuoteStatus, QuoteAction> = {
  draft: { send: "sent", decline: "declined" },
  sent: { accept: "accepted", decline: "declined", expire: "expired", supersede: "superseded" },
  accepted: { reopen: "sent" },
  declined: {},
  expired: {},
  superseded: {},
};

/** What is past its last day counts as expired, whatever the row still says. Days are those of Paris. */
export const statusOn = (status: QuoteStatus, validUntil: string, today: string): QuoteStatus =>
  status === "sent" && validUntil < today ? "expired" : status;

export type Offer = { unitPrice: string } | { discountPercent: number };

/**
 * The price of one unit in major units: as it was agreed, or that many per cent off the list, rounded to the currency half
 * away from zero.
 */
export function offeredPrice(listPrice: string, offer: Offer, currency: string): string {
  if ("unitPrice" in offer) return toText(decimal(offer.unitPrice));
  const share = decimal(`${Math.round((100 - offer.discountPercent) * 10_000)}`);
  const part = { digits: share.digits, scale: share.scale + 6 };
  const minor = roundToInteger(multiply(decimal(listPrice), part), exponentOf(currency));
  return toText(toMajor(money(minor, currency)));
}
