// A buyer changes their own order, through the API: what it costs, who wins a race with the picker, what stays shut.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { everything } from "#server/access/scope.ts";
import { plainContext } from "#server/api/context.ts";
import { appRouter } from "#server/api/root.ts";
import { createCallerFactory } from "#server/api/trpc.ts";
import { newId } from "#server/kernel/ids.ts";
import { deliveryDetail } from "#server/modules/fulfilment/index.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { planDelivery } from "../deliver-order/plan-delivery.ts";
import { startPicking } from "../deliver-order/start-picking.ts";

const callerOf = (actor: Actor) => createCallerFactory(appRouter)(plainContext({ actor }));
const buyer: Actor = { ...guestActor, userId: "usr_buyer", email: "buyer@example.com", roles: ["customer"] };
const stranger: Actor = { ...guestActor, userId: "usr_stranger", email: "stranger@example.com", roles: ["customer"] };
const wireCode = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: TRPCError) => (error.cause as { code?: string } | undefined)?.code ?? error.code,
  );
const lyon = { recipient: "Zoé Œuvrard", line1: "3 quai Perrache", postcode: "69002", city: "Lyon", country: "FR" };
type Order = Awaited<ReturnType<typeof makeOrder>>;
type Wanted = Partial<Parameters<ReturnType<typeof callerOf>["shop"]["orderChanges"]["preview"]>[0]>;

let store = "";

beforeAll(async () => {
  const { second, channel } = await testShop();
  store = second.id;
  for (const [country, rate] of [
    ["FR", "0.2"],
    ["BE", "0.21"],
  ] as const) {
    const values = { country, category: "standard", name: "TVA", rate, validFrom: new Date("2020-01-01") };
    await db().taxRate.create({ data: { id: newId("taxRate"), ...values } });
  }
  const method = { currency: "EUR", minDays: 1, maxDays: 1, carrier: "Test", countries: ["FR"] };
  await db().shippingMethod.createMany({
    data: [
      { ...method, id: newId("shippingMethod"), code: "test-fast", name: { fr: "Express" }, priceMinor: 1_990 },
      {
        ...method,
        ...{ id: newId("shippingMethod"), code: "test-store", name: { fr: "Retrait" }, priceMinor: 0, maxDays: 0 },
        ...{ minDays: 0, pickupLocationId: store },
      },
    ],
  });
  await db().channelLocation.updateMany({
    where: { channelId: channel.id, locationId: store },
    data: { ships: "never" },
  });
  await db().location.update({
    where: { id: store },
    data: { name: "Boutique", line1: "1 rue du Retrait", postcode: "75011", city: "Paris", country: "FR" },
  });
});

async function ownOrder(stock: [number, number] = [6, 0]): Promise<Order> {
  const order = await makeOrder({
    userId: buyer.userId,
    lines: [{ price: "120.00", quantity: 2, name: "Chaise Alba", stock }],
  });
  const list = await db().priceList.findUniqueOrThrow({ where: { code: "test" } });
  const variantId = order.lines[0]?.variantId ?? "";
  await db().priceListItem.create({
    data: { id: newId("priceListItem"), priceListId: list.id, variantId, unitPrice: "150.00" },
  });
  return order;
}
const read = (order: { id: string }) =>
  db().salesOrder.findUniqueOrThrow({
    where: { id: order.id },
    include: { lines: { orderBy: { position: "asc" } }, deliveries: true, timeline: true, amendments: true },
  });

async function change(order: Order, wanted: Wanted, by: { actor?: Actor; of?: object; version?: number } = {}) {
  const api = callerOf(by.actor ?? buyer).shop.orderChanges;
  const input = { number: order.number, ...wanted, ...by.of };
  const { signature } = await api.preview(input);
  const version = by.version ?? (await read(order)).version;
  return api.confirm({ ...input, version, signature, idempotencyKey: randomUUID() });
}
const picked = async (order: Order) => {
  const delivery = (await read(order)).deliveries.find((one) => one.status === "planned");
  await startPicking({ number: delivery?.number ?? "", version: delivery?.version ?? 0 }, bySystem);
};

describe("a buyer changes their order", () => {
  it("to another address: the picker reads it, the mark and the old address stay, the book is left alone", async () => {
    const order = await ownOrder();
    const preview = await callerOf(buyer).shop.orderChanges.preview({ number: order.number, delivery: lyon });
    expect(preview).toMatchObject({ difference: { minor: 0 }, delivery: { city: "Lyon" }, promise: null });
    expect(await change(order, { delivery: lyon })).toMatchObject({ status: "applied" });
    const now = await read(order);
    expect(now.amendments).toMatchObject([{ source: "customer", status: "applied" }]);
    expect(now.timeline.find(({ type }) => type === "edited")?.data).toMatchObject({
      source: "customer",
      addressBefore: { line1: "12 rue des Tanneurs" },
    });
    const paper = await deliveryDetail(db(), everything, now.deliveries[0]?.number ?? "");
    expect(paper.address).toMatchObject({ line1: "3 quai Perrache" });
    expect(paper.changed).toMatchObject({ before: { line1: "12 rue des Tanneurs" } });
  });

  it("by the link, without an account; a foreign number stays shut, with or without one", async () => {
    const order = await ownOrder();
    const token = orderAccessToken(order.id);
    const guest = { actor: guestActor, of: { number: undefined, token } };
    expect(await change(order, { delivery: lyon }, guest)).toMatchObject({ status: "applied" });
    const { version } = await read(order);
    for (const actor of [guestActor, stranger]) {
      const api = callerOf(actor).shop.orderChanges;
      const of = { number: order.number };
      const tries = [
        api.get(of),
        api.ways({ ...of, country: "FR" }),
        api.articles({ ...of, query: "Chaise" }),
        api.preview({ ...of, delivery: lyon }),
        api.confirm({ ...of, delivery: lyon, version, signature: "x", idempotencyKey: randomUUID() }),
        api.cancel({ ...of, version }),
        api.cancel({ token: `${token.slice(0, -2)}xx`, version }),
        api.cancel({ version }),
      ];
      expect(new Set(await Promise.all(tries.map(wireCode)))).toEqual(new Set(["sales.order_not_found"]));
      expect(await wireCode(api.withdraw({ ...of, amendmentId: "amd_x" }))).toBe("sales.amendment_not_found");
    }
    const own = callerOf(buyer).shop.orderChanges;
    const other = await ownOrder();
    const theirs = other.lines[0]?.id ?? "";
    const foreign = own.preview({ number: order.number, lines: [{ orderLineId: theirs, quantity: 1 }] });
    expect(await wireCode(foreign)).toBe("sales.line_not_in_order");
    for (const more of [
      { collect: "later" },
      { total: 1 },
      { lines: [{ orderLineId: theirs, quantity: 1, price: 1 }] },
    ]) {
      const forged = { number: order.number, version, signature: "x", idempotencyKey: randomUUID(), ...more };
      expect(await wireCode(own.confirm(forged as never))).toBe("BAD_REQUEST");
    }
    expect((await read(order)).version).toBe(version);
  });

  it("to more: it waits to be paid; the same press twice is one change; given up, all is as before", async () => {
    const order = await ownOrder();
    const api = callerOf(buyer).shop.orderChanges;
    const input = { number: order.number, lines: [{ orderLineId: order.lines[0]?.id ?? "", quantity: 3 }] };
    const { signature, difference } = await api.preview(input);
    expect(difference.minor).toBe(15_000);
    const press = { ...input, version: (await read(order)).version, signature, idempotencyKey: randomUUID() };
    const [one, two] = await Promise.all([api.confirm(press), api.confirm(press)]);
    expect(two).toEqual(one);
    expect(one.status).toBe("awaiting_payment");
    expect((await api.get({ number: order.number })).actions).toEqual(
      expect.arrayContaining(["withdraw_change", "pay_difference"]),
    );
    await api.withdraw({ number: order.number, amendmentId: one.amendmentId });
    expect(await db().reservation.count({ where: { orderId: order.id, status: "held" } })).toBe(0);
    expect((await api.get({ number: order.number })).actions).toContain("edit");
  });

  it("to a dearer method and a later day, which the warehouse reads; a day nobody offered is refused", async () => {
    const order = await ownOrder();
    const api = callerOf(buyer).shop.orderChanges;
    const ways = await api.ways({ number: order.number, country: "FR" });
    const home = ways.find(({ code }) => code === "test-home");
    const day = home?.days.at(4) ?? "";
    expect(day > (home?.promise?.to ?? "9")).toBe(true);
    const preview = await api.preview({ number: order.number, deliverOn: day });
    expect(preview).toMatchObject({ difference: { minor: 0 }, promise: { from: day, to: day } });
    await change(order, { deliverOn: day });
    const now = await read(order);
    expect(now.wantedOn?.toISOString().slice(0, 10)).toBe(day);
    expect(now.deliveries.map((one) => one.promisedTo?.toISOString().slice(0, 10))).toEqual([day]);
    expect(await wireCode(api.preview({ number: order.number, deliverOn: "2031-01-01" }))).toBe(
      "sales.day_not_offered",
    );
    const dearer = await api.preview({ number: order.number, shippingMethod: "test-fast" });
    expect(dearer.difference.minor).toBe(1_000);
    expect(await change(order, { deliverOn: null })).toMatchObject({ status: "applied" });
    expect((await read(order)).wantedOn).toBeNull();
  });

  it("refuses a postcode of no place in that country", async () => {
    const order = await ownOrder();
    const wrong = callerOf(buyer).shop.orderChanges.preview({
      number: order.number,
      delivery: { ...lyon, postcode: "6900" },
    });
    expect(await wireCode(wrong)).toBe("sales.postcode_wrong");
  });
});

describe("from the house to a store and back", () => {
  it("moves the goods that are promised, the shipping goes back, and the address is the store's", async () => {
    const order = await ownOrder([2, 3]);
    const preview = await callerOf(buyer).shop.orderChanges.preview({
      number: order.number,
      shippingMethod: "test-store",
    });
    expect(preview).toMatchObject({ pickup: true, difference: { minor: -990 }, delivery: { company: "Boutique" } });
    await change(order, { shippingMethod: "test-store" });
    const collected = await read(order);
    expect(collected.pickupLocationId).toBe(store);
    expect(collected.deliveries.filter((one) => one.status === "planned")).toMatchObject([
      { locationId: store, pickup: true, address: { company: "Boutique" } },
    ]);
    const held = await db().reservation.findMany({ where: { orderId: order.id, status: "committed" } });
    expect(held.every((one) => one.locationId === store)).toBe(true);
    expect(await wireCode(change(order, { delivery: lyon }))).toBe("sales.pickup_stays");
    expect(await wireCode(change(order, { shippingMethod: "test-home" }))).toBe("sales.address_missing");
    const back = await change(order, { shippingMethod: "test-home", delivery: lyon });
    expect(back).toMatchObject({ status: "awaiting_payment", difference: { minor: 990 } });
    expect((await read(order)).pickupLocationId).toBe(store);
    expect(await verifyLedger(db())).toEqual([]);
  });

  it("is not offered, and refused, where the store has not all of it", async () => {
    const order = await ownOrder([2, 1]);
    const api = callerOf(buyer).shop.orderChanges;
    expect((await api.ways({ number: order.number, country: "FR" })).map(({ code }) => code)).not.toContain(
      "test-store",
    );
    expect(await wireCode(change(order, { shippingMethod: "test-store" }))).toBe(
      "fulfilment.shipping_method_unavailable",
    );
  });
});

describe("who comes first", () => {
  it("of a buyer and a picker one wins, a dozen times, and the other is told why with the present state", async () => {
    const winners = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const order = await ownOrder();
      const api = callerOf(buyer).shop.orderChanges;
      const input = { number: order.number, delivery: lyon };
      const [{ signature }, { version, deliveries }] = [await api.preview(input), await read(order)];
      const seen = { number: deliveries[0]?.number ?? "", version: deliveries[0]?.version ?? 0 };
      const confirm = () => api.confirm({ ...input, version, signature, idempotencyKey: randomUUID() });
      const pick = () => startPicking(seen, bySystem);
      // One of them comes a little later, and later still the next time: each wins some, however fast the machine.
      const later = () => wait(2 * i);
      const racers = i % 2 ? [confirm(), later().then(pick)] : [pick(), later().then(confirm)];
      const results = await Promise.allSettled(racers);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const [changed, begun] = i % 2 ? results : results.toReversed();
      winners.add(changed?.status === "fulfilled" ? "buyer" : "picker");
      const now = await read(order);
      const address = now.deliveries[0]?.address as { line1?: string };
      expect(address).toEqual(now.deliveryAddress);
      if (changed?.status === "rejected") {
        const cause = (changed.reason as TRPCError).cause as { code?: string; fresh?: { deliveries: unknown[] } };
        expect(cause.code).toBe("fulfilment.picking_started");
        expect(cause.fresh?.deliveries).toMatchObject([{ status: "picking" }]);
        expect(address.line1).not.toBe(lyon.line1);
      } else {
        expect((begun as PromiseRejectedResult).reason).toMatchObject({ code: "fulfilment.version_conflict" });
        expect(now.deliveries[0]?.status).toBe("planned");
      }
    }
    expect(winners).toEqual(new Set(["buyer", "picker"]));
  });

  it("cancels until picking starts, in full, once; after that it is told to be too late", async () => {
    const order = await ownOrder();
    const api = callerOf(buyer).shop.orderChanges;
    const { version, totalMinor } = await read(order);
    expect(await wireCode(api.cancel({ number: order.number, version: version + 1 }))).toBe("sales.order_changed");
    await api.cancel({ number: order.number, version });
    const now = await read(order);
    expect(now.status).toBe("cancelled");
    expect(now.deliveries.every((one) => one.status === "cancelled")).toBe(true);
    expect(now.timeline.find(({ type }) => type === "cancelled")?.data).toEqual({ reason: "by_customer" });
    const refunds = await db().refund.findMany({ where: { payment: { orderId: order.id } } });
    expect(refunds.map((one) => one.amountMinor)).toEqual([totalMinor]);
    expect(await wireCode(api.cancel({ number: order.number, version: now.version }))).not.toBe("done");

    const late = await ownOrder();
    await picked(late);
    const seen = await read(late);
    expect(await wireCode(api.cancel({ number: late.number, version: seen.version }))).toBe(
      "fulfilment.picking_started",
    );
    expect((await api.get({ number: late.number })).actions).not.toContain("cancel");
    expect((await read(late)).status).toBe("confirmed");
  });

  it("keeps what an order was sent to, whatever becomes of the address book", async () => {
    const partnerId = newId("partner");
    await db().partner.create({ data: { id: partnerId, kind: "person", name: "Zoé" } });
    const actor: Actor = { ...buyer, partnerId };
    const book = callerOf(actor).account.addresses;
    const row = { id: newId("address"), partnerId, type: "delivery", isDefault: true, ...lyon };
    const { id } = await db().address.create({ data: row });
    const order = await ownOrder();
    await change(order, { delivery: lyon });
    const before = await read(order);
    await book.update({ ...lyon, id, type: "delivery", line1: "99 rue Ailleurs" });
    await planDelivery(order.id);
    const after = await read(order);
    expect(after.deliveryAddress).toEqual(before.deliveryAddress);
    expect(after.deliveries.map((one) => one.address)).toEqual(before.deliveries.map((one) => one.address));
    expect(await wireCode(callerOf(stranger).account.addresses.update({ ...lyon, id, type: "delivery" }))).toBe(
      "partners.address_not_found",
    );
  });
});

it("gives the goods back where a move that was to be paid is given up", async () => {
  const order = await ownOrder([5, 2]);
  await change(order, { shippingMethod: "test-store" });
  const moved = await change(order, { shippingMethod: "test-fast", delivery: lyon });
  expect(moved.status).toBe("awaiting_payment");
  const held = await db().reservation.findMany({ where: { orderId: order.id, status: "held" } });
  expect(held.reduce((sum, one) => sum + Number(one.quantity), 0)).toBe(2);
  await callerOf(buyer).shop.orderChanges.withdraw({ number: order.number, amendmentId: moved.amendmentId });
  expect(await db().reservation.count({ where: { orderId: order.id, status: "held" } })).toBe(0);
  expect(await verifyLedger(db())).toEqual([]);
});
