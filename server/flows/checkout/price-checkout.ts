// What a cart costs when it goes to a country by a shipping method: the one computation behind quote and order.
// Reads only; the caller decides about locks. Prices, taxes and totals come from here and from nowhere else.
import { createHash } from "node:crypto";
import { decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { allocate, type Money, money, subtractMoney, sumMoney, toMajor, zero } from "#server/kernel/money.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { type MethodRow, methodsTo, type PickupPlace, quoteMethod } from "#server/modules/fulfilment/index.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import { readGiftCard } from "#server/modules/payments/index.ts";
import { type LineQuote, pricesFor, quoteAgreed, quoteLines } from "#server/modules/pricing/index.ts";
import type { AgreedPrices } from "#server/modules/quotes/index.ts";
import type { Quote } from "#server/modules/sales/contract.ts";
import { type CartRow, cartRows, type NewOrderLine, type OrderTotals } from "#server/modules/sales/index.ts";
import type { TaxTreatment } from "#server/modules/tax/contract.ts";
import { computeTaxes, rateIn, taxRates, taxTreatmentOf } from "#server/modules/tax/index.ts";
import type { Db } from "#server/platform/db.ts";
import { priceCoupon } from "../cart/price-coupon.ts";
import { optionsText } from "../cart/view-cart.ts";
import { type PricedPoints, pricePoints } from "../loyalty/price-points.ts";
import { chargedOf } from "./charged-amounts.ts";

export type PricedCheckout = {
  rows: CartRow[];
  lines: NewOrderLine[];
  totals: OrderTotals;
  couponId: string | null;
  /** What the gift card pays of the total. */
  giftCard: { id: string; amount: Money } | null;
  /** What the buyer's points take off the goods; `weights` are what each product line was worth before. */
  points: (PricedPoints & { weights: number[] }) | null;
  shippingMethod: { code: string; name: string };
  /** Where the buyer collects it; null: it is delivered. */
  pickup: PickupPlace | null;
  tax: TaxTreatment;
  quote: Quote;
};

/** Grams of a cart; variants without a weight count nothing. */
export const weightOf = (rows: readonly CartRow[]): number =>
  Math.round(rows.reduce((sum, row) => sum + (row.weightG ?? 0) * row.quantity, 0));

/** What holds for everyone who buys to a country: how it gets there and how it is taxed. Throws `tax.country_unknown`. */
export type CheckoutTerms = { methods: readonly MethodRow[]; rates: ReadonlyMap<string, string> };

export const readTerms = async (db: Db, country: string, currency: string, now: Date): Promise<CheckoutTerms> => ({
  methods: await methodsTo(db, country, currency),
  rates: await taxRates(db, country, now),
});

/**
 * Prices a cart completely. Throws DomainError unprocessable `sales.cart_empty`, `sales.variant_not_for_sale`,
 * `fulfilment.shipping_method_unavailable`, `tax.country_unknown`.
 */
export async function priceCheckout(
  db: Db,
  input: {
    channel: ChannelTerms;
    /** Its rows are read here unless the caller has them. */
    cart: { id: string; couponCode: string | null; giftCardId: string | null; usePoints?: boolean; rows?: CartRow[] };
    /** Whose points the cart may spend; null: nobody's. */
    pointsOf?: string | null;
    /** The company that buys: it may have prices of its own. */
    companyId: string | null;
    country: string;
    shippingMethod: string;
    locale: string;
    now: Date;
    /** The check of a company's VAT number: it may buy without VAT. */
    vatCheckId?: string | undefined;
    /** The number that the invoice will bear; left out while only a price is asked. */
    vatNumber?: string | null;
    /** These two are read here unless the caller has them. */
    terms?: CheckoutTerms;
    quotes?: readonly (LineQuote | null)[] | null;
    /** A quote's: these hold, whatever lists say. */
    agreed?: AgreedPrices | null;
  },
): Promise<PricedCheckout> {
  const { channel, locale, now } = input;
  const rows = input.cart.rows ?? (await cartRows(db, input.cart.id));
  if (rows.length === 0) throw new DomainError("unprocessable", "sales.cart_empty");
  const { agreed } = input;
  const quotes = agreed
    ? quoteAgreed(new Map(agreed.lines.map((line) => [line.variantId, line.unitPrice])), rows, channel.currency)
    : (input.quotes ?? (await quoteLines(db, pricesFor(channel, input), rows, now)));
  const priced = rows.map((row, i) => {
    const quote = quotes[i];
    if (!row.sellable || !quote) {
      throw new DomainError("unprocessable", "sales.variant_not_for_sale", { name: inLocale(row.name, locale) });
    }
    return { row, quote };
  });
  const items = sumMoney(
    priced.map((p) => p.quote.total),
    channel.currency,
  );
  const coupon = await priceCoupon(db, input.cart.couponCode, items, locale, now);
  const listed = priced.map((p) => p.quote.total.minor);
  const couponed = allocate(coupon?.off ?? zero(channel.currency), listed).map((part) => part.minor);
  const weights = listed.map((minor, i) => minor - (couponed[i] ?? 0));
  const goods = subtractMoney(items, coupon?.off ?? zero(channel.currency));
  // A company's price without VAT is no price that points were promised on.
  const holder = input.cart.usePoints && !input.vatCheckId ? (input.pointsOf ?? null) : null;
  const points = await pricePoints(db, holder, goods);
  const pointed = allocate(points?.amount ?? zero(channel.currency), weights).map((part) => part.minor);
  const discounts = couponed.map((minor, i) => minor + (pointed[i] ?? 0));
  const { methods, rates } = input.terms ?? (await readTerms(db, input.country, channel.currency, now));
  const method = quoteMethod(methods, input.shippingMethod, {
    country: input.country,
    itemsMinor: items.minor,
    weightG: weightOf(rows),
    currency: channel.currency,
    locale,
  });
  const offered = coupon?.freeShipping
    ? { ...method, price: zero(channel.currency) }
    : agreed
      ? { ...method, price: money(agreed.shippingMinor, channel.currency) }
      : method;
  const tax = await taxTreatmentOf(db, {
    ...{ vatCheckId: input.vatCheckId ?? null, from: seller().country, to: input.country, now },
    ...(input.vatNumber !== undefined && { vatNumber: input.vatNumber }),
  });
  const charged = chargedOf(tax.kind, channel);
  const sold = priced.map((p, i) =>
    charged({
      rate: rateIn(rates, p.row.taxCategory),
      unitPrice: p.quote.unitPrice,
      listedMinor: p.quote.total.minor,
      discountMinor: discounts[i] ?? 0,
    }),
  );
  const sent = charged({
    rate: rateIn(rates, "standard"),
    unitPrice: toText(toMajor(offered.price)),
    listedMinor: offered.price.minor,
    discountMinor: 0,
  });
  const shipping = { ...offered, price: money(sent.listedMinor, channel.currency) };
  const taxed = [...sold, sent].map(({ listedMinor, discountMinor, rate }) => ({
    minor: listedMinor - discountMinor,
    rate,
  }));
  const document = computeTaxes({
    lines: taxed.map(({ minor, rate }) =>
      channel.taxIncluded ? { grossMinor: minor, rate } : { netMinor: minor, rate },
    ),
    taxIncluded: channel.taxIncluded,
    currency: channel.currency,
  });
  const lines = taxed.map(({ rate }, i): NewOrderLine => {
    const amounts = document.lines[i] ?? { netMinor: 0, taxMinor: 0, grossMinor: 0 };
    const product = priced[i];
    return product
      ? {
          id: newId("orderLine"),
          kind: "product",
          variantId: product.row.variantId,
          sku: product.row.sku,
          name: inLocale(product.row.name, locale),
          description: optionsText(product.row, locale) || null,
          mediaKey: product.row.mediaKey,
          returnExclusion: product.row.returnExclusion,
          quantity: product.row.quantity,
          unitPrice: sold[i]?.unitPrice ?? product.quote.unitPrice,
          taxCategory: product.row.taxCategory,
          taxRate: rate,
          discountMinor: sold[i]?.discountMinor ?? 0,
          ...amounts,
        }
      : {
          id: newId("orderLine"),
          kind: "shipping",
          variantId: null,
          sku: null,
          name: shipping.name,
          description: null,
          mediaKey: null,
          returnExclusion: null,
          quantity: 1,
          unitPrice: sent.unitPrice,
          taxCategory: "standard",
          taxRate: rate,
          discountMinor: 0,
          ...amounts,
        };
  });
  const totals = {
    itemsMinor: sold.reduce((sum, line) => sum + line.listedMinor, 0),
    discountMinor: sold.reduce((sum, line) => sum + line.discountMinor, 0),
    shippingMinor: shipping.price.minor,
    netMinor: document.netMinor,
    taxMinor: document.taxMinor,
    totalMinor: document.totalMinor,
  };
  const inCurrency = (minor: number) => money(minor, channel.currency);
  const card = input.cart.giftCardId ? await readGiftCard(db, input.cart.giftCardId, channel.currency, now) : null;
  const covers = inCurrency(Math.min(card?.balanceMinor ?? 0, document.totalMinor));
  const signature = createHash("sha256")
    .update(
      JSON.stringify([
        channel.currency,
        input.country,
        shipping.code,
        shipping.price.minor,
        coupon?.applied.code ?? null,
        tax.kind,
        document.totalMinor,
        covers.minor,
        points?.points ?? 0,
        lines.map((l) => [l.variantId, toText(decimal(l.quantity)), l.unitPrice, l.grossMinor, l.taxRate]),
      ]),
    )
    .digest("base64url");
  return {
    rows,
    lines,
    totals,
    couponId: coupon && !coupon.applied.problem ? coupon.id : null,
    giftCard: card && covers.minor > 0 ? { id: card.id, amount: covers } : null,
    points: points && { ...points, weights },
    shippingMethod: { code: shipping.code, name: shipping.name },
    pickup: shipping.pickup,
    tax,
    quote: {
      items: inCurrency(totals.itemsMinor),
      discount: inCurrency(totals.discountMinor - (points?.amount.minor ?? 0)),
      coupon: coupon?.applied ?? null,
      points: points && { points: points.points, amount: points.amount },
      shipping: shipping.price,
      taxes: document.taxes.map((t) => ({ rate: t.rate, base: inCurrency(t.baseMinor), tax: inCurrency(t.taxMinor) })),
      total: inCurrency(document.totalMinor),
      giftCard: card && { ending: card.ending, covers, balance: inCurrency(card.balanceMinor) },
      due: subtractMoney(inCurrency(document.totalMinor), covers),
      taxTreatment: tax.kind,
      signature,
    },
  };
}
