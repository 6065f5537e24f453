// Ordering by list and ordering again (shop.cart.use, account.order.own): a preview without writing anything, then all lines in
// one transaction on the cart's rows (locks cart → stock levels, where the channel holds at the basket).
import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { sumMoney } from "#server/kernel/money.ts";
import { addQuantity, isDivisible } from "#server/kernel/quantity.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { pricesFor, quoteLines } from "#server/modules/pricing/index.ts";
import type { CartView } from "#server/modules/sales/contract.ts";
import { parseQuickOrder, type QuickOrder, quickOrderRows } from "#server/modules/sales/contract-quick.ts";
import { addLines, openCart } from "#server/modules/sales/index.ts";
import { shownCount } from "#server/modules/stock/contract-display.ts";
import { sellableOf } from "#server/modules/stock/index.ts";
import { db, type Prisma } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import type { CartCaller } from "../cart/change-cart.ts";
import { setAside } from "../cart/set-aside.ts";
import { viewCart } from "../cart/view-cart.ts";
import { readVariants, type SoldVariant } from "../edit-order/read-variants.ts";
import { ask } from "../search/ask.ts";

type Row = QuickOrder["rows"][number];
type Line = { variantId: string; quantity: number };

const nameOf = ({ name, description }: SoldVariant): string => [name, description].filter(Boolean).join(" · ");

/** Rows that ask for the same article become one, the first. */
function joined(rows: ReturnType<typeof parseQuickOrder>): ReturnType<typeof parseQuickOrder> {
  const first = new Map<string, (typeof rows)[number]>();
  const kept: (typeof rows)[number][] = [];
  for (const row of rows) {
    const before = row.problem === null ? first.get(row.sku) : undefined;
    if (before?.problem === null && row.problem === null) {
      before.quantity = addQuantity(before.quantity, row.quantity);
    } else {
      const own = { ...row };
      if (own.problem === null) first.set(own.sku, own);
      kept.push(own);
    }
  }
  return kept;
}

/** What a list would put into the basket, at today's prices and stock. Three statements, however many rows. */
export async function previewList(caller: CartCaller, text: string, now: Date): Promise<QuickOrder> {
  const channel = await channelByCode(db(), caller.channelCode);
  const parsed = joined(parseQuickOrder(text));
  const asked = parsed.slice(0, quickOrderRows);
  const skus = asked.flatMap((row) => (row.problem === null ? [row.sku] : []));
  const ids = await db().variant.findMany({
    where: { sku: { in: skus, mode: "insensitive" } },
    select: { id: true },
  });
  const variants = await readVariants(
    db(),
    ids.map(({ id }) => id),
    caller.locale,
  );
  const bySku = new Map([...variants.values()].map((variant) => [variant.sku.toUpperCase(), variant]));
  const lines = asked.flatMap((row): Line[] => {
    const variant = row.problem === null && bySku.get(row.sku);
    return variant ? [{ variantId: variant.id, quantity: row.quantity }] : [];
  });
  const quotes = await quoteLines(db(), pricesFor(channel, caller), lines, now);
  const quoteOf = new Map(lines.map((line, i) => [line.variantId, quotes[i] ?? null]));
  const stock = await sellableOf(db(), [...quoteOf.keys()], channel, now);
  const rows = parsed.map((row, i): Row => {
    const { row: number, text: given, sku, quantity } = row;
    const at = { row: number, text: given, sku, quantity };
    const nothing = { ...at, variantId: null, name: null, unitPrice: null, total: null, orderable: null };
    if (i >= quickOrderRows) return { ...nothing, problem: "too_many" };
    if (row.problem) return { ...nothing, problem: row.problem };
    const variant = bySku.get(sku);
    if (!variant) return { ...nothing, problem: "unknown" };
    const quote = quoteOf.get(variant.id);
    const known = { ...at, sku: variant.sku, name: nameOf(variant) };
    if (!quote || !variant.sellable) return { ...nothing, ...known, problem: "not_for_sale" };
    const orderable = stock.get(variant.id)?.orderable ?? 0;
    const problem =
      !isDivisible(variant.uom) && !Number.isInteger(row.quantity)
        ? "not_divisible"
        : orderable < row.quantity
          ? "not_enough"
          : null;
    return {
      ...known,
      variantId: variant.id,
      unitPrice: quote.unit,
      total: quote.total,
      orderable: shownCount(orderable, channel),
      problem,
    };
  });
  const subtotal = sumMoney(
    rows.flatMap((row) => (row.problem === null && row.total ? [row.total] : [])),
    channel.currency,
  );
  return { rows, subtotal };
}

/**
 * Puts many articles into the caller's cart at once, all or none; opens a cart where there is none. Throws as adding one
 * does, with the article in `details`.
 */
export async function addList(
  caller: CartCaller,
  lines: readonly Line[],
  now: Date,
): Promise<{ cart: CartView; newToken: string | null }> {
  const channel = await channelByCode(db(), caller.channelCode);
  const added = await inTx(async (tx) => {
    const found = caller.token ? await addLines(tx, caller.token, lines) : null;
    const { userId, partnerId, locale } = caller;
    const owner = { channelId: channel.id, currency: channel.currency, locale, userId, partnerId };
    const newToken = found ? null : await openCart(tx, owner);
    const token = newToken ?? caller.token ?? "";
    const cart = found ?? (await addLines(tx, token, lines));
    if (!cart) throw new Error("the cart that was just opened is gone");
    const raised = lines.map((line) => line.variantId);
    await setAside(tx, channel, { id: cart.id, token }, raised, now);
    return { cart, newToken };
  });
  return { cart: await viewCart(db(), channel, added.cart, caller), newToken: added.newToken };
}

const mostFound = 8;

/**
 * Articles that the channel sells, at most eight, to complete what is being typed: by a part of their SKU, then by name, as
 * the search suggests.
 */
export async function findArticles(caller: { channelCode: string; locale: Locale }, query: string) {
  const channel = await channelByCode(db(), caller.channelCode);
  const sold = (of: Prisma.VariantWhereInput) =>
    db().variant.findMany({
      where: {
        status: "active",
        product: { status: "active" },
        prices: { some: { priceListId: channel.priceListId } },
        ...of,
      },
      orderBy: [{ sku: "asc" }],
      take: mostFound,
      select: { id: true },
    });
  const suggested = { text: query, locale: caller.locale, limit: mostFound };
  const [coded, named] = await Promise.all([
    sold({ sku: { contains: query, mode: "insensitive" } }),
    ask((engine) => engine.suggest(suggested)).then(({ answer }) => sold({ productId: { in: answer.productIds } })),
  ]);
  const ids = [...new Set([...coded, ...named].map(({ id }) => id))].slice(0, mostFound);
  const variants = await readVariants(db(), ids, caller.locale);
  return ids.flatMap((id) => {
    const variant = variants.get(id);
    return variant ? [{ variantId: id, sku: variant.sku, name: nameOf(variant) }] : [];
  });
}

/**
 * Puts what an order held into the caller's cart, as far as it is still sold; names what is not. Throws not_found
 * `sales.order_not_found`, for foreign orders too.
 */
export async function orderAgain(caller: CartCaller, scope: Scope, number: string, now: Date) {
  const order = await db().salesOrder.findFirst({
    where: { AND: [ownedBy(scope), { number }] },
    select: { lines: { where: { kind: "product" }, orderBy: { position: "asc" } } },
  });
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of order.lines) {
    if (variantId) wanted.set(variantId, addQuantity(wanted.get(variantId) ?? 0, Number(quantity)));
  }
  const variants = await readVariants(db(), [...wanted.keys()], caller.locale);
  const sold = [...wanted].flatMap(([variantId, quantity]) =>
    variants.get(variantId)?.sellable ? [{ variantId, quantity }] : [],
  );
  const missing = order.lines.flatMap(({ variantId, name }) =>
    variantId && variants.get(variantId)?.sellable ? [] : [name],
  );
  const newToken = sold.length > 0 ? (await addList(caller, sold, now)).newToken : null;
  return { added: sold.length, missing, newToken };
}
