import { decimal, toText } from "#server/kernel/decimal.ts";
import { extend } from "#server/kernel/money.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { LineQuote } from "./contract.ts";
import { type PriceItem, priceQuote } from "./model.ts";

type ItemRow = {
  id: string;
  variantId: string;
  minQuantity: string;
  unitPrice: string;
  compareAt: string | null;
  validFrom: Date | null;
  validTo: Date | null;
  currency: string;
};

const toItem = (row: ItemRow): PriceItem => ({
  ...row,
  minQuantity: Number(row.minQuantity),
  unitPrice: toText(decimal(row.unitPrice)),
  compareAt: row.compareAt === null ? null : toText(decimal(row.compareAt)),
});

/**
 * Quotes every line from one price list at `now`, in the order given, in one statement. A line whose variant has no price
 * in force is null: it is not for sale here. Quantities are in the variant's base unit.
 */
export async function quoteLines(
  db: Db,
  priceListId: string,
  lines: readonly { variantId: string; quantity: Quantity }[],
  now: Date = new Date(),
): Promise<(LineQuote | null)[]> {
  if (lines.length === 0) return [];
  const variantIds = [...new Set(lines.map((line) => line.variantId))];
  const rows = await db.$queryRaw<ItemRow[]>(Prisma.sql`
    SELECT i.id, i.variant_id AS "variantId", i.min_quantity::text AS "minQuantity", i.unit_price::text AS "unitPrice",
      i.compare_at::text AS "compareAt", i.valid_from AS "validFrom", i.valid_to AS "validTo", l.currency
    FROM price_list_item i JOIN price_list l ON l.id = i.price_list_id
    WHERE l.active AND i.price_list_id = ${priceListId} AND i.variant_id = ANY(${variantIds})`);
  const byVariant = Map.groupBy(rows, (row) => row.variantId);
  return lines.map(({ variantId, quantity }) => {
    const items = byVariant.get(variantId) ?? [];
    const quote = priceQuote(items.map(toItem), quantity, now);
    const currency = items[0]?.currency;
    if (!quote || !currency) return null;
    const one = decimal(1);
    return {
      variantId,
      quantity,
      unitPrice: quote.unitPrice,
      unit: extend(decimal(quote.unitPrice), one, currency),
      compareAt: quote.compareAt === null ? null : extend(decimal(quote.compareAt), one, currency),
      total: extend(decimal(quote.unitPrice), decimal(quantity), currency),
      priceListItemId: quote.itemId,
    };
  });
}

/** The price of one unit of each variant, by variant id; variants without a price in force are absent. One statement. */
export async function unitPrices(
  db: Db,
  priceListId: string,
  variantIds: readonly string[],
  now: Date = new Date(),
): Promise<Map<string, LineQuote>> {
  const quotes = await quoteLines(
    db,
    priceListId,
    variantIds.map((variantId) => ({ variantId, quantity: 1 })),
    now,
  );
  return new Map(quotes.flatMap((quote) => (quote ? [[quote.variantId, quote] as const] : [])));
}
