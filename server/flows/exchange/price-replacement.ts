// What goods that replace others cost: the exchange changes the size, not the deal. Reads only; the caller holds the locks.
import { decimal, divideRound, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { exponentOf } from "#server/kernel/money.ts";
import { isDivisible, type Quantity } from "#server/kernel/quantity.ts";
import { channelById } from "#server/modules/channels/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { composeOrder, type DraftLine } from "../edit-order/compose-order.ts";
import { readVariants, type SoldVariant } from "../edit-order/read-variants.ts";

/** Units of an ordered line, the variant that is wanted instead, and what giving the units back is worth (minor units). */
export type Wanted = {
  orderLineId: string;
  quantity: Quantity;
  variantId: string;
  credit: { grossMinor: number; taxMinor: number };
};

/**
 * What the replacement costs: what its units were paid for, and what the two differ by in today's price list. So another size
 * at the same price costs nothing, whatever the goods were reduced by; where the old one is not sold any more, the new one
 * costs its price. Minor units, in the terms of the channel (gross where prices include tax). Never below nothing.
 */
export function replacementCost(paidMinor: number, today: { old: number | null; new: number }): number {
  return Math.max(0, today.old === null ? today.new : paidMinor + today.new - today.old);
}

/** A price of one unit, in major units, that comes to `minor` for all of them as nearly as six decimals can say it. */
function unitPriceOf(minor: number, quantity: Quantity, exponent: number): string {
  const millionths = divideRound(
    BigInt(minor) * 10n ** BigInt(6 - exponent) * 1000n,
    BigInt(Math.round(quantity * 1000)),
  );
  return toText({ digits: millionths, scale: 6 });
}

export type PricedReplacement = ReturnType<typeof composeOrder> & {
  /** Which new line stands for which old one. */
  pairs: readonly { orderLineId: string; replacementLineId: string }[];
};

/**
 * Prices the order that replaces these units. Throws DomainError unprocessable `sales.variant_not_for_sale` { name } for what
 * is no variant of the same product or not sold here; invalid `sales.quantity_not_divisible`.
 */
export async function priceReplacement(
  db: Db,
  order: LockedOrder,
  wanted: readonly Wanted[],
  now: Date,
): Promise<PricedReplacement> {
  const channel = await channelById(db, order.channelId);
  const lineOf = (id: string) => order.lines.find((line) => line.id === id);
  const olds = wanted.map((one) => lineOf(one.orderLineId)?.variantId ?? "");
  await assertSameProduct(
    db,
    wanted.map((one, i) => [olds[i] ?? "", one.variantId]),
  );
  const variants = await readVariants(
    db,
    wanted.map((one) => one.variantId),
    order.locale,
  );
  const asked = wanted.flatMap((one, i) => [
    { variantId: one.variantId, quantity: one.quantity },
    { variantId: olds[i] ?? "", quantity: one.quantity },
  ]);
  const quotes = await quoteLines(db, pricesFor(channel, { companyId: order.partnerId }), asked, now);
  const drafts = wanted.map((one, i): DraftLine => {
    const [variant, line] = [variants.get(one.variantId), lineOf(one.orderLineId)];
    const [quote, old] = [quotes[2 * i], quotes[2 * i + 1]];
    if (!variant?.sellable || !quote || !line) {
      throw new DomainError("unprocessable", "sales.variant_not_for_sale", { name: variant?.name ?? one.variantId });
    }
    if (!isDivisible(variant.uom) && !Number.isInteger(one.quantity)) {
      throw new DomainError("invalid", "sales.quantity_not_divisible");
    }
    const paid = order.taxIncluded ? one.credit.grossMinor : one.credit.grossMinor - one.credit.taxMinor;
    const cost = replacementCost(paid, { old: old?.total.minor ?? null, new: quote.total.minor });
    const reduced = quote.total.minor - cost;
    return {
      ...copied(variant),
      quantity: one.quantity,
      before: 0,
      taxRate: toText(decimal(line.taxRate.toFixed())),
      unitPrice: reduced >= 0 ? quote.unitPrice : unitPriceOf(cost, one.quantity, exponentOf(order.currency)),
      baseMinor: cost,
      discountMinor: Math.max(0, reduced),
    };
  });
  const pairs = drafts.map((draft, i) => ({
    orderLineId: wanted[i]?.orderLineId ?? "",
    replacementLineId: draft.id,
  }));
  const { taxIncluded, currency } = order;
  return { ...composeOrder([...drafts, freeShipping(order)], { taxIncluded, currency }), pairs };
}

function copied({ id: variantId, sku, name, description, mediaKey, taxCategory, returnExclusion }: SoldVariant) {
  const kind = "product" as const;
  return { id: newId("orderLine"), kind, variantId, sku, name, description, mediaKey, taxCategory, returnExclusion };
}

/** The house sends what it exchanges. */
function freeShipping(order: LockedOrder): DraftLine {
  const line = order.lines.find((one) => one.kind === "shipping");
  return {
    ...{ id: newId("orderLine"), kind: "shipping", variantId: null, sku: null, description: null, mediaKey: null },
    ...{ name: order.shippingMethodName, returnExclusion: null, quantity: 1, before: 0 },
    taxCategory: line?.taxCategory ?? "standard",
    taxRate: line ? toText(decimal(line.taxRate.toFixed())) : "0",
    ...{ unitPrice: "0", baseMinor: 0, discountMinor: 0 },
  };
}

async function assertSameProduct(db: Db, pairs: readonly (readonly [string, string])[]): Promise<void> {
  const rows = await db.variant.findMany({
    where: { id: { in: pairs.flat() } },
    select: { id: true, productId: true },
  });
  const products = new Map(rows.map((row) => [row.id, row.productId]));
  const stray = pairs.find(([from, to]) => !products.has(to) || products.get(from) !== products.get(to));
  if (stray) throw new DomainError("unprocessable", "sales.variant_not_for_sale", { name: stray[1] });
}
