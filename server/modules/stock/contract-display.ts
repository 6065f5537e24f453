// What shoppers may read of stock: exact counts, or bands that tell no count anywhere. Pure.
import { z } from "zod";
import { DomainError } from "../../kernel/errors.ts";
import type { Quantity } from "../../kernel/quantity.ts";
import { type Availability, stockModes } from "./contract.ts";

export const stockBands = ["plenty", "few", "none"] as const;
export type StockBand = (typeof stockBands)[number];

/** How a channel shows its stock; `plentyFrom` is the count from which there is plenty. */
export type StockDisplay = { stockDisplay: "exact" | "bands"; plentyFrom: number };

const shownSchema = z.object({
  band: z.enum(stockBands),
  /** The count; null where the channel shows bands. */
  available: z.number().nullable(),
});

/** What a shopper sees of one variant: in all and by place. Where the channel shows bands, no field tells a count. */
export const shownStockSchema = shownSchema.extend({
  variantId: z.string(),
  /** How many may be ordered, beyond stock where `mode` allows it; null where the channel shows bands. */
  orderable: z.number().nullable(),
  canOrder: z.boolean(),
  mode: z.enum(stockModes),
  /** When what is not in stock is expected (a pre-order: ships from), as a date; null when nobody knows. */
  expectedOn: z.iso.date().nullable(),
  locations: z.array(
    shownSchema.extend({
      code: z.string(),
      name: z.string(),
      kind: z.enum(["warehouse", "store"]),
      city: z.string().nullable(),
    }),
  ),
});
export type ShownStock = z.infer<typeof shownStockSchema>;

export const bandOf = (available: Quantity, plentyFrom: number): StockBand =>
  available <= 0 ? "none" : available < plentyFrom ? "few" : "plenty";

/** A count as the channel tells it: itself, or null where it shows bands. */
export const shownCount = (count: Quantity, { stockDisplay }: StockDisplay): Quantity | null =>
  stockDisplay === "exact" ? count : null;

/** A variant's availability as the channel shows it. */
export function shownStock(row: Availability, display: StockDisplay): ShownStock {
  const shown = (available: Quantity) => ({
    band: bandOf(available, display.plentyFrom),
    available: shownCount(available, display),
  });
  const { variantId, mode, expectedOn } = row;
  return {
    variantId,
    ...shown(row.available),
    orderable: shownCount(row.orderable, display),
    canOrder: row.orderable > 0,
    mode,
    expectedOn,
    locations: row.locations.map(({ available, ...place }) => ({ ...place, ...shown(available) })),
  };
}

/** The refusal `stock.not_enough`; its details tell how many there are only where the channel shows counts. */
export function notEnough(
  short: { variantId: string; wanted: Quantity; available: Quantity },
  { stockDisplay = "exact" }: Partial<StockDisplay>,
): DomainError {
  const { variantId, wanted, available } = short;
  return new DomainError("conflict", "stock.not_enough", {
    variantId,
    wanted,
    ...(stockDisplay === "exact" && { available }),
  });
}
