// Line 24 of the attack list: spending a gift card more than once, or more of it than there is.
import { describe, expect, it } from "vitest";
import { cancelOrder } from "#server/flows/cancel-order/cancel-order.ts";
import { expireOrders } from "#server/flows/checkout/expire-orders.ts";
import { issueCard } from "#server/flows/gift-cards/issue-card.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { expectBooksToHold } from "../expect-books-to-hold.ts";
import { runJobs } from "../run-jobs.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { openAttackedShop, outcomeOf } from "./attacked-shop.ts";
import { type Attacker, type Placed, said, shopperWith } from "./attacker.ts";

openAttackedShop();

const card = (amountMinor: number, expiresAt: string | null = null) =>
  issueCard({ amountMinor, currency: "EUR", expiresAt }, bySystem, new Date());
const balance = async (id: string) => Number((await db().giftCard.findUniqueOrThrow({ where: { id } })).balanceMinor);
const soon = () => new Date(Date.now() + 30 * 24 * 3_600_000);

async function basketWith(price: string, code: string) {
  const { variantId } = await article({ stock: 20, price });
  const { someone } = await shopperWith([{ variantId }]);
  expect(said(await someone.mutate("shop.cart.applyGiftCard", { code }))).toBe("200");
  return { someone, wish: await someone.wish() };
}
async function order({ someone, wish }: Awaited<ReturnType<typeof basketWith>>): Promise<Placed> {
  const reply = await someone.placePatiently(wish);
  expect(said(reply)).toBe("200");
  return reply.data;
}
type Quote = { total: { minor: number }; due: { minor: number }; giftCard: { covers: { minor: number } } | null };
async function quoteOf(someone: Attacker): Promise<Quote> {
  const methods = await someone.query<{ code: string }[]>("shop.checkout.shippingMethods", { country: "FR" });
  const shippingMethod = methods.data[0]?.code;
  return (await someone.query<Quote>("shop.checkout.quote", { country: "FR", shippingMethod })).data;
}

describe("line 24: a gift card", () => {
  it("in twenty baskets at once is spent exactly once", async () => {
    const { id, code } = await card(5_000);
    const baskets = await Promise.all(Array.from({ length: 20 }, () => basketWith("45", code)));
    const answers = await Promise.all(baskets.map(({ someone, wish }) => someone.placePatiently(wish)));
    const won = answers.filter((reply) => reply.code === "ok");
    const refused = answers.map(said).filter((answer) => answer !== "200");
    expect(won.length).toBe(1);
    expect(refused.every((a) => a === "409 payments.gift_card_changed" || a === "409 sales.prices_changed")).toBe(true);
    const bought = await db().salesOrder.findUniqueOrThrow({
      where: { id: won[0]?.data.orderId ?? "" },
      include: { payments: true },
    });
    const spent = bought.payments.find((payment) => payment.method === "gift_card");
    expect(await balance(id)).toBe(5_000 - Number(spent?.capturedMinor));
    await expectBooksToHold();
  });

  it("that covers everything confirms the order without asking a provider", async () => {
    const { id, code } = await card(50_000);
    const basket = await basketWith("30", code);
    const { someone } = basket;
    const { total, due } = await quoteOf(someone);
    expect(due.minor).toBe(0);
    const placed = await order(basket);
    expect(await outcomeOf(placed.orderId)).toMatchObject({ status: "confirmed", payment: "paid" });
    expect(placed.payUrl).toContain("/checkout/return");
    // Whoever looks at the order, and the letter about it, sees how it was paid.
    const seen = await someone.query<{ payments: { method: string }[] }>("shop.order.byToken", { token: placed.token });
    expect(said(seen)).toBe("200");
    expect(seen.data.payments.map((payment) => payment.method)).toEqual(["gift_card"]);
    await runJobs();
    expect(await db().mailMessage.count({ where: { template: "order_confirmed", to: basket.wish.email } })).toBe(1);
    expect(await balance(id)).toBe(50_000 - total.minor);
    await expectBooksToHold();
  });

  it("that covers a part leaves the rest to pay, and the card asks for just that", async () => {
    const { id, code } = await card(1_000);
    const basket = await basketWith("30", code);
    const { someone } = basket;
    const { total } = await quoteOf(someone);
    const placed = await order(basket);
    expect(await outcomeOf(placed.orderId)).toMatchObject({ status: "awaiting_payment" });
    await payOnPage(placed.payUrl, testCards.accepted);
    await someone.mutate("shop.checkout.settle", { token: placed.token });
    expect(await outcomeOf(placed.orderId)).toMatchObject({ status: "confirmed", captured: total.minor });
    expect(await balance(id)).toBe(0);
    await expectBooksToHold();
  });

  it("has its money again, once, when the order is not paid in time", async () => {
    const { id, code } = await card(1_000);
    const basket = await basketWith("30", code);
    const placed = await order(basket);
    expect(await balance(id)).toBe(0);
    for (let i = 0; i < 2; i++) {
      await expireOrders(soon());
      await runJobs();
    }
    expect(await outcomeOf(placed.orderId)).toMatchObject({ status: "expired" });
    expect(await balance(id)).toBe(1_000);
    await expectBooksToHold();
  });

  it("has its money again when the order is called off, once, and the provider's part goes to the provider", async () => {
    const { id, code } = await card(1_000);
    const basket = await basketWith("30", code);
    const { someone } = basket;
    const placed = await order(basket);
    await payOnPage(placed.payUrl, testCards.accepted);
    await someone.mutate("shop.checkout.settle", { token: placed.token });
    const seen = await db().salesOrder.findUniqueOrThrow({ where: { id: placed.orderId } });
    await cancelOrder({ number: seen.number, version: seen.version, reason: "changed my mind" }, bySystem, new Date());
    await runJobs();
    await runJobs();
    expect(await balance(id)).toBe(1_000);
    const after = await outcomeOf(placed.orderId);
    expect(after).toMatchObject({ status: "cancelled", refunded: after.captured });
    await expectBooksToHold();
  });

  const useless: [string, () => Promise<string>][] = [
    ["made up", async () => "0000-0000-0000-0000"],
    ["expired", async () => (await card(1_000, new Date(Date.now() - 1_000).toISOString())).code],
    [
      "switched off",
      async () => {
        const { id, code } = await card(1_000);
        await db().giftCard.update({ where: { id }, data: { active: false } });
        return code;
      },
    ],
    [
      "of another currency",
      async () => (await issueCard({ amountMinor: 9, currency: "JPY", expiresAt: null }, bySystem, new Date())).code,
    ],
  ];
  it.each(useless)("that is %s is unknown, and says nothing more", async (_, codeOf) => {
    const { variantId } = await article({ stock: 5 });
    const { someone } = await shopperWith([{ variantId }]);
    const reply = await someone.mutate("shop.cart.applyGiftCard", { code: await codeOf() });
    expect(said(reply)).toBe("422 payments.gift_card_unknown");
    expect(reply.details).toEqual({});
  });

  it("switched off between seeing and paying is not spent", async () => {
    const { id, code } = await card(1_000);
    const basket = await basketWith("30", code);
    const { someone } = basket;
    await db().giftCard.update({ where: { id }, data: { active: false } });
    expect(said(await someone.place(basket.wish))).toBe("409 sales.prices_changed");
    expect(await balance(id)).toBe(1_000);
  });

  it("cannot be found by trying", async () => {
    const { variantId } = await article({ stock: 5 });
    const { someone } = await shopperWith([{ variantId }]);
    let answer = "";
    for (let i = 10; i < 60 && !answer.startsWith("429"); i++) {
      answer = said(await someone.mutate("shop.cart.applyGiftCard", { code: `00000000000000${i}` }));
    }
    expect(answer).toBe("429 too_many_requests");
    await db().rateLimit.deleteMany({ where: { key: { startsWith: "gift-card:" } } });
  });
});
