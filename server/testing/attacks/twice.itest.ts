// Line 27 of the attack list: a second press, a second tab, the back button. One order, one charge.
import { expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { runJobs } from "../run-jobs.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { expectStockToHold, levelOf, openAttackedShop, outcomeOf } from "./attacked-shop.ts";
import { type Attacker, type Placed, type Reply, said, shopperWith } from "./attacker.ts";

openAttackedShop();

type Wish = Awaited<ReturnType<Attacker["wish"]>>;
type Case = {
  pressing: string;
  press: (someone: Attacker, wish: Wish) => Promise<Reply<Placed>[]>;
  /** Other answers than the one order's that may be heard. */
  orElse: RegExp;
};
const otherKey = (wish: Wish): Wish => ({ ...wish, key: crypto.randomUUID() });
const stillAtIt = /^409 /;

const cases: Case[] = [
  {
    pressing: "twice in one tab",
    press: (someone, wish) => Promise.all([someone.place(wish), someone.place(wish)]),
    orElse: stillAtIt,
  },
  {
    pressing: "twenty times in one tab",
    press: (someone, wish) => Promise.all(Array.from({ length: 20 }, () => someone.place(wish))),
    orElse: stillAtIt,
  },
  {
    pressing: "in two tabs at once",
    press: (someone, wish) => Promise.all([someone.place(wish), someone.place(otherKey(wish))]),
    orElse: /^(409 sales\.cart_already_ordered|422 sales\.cart_empty)$/,
  },
  {
    pressing: "in ten tabs at once",
    press: (someone, wish) => Promise.all(Array.from({ length: 10 }, () => someone.place(otherKey(wish)))),
    orElse: /^(409 sales\.cart_already_ordered|422 sales\.cart_empty)$/,
  },
  {
    pressing: "again after the back button",
    press: async (someone, wish) => {
      const first = await someone.place(wish);
      return [first, await someone.place(wish), await someone.place(otherKey(wish))];
    },
    orElse: /^(409 sales\.cart_already_ordered|422 sales\.cart_empty)$/,
  },
  {
    pressing: "again after paying",
    press: async (someone, wish) => {
      const first = await someone.place(wish);
      await payOnPage(first.data.payUrl, testCards.accepted);
      await someone.mutate("shop.checkout.settle", { token: first.data.token });
      return [first, await someone.place(wish), await someone.place(otherKey(wish))];
    },
    orElse: /^(409 sales\.(cart_already_ordered|order_not_payable)|422 sales\.cart_empty)$/,
  },
  {
    pressing: "the same key with another address",
    press: async (someone, wish) => {
      const first = await someone.place(wish);
      return [first, await someone.place({ ...wish, email: "other@example.com" })];
    },
    orElse: /^422 idempotency_key_reused$/,
  },
];

it.each(cases)("line 27: pressing $pressing → one order, one charge", async ({ press, orElse }) => {
  const { variantId } = await article({ stock: 9 });
  const { someone, wish } = await shopperWith([{ variantId, quantity: 2 }]);
  const replies = await press(someone, wish);
  const numbers = new Set<string>();
  for (const reply of replies) {
    if (reply.status === 200) numbers.add(reply.data.number);
    else expect(said(reply)).toMatch(orElse);
  }
  expect(numbers.size).toBe(1);
  const [number = ""] = numbers;
  const order = await db().salesOrder.findUniqueOrThrow({ where: { number }, include: { payments: true } });
  const orders = await db().salesOrder.count({ where: { cartId: order.cartId } });
  expect([orders, order.payments.length]).toEqual([1, 1]);
  expect(await levelOf(variantId)).toEqual({ onHand: 9, reserved: 2 });
  // Whoever pays the page twice is charged once.
  const winner = replies.find((reply) => reply.status === 200)?.data as Placed;
  await Promise.all([1, 2, 3].map(() => payOnPage(winner.payUrl, testCards.accepted)));
  await Promise.all([1, 2, 3].map(() => someone.mutate("shop.checkout.settle", { token: winner.token })));
  await runJobs();
  const total = Number(order.totalMinor);
  expect(await outcomeOf(order.id)).toEqual({
    status: "confirmed",
    payment: "paid",
    total,
    captured: total,
    refunded: 0,
    confirmed: 1,
    deliveries: 1,
    invoices: 1,
  });
  expect(await db().mailMessage.count({ where: { to: order.email, template: "order_confirmed" } })).toBe(1);
  await expectStockToHold();
});

it("line 27: one key belongs to one shopper: another's basket is not answered with this order", async () => {
  const { variantId } = await article({ stock: 9 });
  const [anne, mallory] = [await shopperWith([{ variantId }]), await shopperWith([{ variantId }])];
  const hers = await anne.someone.place(anne.wish);
  const his = await mallory.someone.place({ ...mallory.wish, key: anne.wish.key });
  expect([said(hers), said(his)]).toEqual(["200", "200"]);
  expect(his.data.number).not.toBe(hers.data.number);
  expect(his.data.token).not.toBe(hers.data.token);
});
