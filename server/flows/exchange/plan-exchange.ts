// What an exchange comes to before anybody agrees to it, and what there is to choose from. Reads only; locks are the caller's.
import type { Scope } from "#server/access/scope.ts";
import { money } from "#server/kernel/money.ts";
import { channelById } from "#server/modules/channels/index.ts";
import type { ExchangeChoice } from "#server/modules/fulfilment/contract-returning.ts";
import { returnDetail } from "#server/modules/fulfilment/index.ts";
import type { LockedPayment } from "#server/modules/payments/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { readVariants } from "../edit-order/read-variants.ts";
import { planRefund } from "../refund-payment/refund-units.ts";
import { type PricedReplacement, priceReplacement, replacementCost, type Wanted } from "./price-replacement.ts";

export type ExchangedUnits = Omit<Wanted, "credit">;

export type PlannedExchange = {
  priced: PricedReplacement;
  /** Minor units: what the goods are worth, what is left of it to send back, and what is missing for the others. */
  creditMinor: number;
  backMinor: number;
  payMinor: number;
};

/** Prices an exchange by what would go back for its units now. Throws as `priceReplacement` and `refundUnits` do. */
export async function planExchange(
  db: Db,
  order: LockedOrder,
  payments: readonly LockedPayment[],
  units: readonly ExchangedUnits[],
  now: Date,
): Promise<PlannedExchange> {
  const lines = units.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
  const parts = planRefund(order, payments, { lines, withShipping: false }).refunds.flatMap((refund) => refund.lines);
  const credit = (id: string, of: "grossMinor" | "taxMinor") =>
    parts.reduce((sum, part) => sum + (part.orderLineId === id ? part[of] : 0), 0);
  const wanted = units.map((one) => ({
    ...one,
    credit: { grossMinor: credit(one.orderLineId, "grossMinor"), taxMinor: credit(one.orderLineId, "taxMinor") },
  }));
  const priced = await priceReplacement(db, order, wanted, now);
  const creditMinor = wanted.reduce((sum, one) => sum + one.credit.grossMinor, 0);
  const difference = priced.totals.totalMinor - creditMinor;
  return { priced, creditMinor, backMinor: Math.max(0, -difference), payMinor: Math.max(0, difference) };
}

type Line = { id: string; variantId: string | null };

/**
 * What each line may be exchanged for: the variants of its product that the order's channel sells and has in stock, the same
 * one among them, with what one of it costs more or less. Lines with nothing to choose are absent.
 */
export async function exchangeChoices(
  db: Db,
  order: { channelId: string; locale: string; partnerId: string | null },
  lines: readonly Line[],
  now: Date,
): Promise<ReadonlyMap<string, ExchangeChoice[]>> {
  const channel = await channelById(db, order.channelId);
  const own = await db.variant.findMany({
    where: { id: { in: lines.flatMap((line) => line.variantId ?? []) } },
    select: { id: true, productId: true },
  });
  const siblings = await db.variant.findMany({
    where: { productId: { in: own.map((row) => row.productId) }, status: "active", product: { status: "active" } },
    orderBy: [{ position: "asc" }, { sku: "asc" }],
    select: { id: true, productId: true },
  });
  const ids = siblings.map((row) => row.id);
  const [variants, stock] = [await readVariants(db, ids, order.locale), await sellableOf(db, ids, channel, now)];
  const all = [...new Set([...ids, ...own.map((row) => row.id)])];
  const asked = all.map((variantId) => ({ variantId, quantity: 1 }));
  const quotes = await quoteLines(db, pricesFor(channel, { companyId: order.partnerId }), asked, now);
  const priceOf = (id: string) => quotes[all.indexOf(id)]?.total.minor ?? null;
  return new Map(
    lines.flatMap((line) => {
      const product = own.find((row) => row.id === line.variantId)?.productId;
      const choices = siblings.flatMap((row): ExchangeChoice[] => {
        const [variant, price] = [variants.get(row.id), priceOf(row.id)];
        const available = stock.get(row.id)?.available ?? 0;
        if (row.productId !== product || !variant || price === null || available <= 0) return [];
        const old = line.variantId ? priceOf(line.variantId) : null;
        const same = row.id === line.variantId;
        const differs = old === null ? null : replacementCost(old, { old, new: price }) - old;
        const difference = differs === null ? null : money(differs, channel.currency);
        return [{ variantId: row.id, label: variant.description ?? variant.sku, same, available, difference }];
      });
      return choices.length > 0 ? [[line.id, choices] as const] : [];
    }),
  );
}

/** The same for the lines of a return. Throws not_found `fulfilment.return_not_found`. */
export async function choicesOfReturn(
  db: Db,
  scope: Scope,
  number: string,
  now: Date,
): Promise<{ orderLineId: string; choices: ExchangeChoice[] }[]> {
  const found = await returnDetail(db, scope, number);
  const order = await db.salesOrder.findUniqueOrThrow({
    where: { number: found.order.number },
    select: { channelId: true, locale: true, partnerId: true, lines: { select: { id: true, variantId: true } } },
  });
  const back = new Set(found.lines.map((line) => line.orderLineId));
  const lines = order.lines.filter((line) => back.has(line.id));
  const choices = await exchangeChoices(db, order, lines, now);
  return [...choices].map(([orderLineId, of]) => ({ orderLineId, choices: of }));
}
