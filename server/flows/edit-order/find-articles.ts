// What may be added while an order is changed (staff: sales.order.edit, buyers: shop.order.change): articles that its channel
// sells, at today's price. Reads only.
import { z } from "zod";
import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { channelById } from "#server/modules/channels/index.ts";
import { pricesFor, unitPrices } from "#server/modules/pricing/index.ts";
import { moneySchema } from "#server/modules/sales/contract.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { readVariants } from "./read-variants.ts";

export const articleSchema = z.object({
  variantId: z.string(),
  sku: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  uom: z.string(),
  price: moneySchema,
  available: z.number(),
});
export type Article = z.infer<typeof articleSchema>;

const shown = 8;

async function orderOf(scope: Scope, number: string) {
  const order = await db().salesOrder.findFirst({
    where: { AND: [ownedBy(scope), { number }] },
    select: {
      channelId: true,
      partnerId: true,
      locale: true,
    },
  });
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  return order;
}

/** Articles by SKU or name, at most eight. Throws DomainError not_found `sales.order_not_found`. */
export async function findArticles(
  scope: Scope,
  input: { number: string; query: string },
  now: Date,
): Promise<Article[]> {
  const order = await orderOf(scope, input.number);
  const channel = await channelById(db(), order.channelId);
  const like = { contains: input.query, mode: "insensitive" as const };
  const rows = await db().variant.findMany({
    where: {
      status: "active",
      product: { status: "active" },
      prices: { some: { priceListId: channel.priceListId } },
      OR: [
        { sku: like },
        { product: { name: { path: ["fr"], string_contains: input.query, mode: "insensitive" } } },
        { product: { name: { path: ["en"], string_contains: input.query, mode: "insensitive" } } },
      ],
    },
    orderBy: [{ sku: "asc" }],
    take: shown,
    select: { id: true },
  });
  const ids = rows.map((row) => row.id);
  const [variants, prices, stock] = [
    await readVariants(db(), ids, order.locale),
    await unitPrices(db(), pricesFor(channel, { companyId: order.partnerId }), ids, now),
    await sellableOf(db(), ids, channel, now),
  ];
  return ids.flatMap((variantId) => {
    const [variant, price] = [variants.get(variantId), prices.get(variantId)];
    if (!variant || !price) return [];
    const { sku, name, description, uom } = variant;
    return [
      { variantId, sku, name, description, uom, price: price.unit, available: stock.get(variantId)?.available ?? 0 },
    ];
  });
}
