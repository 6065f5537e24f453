import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import { everything, nothing } from "#server/access/scope.ts";
import { newId } from "#server/kernel/ids.ts";
import { deliveryDetail } from "#server/modules/fulfilment/index.ts";
import { orderAccessToken, recordEvent } from "#server/modules/sales/index.ts";
import { connect, db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { packDelivery } from "../deliver-order/pack-delivery.ts";
import { pickDelivery } from "../deliver-order/pick-delivery.ts";
import { shipDelivery } from "../deliver-order/ship-delivery.ts";
import { startPicking } from "../deliver-order/start-picking.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { listOrderCards } from "./order-cards.ts";
import { orderDetail, orderDetailByToken } from "./order-detail.ts";

const staffOf = (...roles: Role[]): Actor => ({ ...guestActor, userId: "usr_staff", roles });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

async function makeUser(name: string): Promise<string> {
  const id = newId("user");
  await db().user.create({ data: { id, email: `${id}@example.test`, name } });
  return id;
}

/** Ships the first of two lines by a named member of staff; the rest waits as a backorder. */
async function halfShipped() {
  const [buyer, staff] = [await makeUser("Zoé"), await makeUser("Paul Picker")];
  const order = await makeOrder({ userId: buyer });
  const by = { userId: staff };
  const number = order.deliveries[0] ?? "";
  await startPicking({ number, version: 1 }, by);
  const { lines } = await deliveryDetail(db(), everything, number);
  const line = lines[0]?.id ?? "";
  await pickDelivery({ number, version: 2, lines: [{ deliveryLineId: line, picked: 2 }] }, by);
  await packDelivery({ number, version: 3, parcels: [{ lines: [{ deliveryLineId: line, quantity: 2 }] }] }, by);
  const packed = await deliveryDetail(db(), everything, number);
  const parcels = packed.parcels.map((parcel) => ({ id: parcel.id, trackingNumber: "6A 123 456" }));
  await shipDelivery({ number, version: packed.version, parcels }, by);
  await inTx((tx) => recordEvent(tx, order.id, { type: "note", audience: "staff", data: { text: "fragile" } }, by));
  return { order, buyer, mine: { all: false as const, userId: buyer, partnerIds: [] } };
}

describe("an order as the buyer reads it", () => {
  let given: Awaited<ReturnType<typeof halfShipped>>;
  beforeAll(async () => {
    given = await halfShipped();
  });

  it("adds up to the cent and shows parcel and backorder apart", async () => {
    const { order, mine } = given;
    const detail = await orderDetail(db(), mine, order.number);
    expect(detail).toMatchObject({
      status: "confirmed",
      deliveryStatus: "partial",
      paymentStatus: "paid",
      channel: "test",
    });
    expect(detail.totals.total.minor).toBe(order.totalMinor);
    expect(detail.lines.reduce((sum, l) => sum + l.gross.minor, 0)).toBe(order.totalMinor);
    expect(detail.totals.taxes.reduce((sum, t) => sum + t.base.minor + t.tax.minor, 0)).toBe(order.totalMinor);
    expect(detail.totals.items.minor + detail.totals.shipping.minor).toBe(order.totalMinor);
    expect(detail.lines.map((l) => [l.kind, l.quantity, l.delivered])).toEqual([
      ["product", 2, 2],
      ["product", 3, 0],
      ["shipping", 1, 0],
    ]);
    const [first, rest] = detail.deliveries;
    expect(first).toMatchObject({ status: "shipped", isBackorder: false, location: { code: "T1" } });
    expect(first?.parcels).toMatchObject([
      {
        carrier: "Colissimo",
        trackingNumber: "6A 123 456",
        trackingUrl: "https://track.example/6A123456",
        lines: [{ name: "Chaise Alba", quantity: 2 }],
      },
    ]);
    expect(rest).toMatchObject({ status: "planned", isBackorder: true, lines: [{ name: "Bol Olt", quantity: 3 }] });
    expect(detail.actions).toEqual(["download_confirmation", "send_back", "claim"]);
  });

  it("by the guest's link reads the same", async () => {
    const { order, mine } = given;
    expect(await orderDetailByToken(db(), orderAccessToken(order.id))).toEqual(
      await orderDetail(db(), mine, order.number),
    );
    expect(await codeOf(orderDetailByToken(db(), "x".repeat(43)))).toBe("sales.order_not_found");
  });

  it("never shows what is meant for staff, nor who they are; staff read both", async () => {
    const { order, mine } = given;
    const customer = await orderDetail(db(), mine, order.number);
    const types = customer.timeline.map((e) => e.type);
    expect(types).toEqual(["placed", "confirmed", "picking", "shipped", "backorder"]);
    expect(JSON.stringify(customer)).not.toMatch(/Paul|fragile|usr_/);
    const staff = await orderDetail(db(), everything, order.number, { staff: staffOf("support") });
    expect(staff.timeline.map((e) => e.type)).toEqual(expect.arrayContaining(["packed", "note"]));
    expect(staff.timeline.find((e) => e.type === "shipped")?.by).toBe("Paul Picker");
  });

  it("is absent for everybody else", async () => {
    const { order } = given;
    for (const scope of [nothing, { all: false as const, userId: await makeUser("Other"), partnerIds: ["par_x"] }]) {
      expect(await codeOf(orderDetail(db(), scope, order.number))).toBe("sales.order_not_found");
      expect((await listOrderCards(db(), scope, { limit: 10 }, "fr")).items).toEqual([]);
    }
  });

  it("is a card in the buyer's list", async () => {
    const { order, mine } = given;
    const page = await listOrderCards(db(), mine, { limit: 10 }, "fr");
    expect(page).toMatchObject({
      nextCursor: null,
      items: [{ number: order.number, itemCount: 5, total: { minor: order.totalMinor } }],
    });
  });
});

describe("what may be done next", () => {
  it("follows the state and the role", async () => {
    const order = await makeOrder();
    const actions = async (...roles: Role[]) =>
      (await orderDetail(db(), everything, order.number, { staff: staffOf(...roles) })).actions;
    expect(await actions("support")).toEqual(["cancel", "add_note", "download_confirmation", "edit"]);
    expect(await actions("warehouse")).toEqual(["add_note", "download_confirmation", "start_picking"]);
    const invoice = (await draftInvoice(order.id)) ?? "";
    expect(await actions("accountant")).toEqual(["add_note", "download_confirmation", "post_invoice", "refund"]);
    await postInvoice(invoice, { userId: null });
    expect(await actions("accountant")).toEqual(["add_note", "download_confirmation", "download_invoice", "refund"]);
    expect(await actions("warehouse")).not.toContain("refund");

    const warehouse = await orderDetail(db(), everything, order.number, { staff: staffOf("warehouse") });
    expect([warehouse.payments, warehouse.invoices]).toEqual([[], []]);
    const customer = await orderDetail(db(), everything, order.number);
    expect(customer.actions).toEqual(["cancel", "download_confirmation", "download_invoice"]);
    expect(customer.invoices).toMatchObject([{ id: invoice, status: "posted", total: { minor: order.totalMinor } }]);
  });

  it("an unpaid order can be paid while its stock is held, and not after", async () => {
    const order = await makeOrder({ unpaid: true });
    const at = (ms: number) => ({ now: () => new Date(Date.now() + ms) });
    expect((await orderDetail(db(), everything, order.number, "customer", at(0))).actions).toEqual(["pay", "cancel"]);
    expect((await orderDetail(db(), everything, order.number, "customer", at(3_600_000))).actions).toEqual([]);
  });
});

describe("what it costs", () => {
  const client = connect(env().DATABASE_URL, { max: 1 });
  afterEach(() => client.$disconnect());

  it("six statements while something may wait for goods, however many lines and deliveries the order has", async () => {
    const statements: string[] = [];
    client.$on("query", (event) => statements.push(event.query));
    const counts: number[] = [];
    for (const lines of [1, 12]) {
      const order = await makeOrder({
        lines: Array.from({ length: lines }, (_, i) => ({
          price: "10.00",
          quantity: 1,
          stock: [(i + 1) % 2, i % 2] as [number, number],
        })),
      });
      statements.length = 0;
      await orderDetail(client, everything, order.number, { staff: staffOf("admin") });
      counts.push(statements.length);
    }
    expect(counts).toEqual([6, 6]);
  });
});
