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
  /** Of the buyer's own list, not of everybody's. */
  own: boolean;
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

/** Which prices hold: everybody's of a channel, and those of the list of whom one buys for. */
export type PriceBasis = { priceListId: string; buyerId: string | null };

/** What everybody pays in a channel: all that may be cached, or shown before it is known who looks. */
export const everybodys = ({ priceListId }: { priceListId: string }): PriceBasis => ({ priceListId, buyerId: null });

/** What whoever buys in a channel pays: for a company that has a list of its own, by that list too. */
export const pricesFor = (
  { priceListId }: { priceListId: string },
  buyer: { companyId?: string | null },
): PriceBasis => ({ priceListId, buyerId: buyer.companyId ?? null });

/** The buyer's own list, where it is told like everybody's: currency and tax alike. */
const ownListOf = (priceListId: Prisma.Sql, buyerId: string): Prisma.Sql => Prisma.sql`
    SELECT g.price_list_id FROM partner_price_list g JOIN price_list o ON o.id = g.price_list_id
    JOIN price_list e ON e.id = ${priceListId} AND e.currency = o.currency AND e.tax_included = o.tax_included
    WHERE g.partner_id = ${buyerId}`;

const ofLists = (priceListId: Prisma.Sql, buyerId: string | null): Prisma.Sql =>
  buyerId === null
    ? Prisma.sql`i.price_list_id = ${priceListId}`
    : Prisma.sql`i.price_list_id = ANY(ARRAY(SELECT ${priceListId} UNION ${ownListOf(priceListId, buyerId)}))`;

const itemsWhere = (where: Prisma.Sql, own: Prisma.Sql): Prisma.Sql => Prisma.sql`
    SELECT i.id, i.variant_id AS "variantId", i.min_quantity::text AS "minQuantity", i.unit_price::text AS "unitPrice",
      i.compare_at::text AS "compareAt", (extract(epoch FROM i.valid_from) * 1000)::float8 AS "validFrom",
      (extract(epoch FROM i.valid_to) * 1000)::float8 AS "validTo", l.currency, (${own}) AS own, ${ledgerOfReduced} AS ledger
    FROM price_list_item i JOIN price_list l ON l.id = i.price_list_id
    WHERE l.active AND ${where}`;

const itemsOf = (priceListId: Prisma.Sql, buyerId: string | null, variantIds: Prisma.Sql): Prisma.Sql =>
  itemsWhere(
    Prisma.sql`${ofLists(priceListId, buyerId)} AND i.variant_id ${variantIds}`,
    buyerId === null ? Prisma.sql`false` : Prisma.sql`i.price_list_id <> ${priceListId}`,
  );

/**
 * What `quoteLines` would read for these variants (a query for their ids) of everybody's list and the buyer's own, as a JSON
 * array within somebody else's statement. An array, so that the index is asked for each of them: see `rowsOfCart`.
 */
export const priceItemsOf = (priceListId: Prisma.Sql, buyerId: string | null, variantIds: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`
    (SELECT coalesce(jsonb_agg(p), '[]') FROM (
      ${itemsOf(priceListId, buyerId, Prisma.sql`= ANY(ARRAY(${variantIds}))`)}) p)`;

/**
 * Quotes every line at `now`, in the order given, in one statement: the lowest price in force of everybody's list and the
 * buyer's own. A line whose variant has no price in force is null: it is not for sale here. Quantities are in the variant's
 * base unit.
 */
export async function quoteLines(
  db: Db,
  { priceListId, buyerId }: PriceBasis,
  lines: readonly PricedLine[],
  now: Date = new Date(),
): Promise<(LineQuote | null)[]> {
  if (lines.length === 0) return [];
  const variantIds = [...new Set(lines.map((line) => line.variantId))];
  const rows = await db.$queryRaw<PriceItemRow[]>(itemsOf(Prisma.sql`${priceListId}`, buyerId, anyOf(variantIds)));
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
    const priced = items.map(toItem);
    const quote = priceQuote(priced, quantity, now);
    const currency = items[0]?.currency;
    if (!quote || !currency) return null;
    const one = decimal(1);
    const chosen = items.find((item) => item.id === quote.itemId);
    // Nobody announces a reduction to who buys by a list of their own: beside it stands what everybody pays.
    const ledger = quote.compareAt === null || chosen?.own ? null : chosen?.ledger;
    const prior = ledger ? lowestPriorPrice(ledger.map(toChange), now) : null;
    const everybody = chosen?.own
      ? priceQuote(
          priced.filter((_, i) => !items[i]?.own),
          quantity,
          now,
        )
      : undefined;
    return {
      variantId,
      quantity,
      unitPrice: quote.unitPrice,
      unit: extend(decimal(quote.unitPrice), one, currency),
      compareAt: quote.compareAt === null ? null : extend(decimal(quote.compareAt), one, currency),
      own: chosen?.own ?? false,
      listed: everybody ? extend(decimal(everybody.unitPrice), one, currency) : null,
      prior: prior === null ? null : extend(decimal(prior), one, currency),
      total: extend(decimal(quote.unitPrice), decimal(quantity), currency),
      priceListItemId: quote.itemId,
    };
  });
}

/** What lines cost at prices that were agreed, in major units by variant; null for a variant that none was agreed for. */
export function quoteAgreed(
  prices: ReadonlyMap<string, string>,
  lines: readonly PricedLine[],
  currency: string,
): (LineQuote | null)[] {
  return lines.map(({ variantId, quantity }) => {
    const unitPrice = prices.get(variantId);
    if (unitPrice === undefined) return null;
    const price = decimal(unitPrice);
    return {
      ...{ variantId, quantity, unitPrice, unit: extend(price, decimal(1), currency) },
      ...{ compareAt: null, prior: null, listed: null, own: false, priceListItemId: "" },
      total: extend(price, decimal(quantity), currency),
    };
  });
}

/** The price of one unit of each variant, by variant id; variants without a price in force are absent. One statement. */
export async function unitPrices(
  db: Db,
  basis: PriceBasis,
  variantIds: readonly string[],
  now: Date = new Date(),
): Promise<Map<string, LineQuote>> {
  const quotes = await quoteLines(
    db,
    basis,
    variantIds.map((variantId) => ({ variantId, quantity: 1 })),
    now,
  );
  return new Map(quotes.flatMap((quote) => (quote ? [[quote.variantId, quote] as const] : [])));
}
