// What a quote may be written for and of: customers who have an account, articles with the price they pay today
// (quotes.quote.write). Reads only.
import type { Locale } from "#server/kernel/locales.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { methodsTo } from "#server/modules/fulfilment/index.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import { pricesFor, unitPrices } from "#server/modules/pricing/index.ts";
import type { Quotable, QuoteCustomer } from "#server/modules/quotes/contract.ts";
import { db } from "#server/platform/db.ts";
import { readVariants } from "../edit-order/read-variants.ts";

const most = 8;

/** Customers by name or address: persons for themselves, and members for each company they buy for. */
export async function findCustomers(query: string): Promise<QuoteCustomer[]> {
  const like = { contains: query, mode: "insensitive" as const };
  const users = await db().user.findMany({
    where: {
      status: "active",
      OR: [{ name: like }, { email: like }, { memberships: { some: { partner: { name: like } } } }],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: most,
    select: {
      ...{ id: true, name: true, email: true, partnerId: true },
      memberships: {
        where: { role: "buyer" },
        orderBy: { partner: { name: "asc" } },
        select: { partner: { select: { id: true, name: true } } },
      },
    },
  });
  return users.flatMap(({ id: userId, name, email, partnerId, memberships }) => [
    ...memberships.map(({ partner }) => ({ userId, name, email, company: partner })),
    ...(partnerId ? [{ userId, name, email, company: null }] : []),
  ]);
}

/** Articles that the channel sells, by SKU or name, with the list price of whom the quote is for. At most eight. */
export async function findQuotable(
  input: { query: string; companyId?: string | undefined },
  locale: Locale,
  now: Date,
): Promise<Quotable[]> {
  const channel = await channelByCode(db(), "web");
  const like = { contains: input.query, mode: "insensitive" as const };
  const rows = await db().variant.findMany({
    where: {
      ...{ status: "active", product: { status: "active" }, prices: { some: { priceListId: channel.priceListId } } },
      OR: [
        { sku: like },
        { product: { name: { path: ["fr"], string_contains: input.query, mode: "insensitive" } } },
        { product: { name: { path: ["en"], string_contains: input.query, mode: "insensitive" } } },
      ],
    },
    orderBy: [{ sku: "asc" }],
    take: most,
    select: { id: true },
  });
  const ids = rows.map((row) => row.id);
  const variants = await readVariants(db(), ids, locale);
  const prices = await unitPrices(db(), pricesFor(channel, { companyId: input.companyId ?? null }), ids, now);
  return ids.flatMap((variantId) => {
    const [variant, quote] = [variants.get(variantId), prices.get(variantId)];
    if (!variant || !quote) return [];
    const { sku, name, description } = variant;
    return [{ variantId, sku, name, description: description ?? "", price: quote.unit, unitPrice: quote.unitPrice }];
  });
}

/** How goods may be sent, for the form. */
export async function quoteMethods(locale: Locale): Promise<{ code: string; name: string }[]> {
  const channel = await channelByCode(db(), "web");
  const methods = await methodsTo(db(), seller().country, channel.currency);
  return methods.map(({ code, name }) => ({ code, name: inLocale(name, locale) }));
}
