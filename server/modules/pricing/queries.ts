import { decimal, toText } from "#server/kernel/decimal.ts";
import { extend } from "#server/kernel/money.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { anyOf } from "#server/platform/any-of.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { LineQuote } from "./contract.ts";
import { type PriceItem, priceQuote } from "./model.ts";
import { lowestPriorPrice, type PriceChange } from "./prior-price.ts";

/** A ledger entry as JSON: instants in milliseconds. */
type ChangeRow = {
  id: string;
  unitPrice: string | null;
  compareAt: string | null;
  validFrom: number | null;
  validTo: number | null;
  changedAt: number;
};

export type PriceItemRow = {
  id: string;
  variantId: string;
  minQuantity: string;
  unitPrice: string;
  compareAt: string | null;
  /** In milliseconds, also as JSON. */
  validFrom: number | null;
  validTo: number | null;
  currency: string;
  /** Only where a reduction is announced. */
  ledger: ChangeRow[] | null;
};

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

const toItem = (row: PriceItemRow): PriceItem => ({
  ...row,
  validFrom: instant(row.validFrom),
  validTo: instant(row.validTo),
  minQuantity: Number(row.minQuantity),
  unitPrice: toText(decimal(row.unitPrice)),
  compareAt: row.compareAt === null ? null : toText(decimal(row.compareAt)),
});

const toChange = (row: ChangeRow): PriceChange => ({
  id: row.id,
  minQuantity: 1,
  unitPrice: row.unitPrice,
  compareAt: row.compareAt,
  validFrom: instant(row.validFrom),
  validTo: instant(row.validTo),
  changedAt: new Date(row.changedAt),
});

/** The entries about one unit of the variant of `i`, oldest first, read where a reduction is announced and nowhere else. */
const ledgerOfReduced = Prisma.sql`CASE WHEN i.compare_at > i.unit_price THEN (
  SELECT json_agg(json_build_object('id', c.item_id, 'unitPrice', c.unit_price::text, 'compareAt', c.compare_at::text,
    'validFrom', extract(epoch FROM c.valid_from) * 1000, 'validTo', extract(epoch FROM c.valid_to) * 1000,
    'changedAt', extract(epoch FROM c.changed_at) * 1000) ORDER BY c.changed_at, c.id)
  FROM price_change c
  WHERE c.variant_id = i.variant_id AND c.price_list_id = i.price_list_id AND c.min_quantity <= 1) END`;

const itemsWhere = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT i.id, i.variant_id AS "variantId", i.min_quantity::text AS "minQuantity", i.unit_price::text AS "unitPrice",
      i.compare_at::text AS "compareAt", (extract(epoch FROM i.valid_from) * 1000)::float8 AS "validFrom",
      (extract(epoch FROM i.valid_to) * 1000)::float8 AS "validTo", l.currency, ${ledgerOfReduced} AS ledger
    FROM price_list_item i JOIN price_list l ON l.id = i.price_list_id
    WHERE l.active AND ${where}`;

/**
 * What `quoteLines` would read for these variants (a query for their ids) of a price list, as a JSON array within somebody
 * else's statement. An array, so that the index is asked for each of them: see `rowsOfCart`.
 */
export const priceItemsOf = (priceListId: Prisma.Sql, variantIds: Prisma.Sql): Prisma.Sql => Prisma.sql`
    (SELECT coalesce(jsonb_agg(p), '[]') FROM (
      ${itemsWhere(Prisma.sql`i.price_list_id = ${priceListId} AND i.variant_id = ANY(ARRAY(${variantIds}))`)}) p)`;

/**
 * Quotes every line from one price list at `now`, in the order given, in one statement. A line whose variant has no price
 * in force is null: it is not for sale here. Quantities are in the variant's base unit.
 */
export async function quoteLines(
  db: Db,
  priceListId: string,
  lines: readonly PricedLine[],
  now: Date = new Date(),
): Promise<(LineQuote | null)[]> {
  if (lines.length === 0) return [];
  const variantIds = [...new Set(lines.map((line) => line.variantId))];
  const rows = await db.$queryRaw<PriceItemRow[]>(
    itemsWhere(Prisma.sql`i.price_list_id = ${priceListId} AND i.variant_id ${anyOf(variantIds)}`),
  );
  return quoteFromItems(rows, lines, now);
}

type PricedLine = { variantId: string; quantity: Quantity };

/** The same from what was read already (`priceItemsOf`). */
export function quoteFromItems(
  rows: readonly PriceItemRow[],
  lines: readonly PricedLine[],
  now: Date,
): (LineQuote | null)[] {
  const byVariant = Map.groupBy(rows, (row) => row.variantId);
  return lines.map(({ variantId, quantity }) => {
    const items = byVariant.get(variantId) ?? [];
    const quote = priceQuote(items.map(toItem), quantity, now);
    const currency = items[0]?.currency;
    if (!quote || !currency) return null;
    const one = decimal(1);
    const ledger = quote.compareAt === null ? null : items.find((item) => item.id === quote.itemId)?.ledger;
    const prior = ledger ? lowestPriorPrice(ledger.map(toChange), now) : null;
    return {
      variantId,
      quantity,
      unitPrice: quote.unitPrice,
      unit: extend(decimal(quote.unitPrice), one, currency),
      compareAt: quote.compareAt === null ? null : extend(decimal(quote.compareAt), one, currency),
      prior: prior === null ? null : extend(decimal(prior), one, currency),
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
