import { compare, decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Localized } from "#server/kernel/localized.ts";
import { exponentOf } from "#server/kernel/money.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { lockPrice } from "./locks.ts";

/** Creates a sale price list and gives its id. */
export async function createPriceList(
  tx: Tx,
  input: { code: string; name: Localized; currency: string; taxIncluded: boolean },
): Promise<string> {
  const id = newId("priceList");
  await tx.priceList.create({ data: { id, ...input } });
  return id;
}

/** Adds base items (one unit, no dates) for variants that have none yet. Prices are decimals in major units ("289.00"). */
export async function addPrices(
  tx: Tx,
  priceListId: string,
  prices: readonly { variantId: string; unitPrice: string; compareAt?: string | null }[],
): Promise<void> {
  await tx.priceListItem.createMany({
    data: prices.map(({ variantId, unitPrice, compareAt }) => ({
      id: newId("priceListItem"),
      priceListId,
      variantId,
      unitPrice,
      compareAt: compareAt ?? null,
    })),
  });
}

/**
 * Writes into the ledger what variants cost before this shop knew them (`since`): a house that moves in brings its past.
 * Only where nothing was known yet at that moment; the price in force stays what it is. Prices in major units.
 */
export async function rememberPrices(
  tx: Tx,
  priceListId: string,
  prices: readonly { variantId: string; unitPrice: string }[],
  since: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO price_change (item_id, price_list_id, variant_id, min_quantity, valid_from, valid_to, unit_price, changed_at)
    SELECT i.id, i.price_list_id, i.variant_id, i.min_quantity, i.valid_from, i.valid_to, p.price, ${since}
    FROM unnest(${prices.map((p) => p.variantId)}::text[], ${prices.map((p) => p.unitPrice)}::numeric[]) AS p(variant, price)
    JOIN price_list_item i ON i.variant_id = p.variant AND i.price_list_id = ${priceListId}
      AND i.min_quantity = 1 AND i.valid_from IS NULL AND i.valid_to IS NULL
    WHERE NOT EXISTS (SELECT FROM price_change c WHERE c.item_id = i.id AND c.changed_at <= ${since})`;
}

/** An amount in major units as the currency knows it ("289.00"). Throws DomainError invalid `pricing.price_invalid`. */
export function checkedPrice(text: string, currency: string): string {
  const value = decimal(text);
  if (value.digits < 0n || value.scale > exponentOf(currency)) {
    throw new DomainError("invalid", "pricing.price_invalid", { price: text });
  }
  return toText(value);
}

/**
 * Sets the base price (one unit, no dates) of a variant on a list, with the price it is compared with or null, and writes
 * the audit entry. Dated and quantity items stay. The caller emits what shoppers see of it. Nothing changes when the
 * price is the same. Throws DomainError not_found `pricing.price_list_not_found`, invalid `pricing.price_invalid`.
 */
export async function setPrice(
  tx: Tx,
  input: { priceListId: string; variantId: string; unitPrice: string; compareAt: string | null },
  by: By,
): Promise<{ changed: boolean }> {
  const list = await tx.priceList.findUnique({ where: { id: input.priceListId }, select: { currency: true } });
  if (!list) throw new DomainError("not_found", "pricing.price_list_not_found");
  const unitPrice = checkedPrice(input.unitPrice, list.currency);
  const compareAt = input.compareAt === null ? null : checkedPrice(input.compareAt, list.currency);
  await lockPrice(tx, input.priceListId, input.variantId);
  const [current] = await tx.$queryRaw<{ id: string; unitPrice: string; compareAt: string | null }[]>`
    SELECT id, unit_price::text AS "unitPrice", compare_at::text AS "compareAt" FROM price_list_item
    WHERE price_list_id = ${input.priceListId} AND variant_id = ${input.variantId}
      AND min_quantity = 1 AND valid_from IS NULL AND valid_to IS NULL
    ORDER BY id LIMIT 1`;
  const same = (a: string | null, b: string | null) =>
    a === null || b === null ? a === b : compare(decimal(a), decimal(b)) === 0;
  if (current && same(current.unitPrice, unitPrice) && same(current.compareAt, compareAt)) return { changed: false };
  if (current) {
    await tx.priceListItem.update({
      where: { id: current.id },
      data: { unitPrice, compareAt, version: { increment: 1 } },
    });
  } else {
    await addPrices(tx, input.priceListId, [{ variantId: input.variantId, unitPrice, compareAt }]);
  }
  await audit(
    tx,
    by,
    "pricing.price.changed",
    { type: "variant", id: input.variantId },
    {
      priceListId: input.priceListId,
      from: current
        ? {
            unitPrice: toText(decimal(current.unitPrice)),
            compareAt: current.compareAt && toText(decimal(current.compareAt)),
          }
        : null,
      to: { unitPrice, compareAt },
    },
  );
  return { changed: true };
}
