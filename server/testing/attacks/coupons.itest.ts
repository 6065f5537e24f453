// Line 23 of the attack list: using a coupon more often than it may be, or keeping what it gave without paying.
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { expireOrders } from "#server/flows/checkout/expire-orders.ts";
import { settlePayment } from "#server/flows/checkout/settle-payment.ts";
import { createCoupon } from "#server/modules/pricing/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { expectStockToHold, openAttackedShop, outcomeOf } from "./attacked-shop.ts";
import { type Attacker, said, shopperWith } from "./attacker.ts";

openAttackedShop();

const terms = { name: { fr: "Bienvenue", en: "Welcome" }, minItemsMinor: 0, validFrom: null, validTo: null };
const couponOf = async (limits: { usageLimit?: number; perCustomer?: number; kind?: "percent" | "fixed" } = {}) => {
  const { kind = "percent", usageLimit = null, perCustomer = null } = limits;
  const code = `C-${randomUUID().slice(0, 8).toUpperCase()}`;
  const value = kind === "percent" ? "0.15" : "7";
  const input = { ...terms, code, kind, value, usageLimit, perCustomer, currency: "EUR" };
  return inTx((tx) => createCoupon(tx, input, bySystem, new Date()));
};
const used = async (id: string) => {
  const { used } = await db().coupon.findUniqueOrThrow({ where: { id } });
  const live = await db().couponUse.count({ where: { couponId: id, status: "live" } });
  return { used, live };
};

/** A basket with the coupon on it, and the wish to order it at the price then shown. */
async function basketWith(variantId: string, code: string, changes: object = {}) {
  const { someone } = await shopperWith([{ variantId }]);
  const reply = await someone.mutate("shop.cart.applyCoupon", { code });
  expect(said(reply)).toBe("200");
  return { someone, wish: await someone.wish(changes) };
}
const tally = (answers: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(answers, (a) => a)].map(([answer, all]) => [answer, all.length]));

describe("line 23: a coupon's limit", () => {
  it("of ten lets exactly ten of 200 orders have it, and the others pay nothing less", async () => {
    const coupon = await couponOf({ usageLimit: 10 });
    const { variantId } = await article({ stock: 500 });
    const baskets: Awaited<ReturnType<typeof basketWith>>[] = [];
    for (let i = 0; i < 200; i += 20) {
      baskets.push(...(await Promise.all(Array.from({ length: 20 }, () => basketWith(variantId, coupon.code)))));
    }
    const answers = await Promise.all(baskets.map(({ someone, wish }) => someone.placePatiently(wish)));
    // Whoever was priced before the tenth is told by the counter, whoever came later by the price.
    const counts = tally(answers.map(said));
    expect(counts["200"]).toBe(10);
    expect((counts["409 pricing.coupon_used_up"] ?? 0) + (counts["409 sales.prices_changed"] ?? 0)).toBe(190);
    expect(await used(coupon.id)).toEqual({ used: 10, live: 10 });
    await expectStockToHold();
  }, 120_000);

  it.each([
    ["the same address", ["anne@example.com", "anne@example.com"]],
    ["capitals", ["anne@example.org", "ANNE@Example.org"]],
    ["tags", ["anne+a@example.net", "anne+b@example.net"]],
    ["Gmail's dots and tags", ["anne.martin@gmail.com", "annemartin+x@googlemail.com"]],
  ])("per customer counts people: %s as guest twice, at the same time", async (_, emails) => {
    const coupon = await couponOf({ perCustomer: 1 });
    const { variantId } = await article({ stock: 20 });
    const baskets = await Promise.all(emails.map((email) => basketWith(variantId, coupon.code, { email })));
    const answers = await Promise.all(baskets.map(({ someone, wish }) => someone.placePatiently(wish)));
    expect(tally(answers.map(said))).toEqual({ "200": 1, "409 pricing.coupon_once_per_customer": 1 });
    expect(await used(coupon.id)).toEqual({ used: 1, live: 1 });
  });

  it("lets another person have it", async () => {
    const coupon = await couponOf({ perCustomer: 1 });
    const { variantId } = await article({ stock: 20 });
    for (const email of ["paul@example.com", "pauline@example.com"]) {
      const { someone, wish } = await basketWith(variantId, coupon.code, { email });
      expect(said(await someone.place(wish))).toBe("200");
    }
    expect(await used(coupon.id)).toEqual({ used: 2, live: 2 });
  });

  it("is free again once the order was not paid, and taken again when the money comes late", async () => {
    const coupon = await couponOf({ usageLimit: 1 });
    const { variantId } = await article({ stock: 20, price: "40" });
    const first = await basketWith(variantId, coupon.code);
    const placed = (await first.someone.place(first.wish)).data;
    await expireOrders(new Date(Date.now() + 3_600_000 * 24 * 30));
    expect((await outcomeOf(placed.orderId)).status).toBe("expired");
    expect(await used(coupon.id)).toEqual({ used: 0, live: 0 });
    // Repeating the sweep gives nothing back twice.
    await expireOrders(new Date(Date.now() + 3_600_000 * 24 * 30));
    expect(await used(coupon.id)).toEqual({ used: 0, live: 0 });
  });

  it("gives late money back when somebody else used the last one meanwhile", async () => {
    const coupon = await couponOf({ usageLimit: 1 });
    const { variantId } = await article({ stock: 20, price: "40" });
    const late = await basketWith(variantId, coupon.code);
    const placed = (await late.someone.place(late.wish)).data;
    // Our sweep gives up before the provider's page is closed: the shopper pays in that moment.
    await db().$executeRaw`UPDATE coupon_use SET status = 'returned' WHERE order_id = ${placed.orderId}`;
    await db().$executeRaw`UPDATE coupon SET used = 0 WHERE id = ${coupon.id}`;
    const other = await basketWith(variantId, coupon.code);
    expect(said(await other.someone.place(other.wish))).toBe("200");
    await payOnPage(placed.payUrl, testCards.accepted);
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: placed.orderId } });
    await settlePayment(payment.id, new Date());
    expect(await used(coupon.id)).toEqual({ used: 1, live: 1 });
    expect(await outcomeOf(placed.orderId)).toMatchObject({ status: "cancelled" });
    const refund = await db().refund.findFirstOrThrow({ where: { paymentId: payment.id } });
    expect(refund.amountMinor).toBe(payment.amountMinor);
    await expectStockToHold();
  });
});

describe("line 26: late money for a basket that was ordered again", () => {
  it("goes back: one basket is one order", async () => {
    const { variantId } = await article({ stock: 20, price: "40" });
    const { someone, wish } = await shopperWith([{ variantId }]);
    const first = (await someone.place(wish)).data;
    await db().payment.updateMany({ where: { orderId: first.orderId }, data: { status: "expired" } });
    await db().reservation.updateMany({ where: { orderId: first.orderId }, data: { expiresAt: new Date(0) } });
    await db().salesOrder.update({ where: { id: first.orderId }, data: { status: "expired", holdExpiresAt: null } });
    await db().cart.updateMany({ where: { orders: { some: { id: first.orderId } } }, data: { status: "open" } });
    const second = (await someone.place(await someone.wish())).data;
    expect(second.orderId).not.toBe(first.orderId);
    await payOnPage(first.payUrl, testCards.accepted);
    const payment = await db().payment.findFirstOrThrow({ where: { orderId: first.orderId } });
    await settlePayment(payment.id, new Date());
    expect(await outcomeOf(first.orderId)).toMatchObject({ status: "cancelled" });
    const refund = await db().refund.findFirstOrThrow({ where: { paymentId: payment.id } });
    expect(refund.amountMinor).toBe(payment.amountMinor);
    expect(await outcomeOf(second.orderId)).toMatchObject({ status: "awaiting_payment" });
    await expectStockToHold();
  });
});

describe("line 23: a coupon's terms", () => {
  const attacks: [string, (someone: Attacker) => Promise<unknown>, string][] = [
    ["unknown", (s) => s.mutate("shop.cart.applyCoupon", { code: "NOPE-NOPE" }), "422 pricing.coupon_unknown"],
    ["SQL", (s) => s.mutate("shop.cart.applyCoupon", { code: "A' OR '1'='1" }), "400 bad_request"],
    ["an own discount", (s) => s.mutate("shop.cart.applyCoupon", { code: "ABC", off: 99 }), "400 bad_request"],
    ["an array", (s) => s.mutate("shop.cart.applyCoupon", { code: ["ABC"] }), "400 bad_request"],
  ];
  it.each(attacks)("%s is refused and leaves the basket as it was", async (_, attack, answer) => {
    const { variantId } = await article({ stock: 5 });
    const { someone } = await shopperWith([{ variantId }]);
    expect(said((await attack(someone)) as never)).toBe(answer);
    const { data } = await someone.query<{ coupon: unknown; discount: { minor: number } }>("shop.cart.get");
    expect(data).toMatchObject({ coupon: null, discount: { minor: 0 } });
  });

  it("cannot be found by trying: thirty wrong codes, then silence", async () => {
    const { variantId } = await article({ stock: 5 });
    const { someone } = await shopperWith([{ variantId }]);
    const guess = (i: number) => someone.mutate("shop.cart.applyCoupon", { code: `GUESS-${i}` });
    let answer = "";
    for (let i = 0; i < 40 && !answer.startsWith("429"); i++) answer = said(await guess(i));
    expect(answer).toBe("429 too_many_requests");
    await db().rateLimit.deleteMany({ where: { key: { startsWith: "coupon:" } } });
  });

  it("are priced by the server: order, charge and lines say the same, and shares sum exactly", async () => {
    const coupon = await couponOf();
    const goods = await Promise.all(["19.99", "0.01", "33.33"].map((price) => article({ stock: 5, price })));
    const { someone } = await shopperWith(goods.map(({ variantId }) => ({ variantId, quantity: 3 })));
    await someone.mutate("shop.cart.applyCoupon", { code: coupon.code.toLowerCase() });
    const { data: placed, ...reply } = await someone.place(await someone.wish());
    expect(reply.status).toBe(200);
    const order = await db().salesOrder.findUniqueOrThrow({
      where: { id: placed.orderId },
      include: { lines: true, payments: true },
    });
    const items = 5_997n + 3n + 9_999n;
    expect(order.itemsMinor).toBe(items);
    expect(order.discountMinor).toBe(2_400n); // 15 % of 159.99 is 23.9985
    expect(order.totalMinor).toBe(items - 2_400n + order.shippingMinor);
    expect(order.payments[0]?.amountMinor).toBe(order.totalMinor);
    const products = order.lines.filter((line) => line.kind === "product");
    expect(products.reduce((sum, line) => sum + line.discountMinor, 0n)).toBe(2_400n);
    expect(order.lines.reduce((sum, line) => sum + line.grossMinor, 0n)).toBe(order.totalMinor);
  });

  it("changed between seeing and paying are shown first", async () => {
    const coupon = await couponOf({ kind: "fixed" });
    const { variantId } = await article({ stock: 5 });
    const { someone, wish } = await basketWith(variantId, coupon.code);
    await db().coupon.update({ where: { id: coupon.id }, data: { active: false } });
    expect(said(await someone.place(wish))).toBe("409 sales.prices_changed");
    expect(await used(coupon.id)).toEqual({ used: 0, live: 0 });
  });
});
