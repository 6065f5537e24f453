import { z } from "zod";

/**
 * Quantities are exact decimals of the base unit of measure with at most three places. In code and on the wire they are
 * numbers, which hold every such value exactly up to 10^12; arithmetic goes through thousandths so that sums stay exact.
 */
export type Quantity = number;

const thousandths = (q: Quantity): number => Math.round(q * 1000);

export const addQuantity = (a: Quantity, b: Quantity): Quantity => (thousandths(a) + thousandths(b)) / 1000;
export const subtractQuantity = (a: Quantity, b: Quantity): Quantity => (thousandths(a) - thousandths(b)) / 1000;
export const sumQuantity = (all: readonly Quantity[]): Quantity =>
  all.reduce((sum, q) => sum + thousandths(q), 0) / 1000;

export const uoms = ["unit", "kg", "m"] as const;
export type Uom = (typeof uoms)[number];

/** True when the unit can be cut: 0.5 kg exists, half a chair does not. */
export const isDivisible = (uom: string): boolean => uom === "kg" || uom === "m";

/** A quantity that may be asked for: positive, at most three decimals, at most 9,999. */
export const quantityInput = z
  .number()
  .positive()
  .max(9_999)
  .refine((q) => Math.abs(q * 1000 - Math.round(q * 1000)) < 1e-6, { message: "at most three decimals" });
