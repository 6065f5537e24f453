import { type Decimal, decimal, divideRound, multiply } from "../../kernel/decimal.ts";
import { allocate, type Money, money, toMajor } from "../../kernel/money.ts";
import type { Quantity } from "../../kernel/quantity.ts";

/** A product line as points see it: what was paid for it in minor units, and how many of its units the money went back for. */
export type PaidLine = { quantity: Quantity; refunded: Quantity; grossMinor: number };
/** A line's share of the points that an order spent, frozen when it was placed. */
export type FrozenShare = { orderLineId: string; quantity: Quantity; points: number };

const floor = ({ digits, scale }: Decimal): number => Number(digits / 10n ** BigInt(scale));
const thousandths = (quantity: Quantity): bigint => BigInt(Math.round(quantity * 1000));

/** The points of the first `part` of `all` units, rounded half away from zero: parts sum to the whole (ADR 0016). */
const cumulated = (points: number, part: Quantity, all: Quantity): number =>
  all <= 0 ? 0 : Number(divideRound(BigInt(points) * thousandths(Math.min(part, all)), thousandths(all)));

/** Shares points among lines by what they cost, exactly. */
export const sharePoints = (points: number, weights: readonly number[], currency: string): number[] =>
  weights.length === 0 ? [] : allocate(money(points, currency), weights).map(({ minor }) => minor);

/** Whole points for an amount paid for goods; what is short of a point earns none. `pointsPerUnit` is an exact decimal. */
export const earnedBy = (paid: Money, pointsPerUnit: string): number =>
  paid.minor <= 0 ? 0 : floor(multiply(toMajor(paid), decimal(pointsPerUnit)));

/** What an order has earned after all that was refunded of it: each line keeps the points of the units it keeps. */
export function earnedNow(lines: readonly PaidLine[], pointsPerUnit: string, currency: string): number {
  const grosses = lines.map((line) => Math.max(0, line.grossMinor));
  const whole = earnedBy(
    money(
      grosses.reduce((sum, gross) => sum + gross, 0),
      currency,
    ),
    pointsPerUnit,
  );
  const shares = sharePoints(whole, grosses, currency);
  return lines.reduce((sum, line, i) => {
    const share = shares[i] ?? 0;
    return sum + share - cumulated(share, line.refunded, line.quantity);
  }, 0);
}

/**
 * How many of the points that an order spent have come back: those of units that were refunded, or taken out of the order
 * before they left. `now` has the lines that the order still has.
 */
export function unspent(
  shares: readonly FrozenShare[],
  now: ReadonlyMap<string, { quantity: Quantity; refunded: Quantity }>,
): number {
  return shares.reduce((sum, share) => {
    const line = now.get(share.orderLineId);
    const kept = line ? Math.min(share.quantity, line.quantity - line.refunded) : 0;
    return sum + cumulated(share.points, share.quantity - Math.max(0, kept), share.quantity);
  }, 0);
}

/**
 * What the points that an order spent take off it as it stands, in minor units: units taken out before they left take their
 * part along, refunded ones were sold. `ordered` has the quantity of each line that the order still has.
 */
export function takenOff(
  spend: { points: number; amountMinor: number; lines: readonly FrozenShare[] },
  ordered: ReadonlyMap<string, Quantity>,
): number {
  const lines = new Map([...ordered].map(([id, quantity]) => [id, { quantity, refunded: 0 }]));
  return (spend.points - unspent(spend.lines, lines)) * (spend.amountMinor / spend.points);
}

/** What of a balance goods worth `goods` take, and what that takes off them; nothing below the programme's minimum. */
export function spendable(
  balance: number,
  goods: Money,
  terms: { pointValueMinor: number; minimumPoints: number },
): { points: number; amount: Money } | null {
  const points = Math.min(balance, Math.floor(Math.max(0, goods.minor) / terms.pointValueMinor));
  if (points <= 0 || points < terms.minimumPoints) return null;
  return { points, amount: money(points * terms.pointValueMinor, goods.currency) };
}

/** The same day so many months later, or the last of that month. */
export function monthsLater(from: Date, months: number): Date {
  const day = new Date(from);
  day.setUTCMonth(day.getUTCMonth() + months);
  if (day.getUTCDate() !== from.getUTCDate()) day.setUTCDate(0);
  return day;
}

/** Until when points that become spendable now may be spent; null: for ever. */
export const expiryOf = (terms: { expiryMonths: number | null }, now: Date): Date | null =>
  terms.expiryMonths === null ? null : monthsLater(now, terms.expiryMonths);
