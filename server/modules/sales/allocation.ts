import { divideRound } from "../../kernel/decimal.ts";
import { allocate, money } from "../../kernel/money.ts";
import { addQuantity, type Quantity, subtractQuantity } from "../../kernel/quantity.ts";

/** What a product line froze when it was ordered: minor units, `grossMinor` with its tax and after its discount. */
export type FrozenLine = {
  quantity: Quantity;
  grossMinor: number;
  taxMinor: number;
  discountMinor: number;
  /** This line's share of the order's shipping, tax included; a line of its own in the order. */
  shippingShareMinor: number;
};

/** What belongs to some units of a line. `shippingMinor` is beside `grossMinor`, not in it. */
export type Portion = {
  grossMinor: number;
  netMinor: number;
  taxMinor: number;
  discountMinor: number;
  shippingMinor: number;
};

const thousandths = (quantity: Quantity): bigint => BigInt(Math.round(quantity * 1000));

/** The part of `whole` that belongs to the first `part` of `all` units, rounded half away from zero. */
const cumulated = (whole: number, part: bigint, all: bigint): number =>
  all === 0n ? 0 : Number(divideRound(BigInt(whole) * part, all));

function upTo(line: FrozenLine, units: Quantity): Portion {
  const [part, all] = [thousandths(units), thousandths(line.quantity)];
  const grossMinor = cumulated(line.grossMinor, part, all);
  // The tax follows the gross, not the units: so it never exceeds the money that goes back with it.
  const taxMinor = cumulated(line.taxMinor, BigInt(grossMinor), BigInt(line.grossMinor));
  return {
    grossMinor,
    taxMinor,
    netMinor: grossMinor - taxMinor,
    discountMinor: cumulated(line.discountMinor, part, all),
    shippingMinor: cumulated(line.shippingShareMinor, part, all),
  };
}

/**
 * What `quantity` more units of a line are worth when `already` went back before: cum(already + quantity) − cum(already).
 * Any sequence of parts therefore sums exactly to the line, decimals of a quantity included. Throws RangeError when the
 * parts are more than the line.
 */
export function portionOf(line: FrozenLine, already: Quantity, quantity: Quantity): Portion {
  const end = addQuantity(already, quantity);
  if (already < 0 || quantity < 0 || end > line.quantity) throw new RangeError("more than the line");
  const [before, after] = [upTo(line, already), upTo(line, end)];
  return {
    grossMinor: after.grossMinor - before.grossMinor,
    netMinor: after.netMinor - before.netMinor,
    taxMinor: after.taxMinor - before.taxMinor,
    discountMinor: after.discountMinor - before.discountMinor,
    shippingMinor: after.shippingMinor - before.shippingMinor,
  };
}

/** Units of a line that may still go back. */
export const unitsLeft = (line: { quantity: Quantity; refunded: Quantity }): Quantity =>
  subtractQuantity(line.quantity, line.refunded);

/** Shares the order's shipping (minor units, tax included) among its product lines by what they cost, exactly. */
export function shippingShares(shippingMinor: number, grosses: readonly number[], currency: string): number[] {
  if (grosses.length === 0) return [];
  return allocate(money(shippingMinor, currency), grosses).map((share) => share.minor);
}
