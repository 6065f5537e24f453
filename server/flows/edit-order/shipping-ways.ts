// The ways in which an order that is not picked may still go: methods and stores, with price, dates and the later days that
// may be asked for (staff: sales.order.edit, buyers: shop.order.change). Reads only.
import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { channelById } from "#server/modules/channels/index.ts";
import type { ShippingWay } from "#server/modules/fulfilment/contract.ts";
import { laterDays, quoteShipping } from "#server/modules/fulfilment/index.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";
import { db } from "#server/platform/db.ts";
import { answerFor } from "./where-to.ts";

/**
 * What serves an order's goods in a country, in the shop's order. Stores that have not all of it are left out. Throws
 * DomainError not_found `sales.order_not_found`.
 */
export async function shippingWays(
  scope: Scope,
  input: { number: string; country: string; postcode?: string | undefined },
  now: Date,
): Promise<ShippingWay[]> {
  const order = await db().salesOrder.findFirst({
    where: { AND: [ownedBy(scope), { number: input.number }] },
    select: {
      id: true,
      channelId: true,
      locale: true,
      currency: true,
      itemsMinor: true,
      shippingMethodCode: true,
      deliveryAddress: true,
      lines: {
        where: { kind: "product" },
        select: { id: true, variantId: true, quantity: true, variant: { select: { weightG: true } } },
      },
    },
  });
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  const lines = order.lines.map((line) => ({ ...line, quantity: Number(line.quantity) }));
  const grams = lines.reduce((sum, line) => sum + (line.variant?.weightG ?? 0) * line.quantity, 0);
  const quotes = await quoteShipping(db(), {
    country: input.country,
    itemsMinor: Number(order.itemsMinor),
    weightG: Math.round(grams),
    currency: order.currency,
    locale: order.locale,
  });
  const { country, postcode = "" } = input;
  const delivery = { ...(order.deliveryAddress as AddressInput), country, postcode };
  const channel = await channelById(db(), order.channelId);
  const answerOf = await answerFor(db(), { order, channel, lines, delivery, now });
  return quotes.flatMap((method) => {
    const { code, name, description, price, pickup } = method;
    const answer = answerOf(method);
    if (answer === "impossible" && pickup && code !== order.shippingMethodCode) return [];
    const promise = typeof answer === "string" ? null : answer;
    return [
      {
        ...{ code, name, description, price },
        promise: promise && { from: promise.from, to: promise.to, deliveries: promise.deliveries },
        collectAt: pickup && {
          ...{ code: pickup.code, name: pickup.name, line1: pickup.line1 },
          ...{ postcode: pickup.postcode, city: pickup.city },
        },
        days: promise && !pickup ? laterDays(method, promise.to) : [],
      },
    ];
  });
}
