import { describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { money } from "#server/kernel/money.ts";
import { expirePoints, lockAccount, matureEarning, pointsAhead } from "#server/modules/loyalty/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop, outcomeOf } from "#server/testing/attacks/attacked-shop.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import {
  basketOf,
  buyWithPoints,
  type Customer,
  customer,
  entriesOf,
  giveBack,
  givePoints,
  payPlaced,
  standOf,
} from "#server/testing/points-shopper.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { deliverOrder } from "#server/testing/send-order.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { cancelOrder } from "../cancel-order/cancel-order.ts";
import { expireOrders } from "../checkout/expire-orders.ts";
import { giveUp } from "../checkout/give-up.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { expireAndWarn } from "./expire-points.ts";
import { maturePoints } from "./mature-points.ts";
import { settlePoints } from "./settle-points.ts";

openAttackedShop();

const currency = "EUR";
const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { cause?: { code?: string }; code?: string }) => error.cause?.code ?? error.code ?? String(error),
  );

describe("earning", () => {
  it("comes of what was paid for goods, is pending until nobody may send them back, and then may be spent", async () => {
    const who = await customer();
    const orderId = await buyWithPoints(who, { price: "40.90", quantity: 2, use: false });
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 81 });
    await maturePoints(inDays(100));
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 81 });
    await deliverOrder(orderId);
    await maturePoints(inDays(13));
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 81 });
    await maturePoints(inDays(14.1));
    await maturePoints(inDays(15));
    expect(await standOf(who.partnerId)).toEqual({ points: 81, pending: 0 });
    expect(await entriesOf(who.partnerId)).toEqual([
      ["earned", 0, 81],
      ["matured", 81, -81],
    ]);
    await expectBooksToHold();
  });

  it("does not come of what points paid, nor of shipping, nor to guests and companies", async () => {
    const who = await customer(200);
    const orderId = await buyWithPoints(who, { price: "40" });
    // 40.00 less 10.00 in points: thirty points.
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 30 });
    const order = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId } });
    expect(Number(order.totalMinor)).toBe(4_000 - 1_000 + Number(order.shippingMinor));
    expect(Number(order.discountMinor)).toBe(1_000);
    const before = await db().loyaltyEarning.count();
    const { variantId } = await article({ stock: 5, price: "40" });
    const guest = shopper();
    await guest.api.shop.cart.add({ variantId, quantity: 1 });
    expect(await guest.api.shop.cart.points()).toMatchObject({ signedIn: false, earns: 40, spendable: null });
    await guest.api.shop.cart.spendPoints({ use: true });
    const placed = await guest.order();
    await payPlaced(placed);
    expect(Number((await db().salesOrder.findUniqueOrThrow({ where: { id: placed.orderId } })).discountMinor)).toBe(0);
    await db().partner.update({ where: { id: who.partnerId }, data: { kind: "company" } });
    await buyWithPoints(who, { use: false });
    expect(await db().loyaltyEarning.count()).toBe(before);
  });

  it("goes back unit by unit, however often the worker hears of it, and spent points come back with their goods", async () => {
    const who = await customer(300);
    const orderId = await buyWithPoints(who, { price: "33.30", quantity: 3 });
    // 99.90 less 15.00.
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 84 });
    await giveBack(orderId, [1]);
    expect(await standOf(who.partnerId)).toEqual({ points: 100, pending: 56 });
    await Promise.all([1, 2, 3].map(() => settlePoints(orderId, new Date())));
    expect(await standOf(who.partnerId)).toEqual({ points: 100, pending: 56 });
    await giveBack(orderId, [2]);
    expect(await standOf(who.partnerId)).toEqual({ points: 300, pending: 0 });
    await expectBooksToHold();
  });

  it("lets go of points that were spent before their goods came back: a balance is never below nothing", async () => {
    const who = await customer();
    const orderId = await buyWithPoints(who, { price: "200", use: false });
    const { accountId } = await db().loyaltyEarning.findUniqueOrThrow({ where: { orderId } });
    await inTx(async (tx) => matureEarning(tx, await lockAccount(tx, accountId), orderId, new Date()));
    await buyWithPoints(who, { price: "9" });
    expect((await standOf(who.partnerId)).points).toBe(20);
    await giveBack(orderId, [1]);
    expect((await standOf(who.partnerId)).points).toBe(0);
    await expectBooksToHold();
  });
});

describe("spending", () => {
  it("is for one of two checkouts at once", async () => {
    const who = await customer(400);
    const browsers = await Promise.all(Array.from({ length: 8 }, () => basketOf(who, { price: "45" })));
    const answers = await Promise.all(browsers.map((one) => codeOf(one.order({ email: who.email, patience: 20 }))));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    const refused = new Set(answers.filter((answer) => answer !== "done"));
    for (const code of refused) expect(["loyalty.points_changed", "sales.prices_changed"]).toContain(code);
    expect(await standOf(who.partnerId)).toMatchObject({ points: 0 });
    expect(await db().loyaltySpend.count({ where: { account: { partnerId: who.partnerId } } })).toBe(1);
    await expectBooksToHold();
  });

  it("shows the order's price before, and refuses one that was seen with another balance", async () => {
    const who = await customer(90);
    const browser = await basketOf(who, { price: "30" });
    expect(await browser.api.shop.cart.points()).toMatchObject({ points: 90, minimumPoints: 100, spendable: null });
    await givePoints(who.partnerId, 60);
    expect(await browser.api.shop.cart.points()).toMatchObject({
      ...{ points: 150, used: true, earns: 22, spendable: { points: 150, amount: money(750, currency) } },
    });
    const [method] = await browser.api.shop.checkout.shippingMethods({ country: "FR" });
    const asked = { country: "FR", shippingMethod: method?.code ?? "" };
    const quote = await browser.api.shop.checkout.quote(asked);
    expect(quote.points).toEqual({ points: 150, amount: money(750, currency) });
    expect(quote.total.minor).toBe(3_000 - 750 + quote.shipping.minor);
    expect(quote.discount.minor).toBe(0);
    await givePoints(who.partnerId, 10);
    expect(await codeOf(browser.order({ email: who.email, signature: quote.signature }))).toBe("sales.prices_changed");
  });

  it("adds nothing to the statements of an order without points", async () => {
    const who = await customer(500);
    const browser = await basketOf(who, { use: false });
    const { statements } = await countStatements(() => browser.order({ email: who.email }));
    expect(statements.filter((sql) => sql.includes("loyalty_"))).toEqual([]);
  });

  it("comes back exactly once when the order is called off or never paid", async () => {
    const who = await customer(120);
    const cancelled = await buyWithPoints(who);
    expect((await standOf(who.partnerId)).points).toBe(0);
    const { number, version } = await db().salesOrder.findUniqueOrThrow({ where: { id: cancelled } });
    await cancelOrder({ number, version, reason: "customer" }, bySystem, new Date());
    await runJobs();
    expect(await standOf(who.partnerId)).toEqual({ points: 120, pending: 0 });

    const left = await basketOf(who);
    const unpaid = await left.order({ email: who.email });
    await expireOrders(inDays(1));
    await runJobs();
    expect((await db().salesOrder.findUniqueOrThrow({ where: { id: unpaid.orderId } })).status).toBe("expired");
    expect((await standOf(who.partnerId)).points).toBe(120);
    await settlePoints(unpaid.orderId, new Date());
    expect((await standOf(who.partnerId)).points).toBe(120);
    await expectBooksToHold();
  });
});

describe("money that comes late", () => {
  /** An order whose page is paid, and which was given up before anybody heard of it. */
  async function paidTooLate(who: Customer) {
    const browser = await basketOf(who);
    const placed = await browser.order({ email: who.email });
    await payOnPage(placed.payUrl, testCards.accepted);
    await inTx(async (tx) => giveUp(tx, await lockOrder(tx, placed.orderId), new Date()));
    return placed.orderId;
  }
  const settle = async (orderId: string) => {
    const { id } = await db().payment.findFirstOrThrow({ where: { orderId } });
    await settlePayment(id, new Date());
    await runJobs();
    return outcomeOf(orderId);
  };

  it("spends the order's points again", async () => {
    const who = await customer(120);
    const orderId = await paidTooLate(who);
    expect((await standOf(who.partnerId)).points).toBe(120);
    expect(await settle(orderId)).toMatchObject({ status: "confirmed", payment: "paid" });
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 34 });
    await expectBooksToHold();
  });

  it("goes back when the points were spent elsewhere meanwhile", async () => {
    const who = await customer(120);
    const orderId = await paidTooLate(who);
    await buyWithPoints(who);
    const { total, ...outcome } = await settle(orderId);
    expect(outcome).toMatchObject({ status: "cancelled", payment: "refunded", refunded: total });
    expect((await standOf(who.partnerId)).points).toBe(0);
    await expectBooksToHold();
  });
});

describe("the ledger", () => {
  it("expires what is oldest first, less what was spent, and tells of it once before", async () => {
    const long = inDays(-715);
    const who = await customer(100, long);
    await givePoints(who.partnerId, 200);
    const { id } = await db().loyaltyAccount.findFirstOrThrow({ where: { partnerId: who.partnerId } });
    await buyWithPoints(who, { price: "2" });
    expect((await standOf(who.partnerId)).points).toBe(300);
    await db().loyaltyProgramme.update({ where: { currency }, data: { minimumPoints: 1 } });
    await buyWithPoints(who, { price: "2" });
    await db().loyaltyProgramme.update({ where: { currency }, data: { minimumPoints: 100 } });
    expect((await standOf(who.partnerId)).points).toBe(260);
    const ahead = await pointsAhead(db(), id);
    expect(ahead.map(({ points }) => points)).toEqual([60, 200]);
    const mails = () => db().mailMessage.findMany({ where: { to: who.email, template: "points_expire" } });
    await expireAndWarn(new Date());
    await expireAndWarn(inDays(1));
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toContain("60 points");
    expect((await standOf(who.partnerId)).points).toBe(260);
    await Promise.all([1, 2, 3].map(() => inTx((tx) => expirePoints(tx, id, inDays(30)))));
    expect((await standOf(who.partnerId)).points).toBe(200);
    expect(await mails()).toHaveLength(1);
    await expectBooksToHold();
  });

  it("is corrected with a reason, by whoever may, and never below nothing", async () => {
    const who = await customer(50);
    const staff = (role: "support" | "sales") =>
      shopper({ ...guestActor, userId: who.id, name: "S", email: "s@example.test", roles: ["customer", role] }).api;
    const change = { partnerId: who.partnerId, points: -60, reason: "Erreur de saisie" };
    expect(await codeOf(staff("sales").admin.loyalty.correct(change))).toBe("forbidden");
    expect(await codeOf(staff("support").admin.loyalty.correct(change))).toBe("loyalty.not_enough_points");
    const after = await staff("support").admin.loyalty.correct({ ...change, points: -20 });
    expect(after?.points).toBe(30);
    const { items } = await staff("sales").admin.loyalty.history({ partnerId: who.partnerId, limit: 10 });
    expect(items[0]).toMatchObject({ kind: "corrected", points: -20, reason: "Erreur de saisie", by: "Camille" });
    expect(
      await db().auditEntry.count({ where: { action: "loyalty.points.corrected", targetId: who.partnerId } }),
    ).toBe(2);
  });

  it("shows nobody what is another's, and its lines never change", async () => {
    const [mine, other] = [await customer(70), await customer(900)];
    expect((await mine.browser().api.account.points.get())?.points).toBe(70);
    const { items } = await mine.browser().api.account.points.history({ limit: 25 });
    expect(items.map((entry) => entry.points)).toEqual([70]);
    expect(JSON.stringify(items)).not.toContain("pour essayer");
    const entry = await db().loyaltyEntry.findFirstOrThrow({ where: { account: { partnerId: other.partnerId } } });
    await expect(db().$executeRaw`UPDATE loyalty_entry SET points = 1 WHERE id = ${entry.id}`).rejects.toThrow(
      /append-only/,
    );
    const { id } = await db().loyaltyAccount.findFirstOrThrow({ where: { partnerId: mine.partnerId } });
    await expect(db().loyaltyAccount.update({ where: { id }, data: { points: -1 } })).rejects.toThrow();
  });
});
