// Lines 20, 29 and 34 of the attack list: paying another price than the one of what is bought.
import { describe, expect, it } from "vitest";
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { db } from "#server/platform/db.ts";
import { runJobs } from "../run-jobs.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { type Attack, expectStockToHold, levelOf, openAttackedShop, outcomeOf, traces } from "./attacked-shop.ts";
import { type Attacker, said, shopperWith } from "./attacker.ts";

openAttackedShop();

type Basket = { someone: Attacker; wish: Awaited<ReturnType<Attacker["wish"]>>; variantId: string; lineId: string };

async function basket(quantity = 1, price = "25"): Promise<Basket> {
  const { variantId } = await article({ stock: 50, price });
  const { someone, wish } = await shopperWith([{ variantId, quantity }]);
  const { data } = await someone.query<{ lines: { id: string }[] }>("shop.cart.get");
  return { someone, wish, variantId, lineId: data.lines[0]?.id ?? "" };
}
const setPrice = (variantId: string, unitPrice: string) =>
  db().priceListItem.updateMany({ where: { variantId }, data: { unitPrice } });

/** What the provider was asked to take, the order's total and the invoice's: one figure. */
async function figures(orderId: string) {
  const payment = await db().payment.findFirstOrThrow({ where: { orderId } });
  const order = await db().salesOrder.findUniqueOrThrow({ where: { id: orderId }, include: { lines: true } });
  const truth = await paymentProvider().retrieve(payment.sessionRef ?? "");
  const invoices = await db().invoice.findMany({ where: { orderId, kind: "invoice" } });
  return {
    total: Number(order.totalMinor),
    lines: Number(order.lines.reduce((sum, line) => sum + line.grossMinor, 0n)),
    asked: Number(payment.amountMinor),
    charged: truth?.capturedMinor,
    invoiced: invoices.map((invoice) => Number(invoice.totalMinor)),
    pieces: order.lines.filter((line) => line.kind === "product").map((line) => Number(line.quantity)),
  };
}

describe("lines 20 and 34: another basket or price than the shopper saw", () => {
  const attacks: (Omit<Attack, "by"> & { meanwhile: (basket: Basket) => Promise<unknown> })[] = [
    {
      line: 20,
      attack: "a second piece after seeing the price of one",
      answer: "409 sales.prices_changed",
      meanwhile: ({ someone, variantId }) => someone.add(variantId),
    },
    {
      line: 20,
      attack: "thirty pieces after seeing the price of one",
      answer: "409 sales.prices_changed",
      meanwhile: ({ someone, lineId }) => someone.mutate("shop.cart.setQuantity", { lineId, quantity: 30 }),
    },
    {
      line: 20,
      attack: "another article after seeing the price of this one",
      answer: "409 sales.prices_changed",
      meanwhile: async ({ someone }) => someone.add((await article({ stock: 1, price: "990" })).variantId),
    },
    {
      line: 20,
      attack: "a dearer article in place of this one",
      answer: "409 sales.prices_changed",
      meanwhile: async ({ someone, lineId }) => {
        await someone.add((await article({ stock: 1, price: "990" })).variantId);
        await someone.mutate("shop.cart.setQuantity", { lineId, quantity: 0 });
      },
    },
    {
      line: 34,
      attack: "the price rose since it was seen",
      answer: "409 sales.prices_changed",
      meanwhile: ({ variantId }) => setPrice(variantId, "30"),
    },
    {
      line: 34,
      attack: "the price fell since it was seen",
      answer: "409 sales.prices_changed",
      meanwhile: ({ variantId }) => setPrice(variantId, "20"),
    },
    {
      line: 34,
      attack: "the article lost its price",
      answer: "422 sales.variant_not_for_sale",
      meanwhile: ({ variantId }) => db().priceListItem.deleteMany({ where: { variantId } }),
    },
    {
      line: 34,
      attack: "the article is no longer sold",
      answer: "422 sales.variant_not_for_sale",
      meanwhile: ({ variantId }) =>
        db().product.updateMany({ where: { variants: { some: { id: variantId } } }, data: { status: "archived" } }),
    },
  ];
  it.each(attacks)("line $line: $attack → $answer, nothing written", async ({ meanwhile, answer }) => {
    const held = await basket();
    await meanwhile(held);
    const before = await traces();
    const reply = await held.someone.place(held.wish);
    expect(said(reply)).toBe(answer);
    expect(await traces()).toEqual(before);
    expect(await levelOf(held.variantId)).toEqual({ onHand: 50, reserved: 0 });
  });

  it("line 34: the new price is told with the refusal and in the basket, and then it is paid", async () => {
    const { someone, wish, variantId } = await basket();
    await setPrice(variantId, "30");
    const refused = await someone.place(wish);
    const shown = await someone.query("shop.cart.get");
    expect(shown.data).toMatchObject({ subtotal: { minor: 3_000 } });
    const again = await someone.place(await someone.wish());
    expect(said(again)).toBe("200");
    const { total, asked } = await figures(again.data.orderId);
    expect(refused.details).toMatchObject({ totalMinor: total, currency: "EUR" });
    expect(asked).toBe(total);
  });

  it("line 34: a price that changes once the order stands leaves the order alone", async () => {
    const { someone, wish, variantId } = await basket();
    const { data: placed } = await someone.place(wish);
    const before = await figures(placed.orderId);
    await setPrice(variantId, "900");
    await payOnPage(placed.payUrl, testCards.accepted);
    await someone.mutate("shop.checkout.settle", { token: placed.token });
    await runJobs();
    expect(await figures(placed.orderId)).toEqual({ ...before, charged: before.total, invoiced: [before.total] });
  });

  it("line 20: a basket that grows while its order is being paid is another basket", async () => {
    const { someone, wish, variantId } = await basket();
    const { data: placed } = await someone.place(wish);
    await someone.add(variantId, 7);
    await payOnPage(placed.payUrl, testCards.accepted);
    await someone.mutate("shop.checkout.settle", { token: placed.token });
    await runJobs();
    expect(await figures(placed.orderId)).toMatchObject({ pieces: [1] });
    expect(await outcomeOf(placed.orderId)).toMatchObject({ status: "confirmed", confirmed: 1 });
  });
});

describe("line 29: the basket changes in the very moment of ordering", () => {
  const edits: { edit: string; change: (b: Basket) => Promise<unknown> }[] = [
    { edit: "a piece is added", change: (b) => b.someone.add(b.variantId) },
    {
      edit: "the quantity is lowered",
      change: (b) => b.someone.mutate("shop.cart.setQuantity", { lineId: b.lineId, quantity: 1 }),
    },
    {
      edit: "the line is taken out",
      change: (b) => b.someone.mutate("shop.cart.setQuantity", { lineId: b.lineId, quantity: 0 }),
    },
    { edit: "the price changes", change: (b) => setPrice(b.variantId, "31") },
  ];

  it.each(edits)("$edit: all of the old order or none of it, charged as invoiced", async ({ change }) => {
    for (let round = 0; round < 6; round++) {
      const held = await basket(2);
      const [seen] = await db().cartLine.findMany({ where: { id: held.lineId } });
      expect(Number(seen?.quantity)).toBe(2);
      // Either may be first: the start alternates.
      const edited = round % 2 ? change(held) : undefined;
      const [placed] = await Promise.all([held.someone.place(held.wish), edited ?? change(held)]);
      if (placed.status !== 200) {
        expect(said(placed)).toMatch(/^(409 sales\.prices_changed|422 sales\.cart_empty)$/);
        expect(await db().salesOrder.count({ where: { email: held.wish.email } })).toBe(0);
        expect(await levelOf(held.variantId)).toEqual({ onHand: 50, reserved: 0 });
        continue;
      }
      await payOnPage(placed.data.payUrl, testCards.accepted);
      await held.someone.mutate("shop.checkout.settle", { token: placed.data.token });
      await runJobs();
      const { total, pieces, ...money } = await figures(placed.data.orderId);
      expect(pieces).toEqual([2]);
      expect(money).toEqual({ lines: total, asked: total, charged: total, invoiced: [total] });
      expect(await levelOf(held.variantId)).toEqual({ onHand: 50, reserved: 2 });
    }
    await expectStockToHold();
  });
});
