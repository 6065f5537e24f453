// Stock for a test, counted out by the warehouse, and orders placed and paid without a browser.
import { type ApiVisitor, apiAs, ApiVisitor as Visitor } from "./api.ts";
import { sql, sqlRow } from "./shop.ts";

export type Variant = { id: string; sku: string; slug: string };

export const variantOf = (sku: string): Promise<Variant> =>
  sqlRow<Variant>("SELECT v.id, v.sku, p.slug FROM variant v JOIN product p ON p.id = v.product_id WHERE v.sku = $1", [
    sku,
  ]);

/**
 * At least so many pieces of a variant to sell from the warehouse. Takes none away: stories that only want to buy may
 * share a shelf.
 */
export async function stockAtLeast(sku: string, pieces: number): Promise<Variant> {
  const variant = await variantOf(sku);
  const [level] = await sql<{ free: number }>(
    `SELECT (l.on_hand - l.reserved)::int AS free FROM stock_level l JOIN location p ON p.id = l.location_id
     WHERE l.variant_id = $1 AND p.code = 'WH-LYON'`,
    [variant.id],
  );
  const quantity = pieces - (level?.free ?? 0);
  const found = { variantId: variant.id, locationCode: "WH-LYON", quantity, note: "found for a test" };
  if (quantity > 0) await (await apiAs("admin")).mutate("admin.stock.adjust", found);
  return variant;
}

/** Leaves exactly so many pieces of a variant to sell, all of them in one place: on a shelf of the story's own. */
export async function stockExactly(sku: string, pieces: number, locationCode = "WH-LYON"): Promise<Variant> {
  const variant = await variantOf(sku);
  const admin = await apiAs("admin");
  const places = await sql<{ code: string; onHand: number; reserved: number }>(
    `SELECT p.code, coalesce(l.on_hand, 0)::int AS "onHand", coalesce(l.reserved, 0)::int AS reserved
     FROM location p LEFT JOIN stock_level l ON l.location_id = p.id AND l.variant_id = $1
     WHERE p.kind IN ('warehouse', 'store')`,
    [variant.id],
  );
  for (const { code, onHand, reserved } of places) {
    const quantity = (code === locationCode ? pieces : 0) + reserved - onHand;
    if (quantity === 0) continue;
    const note = "counted for a test";
    await admin.mutate("admin.stock.adjust", { variantId: variant.id, locationCode: code, quantity, note });
  }
  return variant;
}

export const someAddress = {
  recipient: "Anne Martin",
  line1: "12 rue de la Paix",
  postcode: "75002",
  city: "Paris",
  country: "FR",
};

type Quote = { total: { minor: number }; signature: string };
export type Placed = { orderId: string; number: string; token: string; payUrl: string };

/** What place-order wants, from a cart that is filled. */
export async function orderInput(visitor: ApiVisitor, email: string, changes: object = {}) {
  const methods = await visitor.query<{ code: string }[]>("shop.checkout.shippingMethods", { country: "FR" });
  const shippingMethod = methods[0]?.code ?? "none";
  const { signature } = await visitor.query<Quote>("shop.checkout.quote", { country: "FR", shippingMethod });
  return {
    email,
    delivery: someAddress,
    billing: null,
    shippingMethod,
    acceptTerms: true,
    signature,
    ...changes,
  };
}

/** Fills a cart and places it as an order. */
export async function placeByApi(
  goods: readonly { variant: Variant; quantity: number }[],
  email: string,
  visitor: ApiVisitor = new Visitor(),
): Promise<Placed> {
  for (const { variant, quantity } of goods) {
    await visitor.mutate("shop.cart.add", { variantId: variant.id, quantity });
  }
  return visitor.mutate<Placed>("shop.checkout.placeOrder", await orderInput(visitor, email));
}

/** Types a card on the payment page, as its form sends it. The provider's redirect is the answer. */
export async function payByApi(placed: Pick<Placed, "payUrl">, card = "4242424242424242"): Promise<Response> {
  const body = { card_number: card, card_expiry: "12/40", card_cvc: "123", cardholder_name: "Anne Martin" };
  return fetch(placed.payUrl, { method: "POST", redirect: "manual", body: new URLSearchParams(body) });
}

/** An order of somebody, paid and confirmed. */
export async function paidOrder(
  goods: readonly { variant: Variant; quantity: number }[],
  email: string,
  visitor: ApiVisitor = new Visitor(),
): Promise<Placed> {
  const placed = await placeByApi(goods, email, visitor);
  await payByApi(placed);
  const settled = await visitor.mutate<{ status: string }>("shop.checkout.settle", { token: placed.token });
  if (settled.status !== "paid") throw new Error(`order ${placed.number} is ${settled.status}, not paid`);
  return placed;
}

/** An address that nobody else in this run has. */
export const freshEmail = (name: string): string => `${name}.${crypto.randomUUID().slice(0, 8)}@example.com`;
