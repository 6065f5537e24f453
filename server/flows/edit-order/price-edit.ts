// What an order will be after a change: the one computation behind preview and edit. Kept units keep the price they were
// ordered at, new ones have today's; shipping and taxes are worked out anew. Reads only; the caller decides about locks.
import { createHash } from "node:crypto";
import { compare, decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { money, toMajor } from "#server/kernel/money.ts";
import { addQuantity, isDivisible, type Quantity, subtractQuantity, sumQuantity } from "#server/kernel/quantity.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { channelById } from "#server/modules/channels/index.ts";
import { quoteShippingMethod } from "#server/modules/fulfilment/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";
import type { EditWanted } from "#server/modules/sales/contract-edit.ts";
import { baseOf, type Change, type LockedOrder, type Proposal } from "#server/modules/sales/index.ts";
import { rateIn, taxRates } from "#server/modules/tax/index.ts";
import type { Db } from "#server/platform/db.ts";
import { composeOrder, type DraftLine, keep } from "./compose-order.ts";
import { readVariants, type SoldVariant } from "./read-variants.ts";
import { otherDay, tellAgain, whereTo } from "./where-to.ts";

type Line = LockedOrder["lines"][number];
type Context = {
  order: LockedOrder;
  channel: ChannelTerms;
  variants: ReadonlyMap<string, SoldVariant>;
  /** Rate by tax category of today, where it goes. */
  rates: ReadonlyMap<string, string>;
  /** Same country as before: what was ordered keeps the rate that it was ordered at. */
  sameCountry: boolean;
  now: Date;
};

/**
 * Prices a change of a locked order. Throws DomainError unprocessable `sales.line_not_in_order`,
 * `sales.edit_changes_nothing`, `sales.edit_leaves_nothing`, `sales.variant_not_for_sale`, `tax.country_unknown`,
 * `fulfilment.shipping_method_unavailable`, `sales.address_missing`, `sales.day_not_offered`; invalid
 * `sales.quantity_not_divisible`, `sales.postcode_wrong`; conflict `sales.line_already_refunded`, `sales.pickup_stays`.
 */
export async function priceEdit(db: Db, order: LockedOrder, wanted: EditWanted, now: Date): Promise<Proposal> {
  const products = order.lines.filter((line) => line.kind === "product");
  const quantities = quantitiesWanted(products, wanted);
  const added = additions(products, quantities, wanted);
  const ids = [...new Set([...products.map((line) => line.variantId ?? ""), ...added.keys()])];
  const where = await whereTo(db, order, wanted);
  const { delivery } = where;
  const context: Context = {
    order,
    channel: await channelById(db, order.channelId),
    variants: await readVariants(db, ids, order.locale),
    rates: await taxRates(db, delivery.country, now),
    sameCountry: delivery.country === (order.deliveryAddress as { country?: string }).country,
    now,
  };
  const kept = products.flatMap((line) => keptLine(context, line, quantities.get(line.id) ?? 0));
  const drafts = await withAdditions(db, context, kept, added);
  const units = sumQuantity(drafts.map((line) => line.quantity));
  if (units === 0) throw new DomainError("unprocessable", "sales.edit_leaves_nothing");

  const changes = changesOf(products, drafts);
  const method = wanted.shippingMethod ?? order.shippingMethodCode;
  const requote = changes.length > 0 || !context.sameCountry || where.switches;
  if (!requote && !differs(delivery, order.deliveryAddress) && !otherDay(order, wanted)) {
    throw new DomainError("unprocessable", "sales.edit_changes_nothing");
  }
  const shipping = await shippingLine(db, context, drafts, delivery, requote ? method : null);
  const told = await tellAgain(db, { order, channel: context.channel, lines: drafts, where, wanted, now });
  const { lines, totals } = composeOrder([...drafts, ...shipping.lines], {
    taxIncluded: order.taxIncluded,
    currency: order.currency,
  });
  return {
    lines,
    changes,
    totals,
    shippingMethod: shipping.method,
    delivery,
    pickupLocationId: where.pickupLocationId,
    ...(told && { told }),
    differenceMinor: totals.totalMinor - Number(order.totalMinor),
    base: baseOf(order),
  };
}

/** What the shopper or staff agreed to: the same signature, the same order at the same price. */
export const signatureOf = ({ base, lines, totals, shippingMethod, delivery, told }: Proposal): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        base,
        lines.map((line) => [line.variantId, line.quantity, line.unitPrice, line.taxRate, line.grossMinor]),
        totals.totalMinor,
        shippingMethod.code,
        delivery,
        told?.promise,
        told?.wantedOn,
      ]),
    )
    .digest("base64url");

function quantitiesWanted(products: readonly Line[], wanted: EditWanted): Map<string, Quantity> {
  const quantities = new Map(products.map((line) => [line.id, Number(line.quantity)]));
  for (const { orderLineId, quantity } of wanted.lines) {
    if (!quantities.has(orderLineId)) throw new DomainError("unprocessable", "sales.line_not_in_order");
    quantities.set(orderLineId, quantity);
  }
  return quantities;
}

/** Units to add by variant: new articles, and more of what was ordered. */
function additions(products: readonly Line[], quantities: ReadonlyMap<string, Quantity>, wanted: EditWanted) {
  const added = new Map<string, Quantity>();
  const add = (variantId: string, quantity: Quantity) =>
    added.set(variantId, addQuantity(added.get(variantId) ?? 0, quantity));
  for (const { variantId, quantity } of wanted.add) add(variantId, quantity);
  for (const line of products) {
    const more = subtractQuantity(quantities.get(line.id) ?? 0, Number(line.quantity));
    if (more > 0) add(line.variantId ?? "", more);
  }
  return added;
}

function assertDivisible(variant: SoldVariant | undefined, quantity: Quantity): void {
  if (!isDivisible(variant?.uom ?? "unit") && !Number.isInteger(quantity)) {
    throw new DomainError("invalid", "sales.quantity_not_divisible");
  }
}

/** What stays of an ordered line, at the price it was ordered at; nothing when it is taken out. */
function keptLine({ order, variants, rates, sameCountry }: Context, line: Line, wanted: Quantity): DraftLine[] {
  const before = Number(line.quantity);
  const quantity = Math.min(before, wanted);
  if (wanted !== before) assertDivisible(variants.get(line.variantId ?? ""), wanted);
  if (wanted !== before && Number(line.refunded) > 0) {
    throw new DomainError("conflict", "sales.line_already_refunded", { name: line.name });
  }
  if (quantity === 0) return [];
  const { id, variantId, sku, name, description, mediaKey, taxCategory, returnExclusion } = line;
  const amounts = {
    quantity: before,
    netMinor: Number(line.netMinor),
    taxMinor: Number(line.taxMinor),
    grossMinor: Number(line.grossMinor),
    discountMinor: Number(line.discountMinor),
  };
  return [
    {
      ...{ id, kind: "product" as const, variantId, sku, name, description, mediaKey, taxCategory, quantity, before },
      unitPrice: toText(decimal(line.unitPrice.toFixed())),
      returnExclusion,
      taxRate: sameCountry ? toText(decimal(line.taxRate.toFixed())) : rateIn(rates, taxCategory),
      ...keep(amounts, quantity, order.taxIncluded),
    },
  ];
}

/** Adds units at today's price: to the line that has that price and rate, otherwise as a line of their own. */
async function withAdditions(
  db: Db,
  { order, channel, variants, rates, now }: Context,
  kept: readonly DraftLine[],
  added: ReadonlyMap<string, Quantity>,
): Promise<DraftLine[]> {
  const lines = kept.map((line) => ({ ...line }));
  const rows = [...added].map(([variantId, quantity]) => ({ variantId, quantity }));
  const quotes = await quoteLines(db, pricesFor(channel, { companyId: order.partnerId }), rows, now);
  for (const [i, { variantId, quantity }] of rows.entries()) {
    const [variant, quote] = [variants.get(variantId), quotes[i]];
    if (!variant?.sellable || !quote) {
      throw new DomainError("unprocessable", "sales.variant_not_for_sale", { name: variant?.name ?? variantId });
    }
    assertDivisible(variant, quantity);
    const taxRate = rateIn(rates, variant.taxCategory);
    const same = lines.find(
      (line) =>
        line.variantId === variantId &&
        line.discountMinor === 0 &&
        compare(decimal(line.unitPrice), decimal(quote.unitPrice)) === 0 &&
        compare(decimal(line.taxRate), decimal(taxRate)) === 0,
    );
    if (same) {
      same.quantity = addQuantity(same.quantity, quantity);
      same.baseMinor += quote.total.minor;
      continue;
    }
    const { sku, name, description, mediaKey, taxCategory, returnExclusion } = variant;
    lines.push({
      ...{ id: newId("orderLine"), kind: "product" as const, variantId, sku, name, description, mediaKey, taxCategory },
      ...{
        quantity,
        before: 0,
        returnExclusion,
        unitPrice: quote.unitPrice,
        taxRate,
        baseMinor: quote.total.minor,
        discountMinor: 0,
      },
    });
  }
  return lines;
}

/** The order's shipping: as it was when `method` is null, otherwise what that method costs today. */
async function shippingLine(
  db: Db,
  { order, channel, variants, rates, sameCountry }: Context,
  products: readonly DraftLine[],
  delivery: AddressInput,
  method: string | null,
): Promise<{ method: { code: string; name: string }; lines: DraftLine[] }> {
  const line = order.lines.find((one) => one.kind === "shipping");
  const rate = sameCountry && line ? toText(decimal(line.taxRate.toFixed())) : rateIn(rates, "standard");
  const known = { code: order.shippingMethodCode, name: order.shippingMethodName };
  const use = await db.couponUse.findUnique({
    where: { orderId: order.id },
    select: { coupon: { select: { kind: true } } },
  });
  const grams = products.reduce(
    (sum, one) => sum + (variants.get(one.variantId ?? "")?.weightG ?? 0) * one.quantity,
    0,
  );
  const quote = method
    ? await quoteShippingMethod(db, method, {
        country: delivery.country,
        itemsMinor: products.reduce((sum, one) => sum + one.baseMinor + one.discountMinor, 0),
        weightG: Math.round(grams),
        currency: channel.currency,
        locale: order.locale,
      })
    : null;
  const price = quote && (use?.coupon.kind === "free_shipping" ? money(0, order.currency) : quote.price);
  const { code, name } = quote ?? known;
  const unchanged = order.taxIncluded ? Number(line?.grossMinor ?? 0) : Number(line?.netMinor ?? 0);
  return {
    method: { code, name },
    lines: [
      {
        ...{ id: line?.id ?? newId("orderLine"), kind: "shipping", variantId: null, sku: null, description: null },
        ...{
          name,
          mediaKey: null,
          returnExclusion: null,
          quantity: 1,
          before: line ? 1 : 0,
          taxCategory: "standard",
          taxRate: rate,
        },
        unitPrice: price ? toText(toMajor(price)) : toText(decimal(line?.unitPrice.toFixed() ?? "0")),
        baseMinor: price ? price.minor : unchanged,
        discountMinor: 0,
      },
    ],
  };
}

function changesOf(products: readonly Line[], drafts: readonly DraftLine[]): Change[] {
  const after = new Map(drafts.map((line) => [line.id, line.quantity]));
  return [
    ...products.map((line) => ({
      name: line.name,
      description: line.description,
      before: Number(line.quantity),
      after: after.get(line.id) ?? 0,
    })),
    ...drafts
      .filter((line) => line.before === 0)
      .map(({ name, description, quantity }) => ({ name, description, before: 0, after: quantity })),
  ].filter((change) => change.before !== change.after);
}

function differs(wanted: AddressInput, known: unknown): boolean {
  const from = (known ?? {}) as Record<string, unknown>;
  const keys = new Set([...Object.keys(wanted), ...Object.keys(from)]) as Set<keyof AddressInput>;
  return [...keys].some((key) => (wanted[key] || "") !== (from[key] || ""));
}
