// Points of an order that changes after it was placed: edited, called off, sent back in part, its buyer forgotten, sold at a
// till. Whatever happens, a balance is what was issued less what was spent plus what came back, and never below nothing.
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { everything } from "#server/access/scope.ts";
import { newId } from "#server/kernel/ids.ts";
import { money } from "#server/kernel/money.ts";
import { invoiceDetail } from "#server/modules/invoicing/index.ts";
import { openAccount, spendPoints } from "#server/modules/loyalty/index.ts";
import type { EditWanted } from "#server/modules/sales/contract-edit.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import {
  buyWithPoints,
  type Customer,
  customer,
  entriesOf,
  giveBack,
  givePoints,
  standOf,
} from "#server/testing/points-shopper.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { deliverOrder } from "#server/testing/send-order.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { cancelOrder } from "../cancel-order/cancel-order.ts";
import { invoicePaper } from "../documents/invoice-paper.ts";
import { editOrder, previewEdit } from "../edit-order/edit-order.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { eraseByStaff } from "../privacy/erase-person.ts";
import { createReturn } from "../return-order/create-return.ts";
import { receiveReturn } from "../return-order/receive-return.ts";
import { refundReturn } from "../return-order/refund-return.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { maturePoints } from "./mature-points.ts";
import { pointsAt } from "./order-points.ts";
import { settlePoints } from "./settle-points.ts";

openAttackedShop();

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const eur = (minor: number) => money(minor, "EUR");
const read = (id: string) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id },
    include: { lines: { where: { kind: "product" }, orderBy: { position: "asc" } } },
  });
const detailOf = async (id: string) => orderDetail(db(), everything, (await read(id)).number);
const pointsOf = async (id: string) => (await detailOf(id)).points;

/** Staff change the order; what it costs more is collected later. */
async function edit(orderId: string, wanted: (lines: { id: string; variantId: string }[]) => Partial<EditWanted>) {
  const { number, version, lines } = await read(orderId);
  const known = lines.map(({ id, variantId }) => ({ id, variantId: variantId ?? "" }));
  const input = { number, lines: [], add: [], ...wanted(known) };
  const { signature } = await previewEdit(everything, input, new Date());
  const editor = { scope: everything, by: bySystem, source: "staff" as const, mayCollectLater: true };
  const how = { version, signature, collect: "later" as const, idempotencyKey: randomUUID() };
  await editOrder(editor, { ...input, ...how }, new Date());
  await runJobs();
}
const setFirst = (orderId: string, quantity: number) =>
  edit(orderId, ([first]) => ({ lines: [{ orderLineId: first?.id ?? "", quantity }] }));

/** Issued less spent plus returned, of all that ever happened to an account; and the ledger says the same. */
async function expectSound(who: Customer, issued: number) {
  const entries = await entriesOf(who.partnerId);
  const sums = await db().loyaltySpend.aggregate({
    where: { account: { partnerId: who.partnerId } },
    _sum: { points: true, returned: true },
  });
  const { points, pending } = await standOf(who.partnerId);
  expect(points).toBe(issued - (sums._sum.points ?? 0) + (sums._sum.returned ?? 0));
  // Below nothing it never was: the account's own CHECK refuses that.
  expect(entries.reduce((sum, [, spendable]) => sum + Number(spendable), 0)).toBe(points);
  expect(entries.reduce((sum, [, , waiting]) => sum + Number(waiting), 0)).toBe(pending);
  await expectBooksToHold();
}

describe("an order that spent points", () => {
  it("gives back those of units that are taken out, earns on those that are added, and all of it when it is called off", async () => {
    const who = await customer(300);
    const orderId = await buyWithPoints(who, { price: "33.30", quantity: 3 });
    const placed = { pending: true, pendingDays: 14, spent: 300 };
    expect(await pointsOf(orderId)).toEqual({ ...placed, earned: 84, returned: 0, off: eur(1_500) });

    await setFirst(orderId, 2);
    expect(await standOf(who.partnerId)).toEqual({ points: 100, pending: 56 });
    expect(await pointsOf(orderId)).toEqual({ ...placed, earned: 56, returned: 100, off: eur(1_000) });
    await expectSound(who, 300);

    // One more of them costs its full price: points were spent on what was ordered.
    await setFirst(orderId, 3);
    expect(await pointsOf(orderId)).toEqual({ ...placed, earned: 89, returned: 100, off: eur(1_000) });
    expect((await read(orderId)).lines.map((line) => Number(line.quantity))).toEqual([2, 1]);
    await setFirst(orderId, 0);
    expect(await pointsOf(orderId)).toEqual({ ...placed, earned: 33, returned: 300, off: eur(0) });
    expect(await standOf(who.partnerId)).toEqual({ points: 300, pending: 33 });
    await expectSound(who, 300);

    const { number, version } = await read(orderId);
    await cancelOrder({ number, version, reason: "customer" }, bySystem, new Date());
    await runJobs();
    expect(await standOf(who.partnerId)).toEqual({ points: 300, pending: 0 });
    expect(await pointsOf(orderId)).toEqual({ ...placed, pending: false, earned: 0, returned: 300, off: eur(0) });
    await expectSound(who, 300);
    const mails = await db().mailMessage.findMany({ where: { to: who.email }, orderBy: { id: "asc" } });
    const told = (template: string) => mails.filter((mail) => mail.template === template).map((mail) => mail.text);
    expect(told("order_confirmed")[0]).toMatch(/Points de fidélité: -15,00\s€/);
    expect(told("order_confirmed")[0]).toContain("Points gagnés avec cette commande: 84 points");
    expect(told("order_edited").map((text) => /Points rendus: (\d+)/.exec(text)?.[1])).toEqual(["100", "100", "300"]);
    expect(told("order_cancelled")[0]).toContain("Points rendus: 300 points");
  }, 180_000);

  it("gives those of what is sent back, however the rest goes, while its invoice says what it said", async () => {
    const who = await customer(300);
    const orderId = await buyWithPoints(who, { price: "33.30", quantity: 3 });
    await postInvoice((await draftInvoice(orderId)) ?? "", bySystem);
    await deliverOrder(orderId);
    await maturePoints(inDays(15));
    expect(await standOf(who.partnerId)).toEqual({ points: 84, pending: 0 });

    const { number, version, lines } = await read(orderId);
    const orderLineId = lines[0]?.id ?? "";
    const said = { reason: "withdrawal" as const, override: false };
    const asked = { number, version, lines: [{ orderLineId, quantity: 2 }], ...said };
    const back = (await createReturn(asked, bySystem, { override: true }, new Date())).number;
    const seen = async () => {
      const found = await db().customerReturn.findUniqueOrThrow({ where: { number: back }, select: { version: true } });
      return { number: back, version: found.version };
    };
    const inspected = { orderLineId, restocked: 1, scrapped: 0, locationCode: "WH-LYON" };
    await receiveReturn({ ...(await seen()), lines: [inspected] }, bySystem, new Date());
    const refund = { lines: [{ orderLineId, quantity: 1 }], withShipping: false, reason: "Retour" };
    await refundReturn({ ...(await seen()), ...refund, idempotencyKey: randomUUID() }, bySystem, new Date());
    await runJobs();
    // A third of both: what was earned goes, what was spent comes back.
    expect(await standOf(who.partnerId)).toEqual({ points: 100 + 84 - 28, pending: 0 });
    expect(await pointsOf(orderId)).toEqual({
      ...{ earned: 56, pending: false, pendingDays: 14, spent: 300, returned: 100, off: eur(1_500) },
    });
    await giveBack(orderId, [2]);
    expect(await standOf(who.partnerId)).toEqual({ points: 300, pending: 0 });
    await expectSound(who, 300);

    const { id: invoiceId } = await db().invoice.findFirstOrThrow({ where: { orderId, kind: "invoice" } });
    const invoice = await invoiceDetail(db(), everything, { id: invoiceId });
    const then = await pointsAt(db(), { id: orderId, currency: "EUR" }, new Date(invoice.postedAt ?? 0));
    expect(then).toEqual({ earned: 84, spent: 300, off: eur(1_500) });
    const { notices } = invoicePaper(invoice, { paidMinor: 0, paidOn: null }, then);
    expect(notices).toContain("Points de fidélité gagnés avec cette commande : 84.");
    expect(notices).toContain("Points de fidélité dépensés pour cette commande : 300.");
    expect(await pointsAt(db(), { id: orderId, currency: "EUR" }, null)).toEqual({ earned: 0, spent: 0, off: eur(0) });
  });

  it("tells of its points apart from its coupon, and staff of them as far as their role goes", async () => {
    const who = await customer(100);
    const coupon = { ...{ id: newId("coupon"), code: "POINTS10", kind: "percent", value: "0.1", active: true } };
    await db().coupon.create({ data: { ...coupon, name: { fr: "Dix", en: "Ten" } } });
    const browser = who.browser();
    const { variantId } = await article({ stock: 5, price: "50" });
    await browser.api.shop.cart.add({ variantId, quantity: 1 });
    await browser.api.shop.cart.applyCoupon({ code: "POINTS10" });
    await browser.api.shop.cart.spendPoints({ use: true });
    const { orderId } = await browser.order({ email: who.email });
    const { totals, points } = await detailOf(orderId);
    expect([totals.discount, points?.off]).toEqual([eur(1_000), eur(500)]);
    const { number } = await read(orderId);
    const seenBy = async (role: "support" | "warehouse") => {
      const staff = { ...guestActor, userId: who.id, name: "S", email: "s@example.test", roles: [role] };
      return (await shopper(staff).api.admin.orders.get({ number })).points;
    };
    expect(await seenBy("support")).toMatchObject({ spent: 100 });
    expect(await seenBy("warehouse")).toBeNull();
  });
});

describe("somebody who is forgotten", () => {
  it("leaves a ledger of nobody with nothing on it, to which no order adds any more", async () => {
    const who = await customer(500);
    const [arrived, waiting] = [
      await buyWithPoints(who, { price: "30" }),
      await buyWithPoints(who, { price: "60", use: false }),
    ];
    for (const orderId of [arrived, waiting]) {
      await postInvoice((await draftInvoice(orderId)) ?? "", bySystem);
      await deliverOrder(orderId);
    }
    await givePoints(who.partnerId, 40);
    expect(await standOf(who.partnerId)).toEqual({ points: 40, pending: 65 });
    await runJobs();
    await eraseByStaff({ userId: who.id }, { userId: "usr_staff" });
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 0 });
    const entries = await entriesOf(who.partnerId);
    expect(entries.at(-1)).toEqual(["expired", -40, -65]);
    expect(entries.length).toBeGreaterThan(3);

    await giveBack(arrived, [1]);
    await Promise.all([arrived, waiting].map((orderId) => settlePoints(orderId, inDays(1))));
    await maturePoints(inDays(60));
    expect(await entriesOf(who.partnerId)).toEqual(entries);
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 0 });
    await expectBooksToHold();
  });
});

describe("points at a till", () => {
  it("are earned, spent and given back by what knows of no channel", async () => {
    const who = await customer(200);
    const { id: programmeId } = await db().loyaltyProgramme.findUniqueOrThrow({ where: { currency: "EUR" } });
    const { channel } = await testShop();
    const sell = (kind: "web" | "pos") => {
      const goods = { lines: [{ price: "80.00", quantity: 2 }], partnerId: who.partnerId, userId: who.id };
      return db()
        .channel.update({ where: { id: channel.id }, data: { kind } })
        .then(() => makeOrder({ ...goods, email: who.email }));
    };
    const [web, till] = [await sell("web"), await sell("pos")];
    const accountId = await inTx((tx) => openAccount(tx, { programmeId, partnerId: who.partnerId }));
    for (const order of [web, till]) {
      const [line] = order.lines;
      const lines = [{ id: line?.id ?? "", quantity: 2, weight: line?.grossMinor ?? 0 }];
      const spend = { accountId, orderId: order.id, points: 100, amount: eur(500), lines };
      await inTx((tx) => spendPoints(tx, spend, new Date()));
      await settlePoints(order.id, new Date());
    }
    expect(await standOf(who.partnerId)).toEqual({ points: 0, pending: 320 });
    const kinds = async (orderId: string) => {
      const entries = await db().loyaltyEntry.findMany({ where: { orderId }, orderBy: { id: "asc" } });
      return entries.map(({ kind, points, pending }) => ({ kind, points, pending }));
    };
    expect(await kinds(till.id)).toEqual(await kinds(web.id));
    expect(await kinds(till.id)).toHaveLength(2);
    for (const { number } of [web, till]) {
      const { version } = await db().salesOrder.findUniqueOrThrow({ where: { number } });
      await cancelOrder({ number, version, reason: "customer" }, bySystem, new Date());
    }
    await runJobs();
    expect(await kinds(till.id)).toEqual(await kinds(web.id));
    expect(await standOf(who.partnerId)).toEqual({ points: 200, pending: 0 });
  });
});
