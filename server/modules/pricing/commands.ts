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

function checked(text: string, currency: string): string {
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
  const unitPrice = checked(input.unitPrice, list.currency);
  const compareAt = input.compareAt === null ? null : checked(input.compareAt, list.currency);
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
    await tx.priceListItem.update({ where: { id: current.id }, data: { unitPrice, compareAt } });
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
