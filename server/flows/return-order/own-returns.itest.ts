import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { everything, nothing, type Scope } from "#server/access/scope.ts";
import { carrierByCode } from "#server/adapters/carriers/registry.ts";
import { serveDocument } from "#server/api/documents.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { keepDraft } from "#server/modules/attachments/index.ts";
import type { AnnounceOwnInput } from "#server/modules/fulfilment/contract-returning.ts";
import { listOwnReturns, listReturns } from "#server/modules/fulfilment/index.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder, type TestOrder } from "#server/testing/order-fixture.ts";
import { deliverOrder } from "#server/testing/send-order.ts";
import { declareWithdrawal } from "../withdraw/declare-withdrawal.ts";
import { announceOwn, cancelOwn, quoteOwn } from "./announce-own.ts";
import { bookReturn } from "./book-return.ts";
import { chooseWay } from "./choose-way.ts";
import { createReturn } from "./create-return.ts";
import { ownReturn, returnOptions } from "./own-returns.ts";
import { receiveReturn } from "./receive-return.ts";
import { staffReturn } from "./staff-return.ts";

type Order = Awaited<ReturnType<typeof makeOrder>>;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
const now = () => new Date();
const lineId = (order: Order, i: number) => order.lines[i]?.id ?? "";
const user = (id: string): Scope => ({ all: false, userId: id, partnerIds: [] });

async function delivered(options: TestOrder = {}): Promise<Order> {
  const order = await makeOrder(options);
  await deliverOrder(order.id);
  return order;
}
const announcing = (
  order: Order,
  units: [number, number][],
  more: Partial<AnnounceOwnInput> = {},
): AnnounceOwnInput => ({
  lines: units.map(([i, quantity]) => ({ orderLineId: lineId(order, i), quantity })),
  reason: "withdrawal",
  wayBack: "store",
  storeCode: "T2",
  unopened: false,
  photos: [],
  ...more,
});
const announce = async (order: Order, units: [number, number][], more: Partial<AnnounceOwnInput> = {}, at = now()) =>
  (await announceOwn(everything, order.number, announcing(order, units, more), bySystem, at)).number;

beforeAll(async () => {
  await delivered();
  await db().location.create({ data: { id: newId("location"), code: "LOSS", name: "Loss", kind: "loss" } });
  await db().location.update({ where: { code: "T2" }, data: { takesReturns: true } });
});

describe("a buyer sends something back", () => {
  it("chooses among what came, is told what goes back, and follows it until staff received it", async () => {
    const order = await delivered();
    const options = await returnOptions(db(), everything, order.number, now());
    expect(options).toMatchObject({ closed: false, ways: { stores: [{ code: "T2" }] } });
    expect(options.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity])).toEqual([
      [lineId(order, 0), 2],
      [lineId(order, 1), 3],
    ]);
    const one = [{ orderLineId: lineId(order, 0), quantity: 1 }];
    expect(await quoteOwn(everything, order.number, one, now())).toMatchObject({
      items: { minor: 12_000 },
      shipping: { minor: 0 },
      total: { minor: 12_000 },
    });
    const number = await announce(order, [[0, 1]], { remark: "Trop haute" });
    const seen = await ownReturn(db(), everything, number);
    expect(seen).toMatchObject({
      ...{ status: "requested", source: "customer", remark: "Trop haute", wayBack: "store", mayCancel: true },
      ...{ expected: { minor: 12_000 }, refundBy: null, withShipping: false },
    });
    // The very document that staff work on.
    expect((await listReturns(db(), everything, { query: order.number })).items[0]).toMatchObject({ number });
    const inspection = { orderLineId: lineId(order, 0), restocked: 1, scrapped: 0, locationCode: "T2" };
    await receiveReturn({ number, version: seen.version, lines: [inspection] }, bySystem, now());
    const after = await ownReturn(db(), everything, number);
    expect(after).toMatchObject({ status: "received", mayCancel: false, lines: [{ received: 1, refunded: 0 }] });
    expect(after.refundBy).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await returnOptions(db(), everything, order.number, now())).lines[0]?.quantity).toBe(1);
  });

  it("of a withdrawal chooses the way once, and has its label then", async () => {
    const order = await delivered();
    const { email, id } = await db().salesOrder.findUniqueOrThrow({ where: { number: order.number } });
    const declared = { name: "Zoé Œuvrard", email, contract: { number: order.number, email } };
    const { returnNumber } = await declareWithdrawal(declared, { by: bySystem, locale: "fr" }, now());
    const number = returnNumber ?? "";
    const before = await ownReturn(db(), everything, number);
    expect(before).toMatchObject({ source: "withdrawal", wayBack: null, ways: { stores: [{ code: "T2" }] } });
    const choose = (version: number, of = order.number) =>
      chooseWay(everything, of, { returnNumber: number, version, wayBack: "store", storeCode: "T2" }, bySystem, now());
    expect(await codeOf(choose(before.version, "SO-0"))).toBe("fulfilment.return_not_found");
    const twice = [codeOf(choose(before.version)), codeOf(choose(before.version))];
    expect((await Promise.all(twice)).toSorted()).toEqual(["done", "fulfilment.return_changed"]);
    const after = await ownReturn(db(), everything, number);
    expect(after).toMatchObject({ wayBack: "store", store: { city: "Lyon" }, ways: null });
    expect(await codeOf(choose(after.version))).toBe("fulfilment.return_stays");
    expect(await db().customerReturn.count({ where: { orderId: id } })).toBe(1);
  });

  it("gets the delivery back too with all of the order", async () => {
    const order = await delivered();
    const number = await announce(order, [
      [0, 2],
      [1, 3],
    ]);
    const { totalMinor } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    expect(await ownReturn(db(), everything, number)).toMatchObject({
      withShipping: true,
      expected: { minor: Number(totalMinor) },
    });
  });

  it("of one's own orders only, by the number or by the link", async () => {
    const [mine, theirs] = [await delivered({ userId: "usr_me" }), await delivered({ userId: "usr_other" })];
    const me = user("usr_me");
    const number = (await announceOwn(me, mine.number, announcing(mine, [[0, 1]]), bySystem, now())).number;
    const foreign = (await announceOwn(everything, theirs.number, announcing(theirs, [[0, 1]]), bySystem, now()))
      .number;
    const asked = [
      codeOf(returnOptions(db(), me, theirs.number, now())),
      codeOf(quoteOwn(me, theirs.number, [{ orderLineId: lineId(theirs, 0), quantity: 1 }], now())),
      codeOf(announceOwn(me, theirs.number, announcing(theirs, [[1, 1]]), bySystem, now())),
      codeOf(announceOwn(nothing, mine.number, announcing(mine, [[1, 1]]), bySystem, now())),
    ];
    expect(await Promise.all(asked)).toEqual(Array(4).fill("sales.order_not_found"));
    expect(await codeOf(ownReturn(db(), me, foreign))).toBe("fulfilment.return_not_found");
    // By a link all is in scope: the order that the link is of decides.
    expect(await codeOf(ownReturn(db(), everything, foreign, mine.number))).toBe("fulfilment.return_not_found");
    const seen = { number: foreign, version: 1 };
    expect(await codeOf(cancelOwn(me, mine.number, seen, bySystem, now()))).toBe("fulfilment.return_not_found");
    expect(await codeOf(cancelOwn(everything, mine.number, seen, bySystem, now()))).toBe("fulfilment.return_not_found");
    const lines = [{ orderLineId: lineId(theirs, 1), quantity: 1 }];
    expect(await codeOf(announce(mine, [], { lines }))).toBe("sales.line_not_in_order");
    const own = await listOwnReturns(db(), me, { limit: 10 });
    expect(own.items.map((row) => row.number)).toEqual([number]);
    expect((await listOwnReturns(db(), nothing, { limit: 10 })).items).toEqual([]);
  });

  it("calls it off until it came, once; not what was declared or what staff announced", async () => {
    const order = await delivered();
    const number = await announce(order, [[0, 2]]);
    expect(await codeOf(announce(order, [[0, 1]]))).toBe("fulfilment.return_too_much");
    const { version } = await ownReturn(db(), everything, number);
    const cancel = () => codeOf(cancelOwn(everything, order.number, { number, version }, bySystem, now()));
    expect((await Promise.all([cancel(), cancel()])).sort()).toEqual(["done", "fulfilment.return_changed"]);
    expect((await ownReturn(db(), everything, number)).status).toBe("cancelled");
    const again = await announce(order, [[0, 2]]);
    await db().customerReturn.update({ where: { number: again }, data: { source: "withdrawal" } });
    const seen = { number: again, version: 1 };
    expect(await codeOf(cancelOwn(everything, order.number, seen, bySystem, now()))).toBe("fulfilment.return_stays");
  });

  it("too late, of what is excluded, unsealed or paid back already, it stays; a fault always comes back", async () => {
    const order = await delivered({
      lines: [
        { price: "120.00", quantity: 2, name: "Table sur mesure", returnExclusion: "made_to_measure" },
        { price: "19.90", quantity: 2, name: "Oreiller", returnExclusion: "hygiene_sealed" },
      ],
    });
    const late = new Date(Date.now() + 40 * 86_400_000);
    expect(await codeOf(announce(order, [[1, 1]], { unopened: true }, late))).toBe("fulfilment.return_window_closed");
    expect((await returnOptions(db(), everything, order.number, late)).closed).toBe(true);
    expect(await codeOf(announce(order, [[0, 1]]))).toBe("fulfilment.return_excluded");
    expect(await codeOf(announce(order, [[1, 1]]))).toBe("fulfilment.return_seal_broken");
    await announce(order, [[1, 1]], { unopened: true });
    await announce(order, [[0, 1]], { reason: "defective" });
    await db().salesOrderLine.update({ where: { id: lineId(order, 0) }, data: { refunded: 2 } });
    expect(await codeOf(announce(order, [[0, 1]], { reason: "defective" }))).toBe("fulfilment.return_too_much");
    const elsewhere = { storeCode: "T1", unopened: true };
    expect(await codeOf(announce(order, [[1, 1]], elsewhere))).toBe("fulfilment.return_way_not_offered");
    const label = { wayBack: "label" as const, unopened: true };
    expect(await codeOf(announce(order, [[1, 1]], label))).toBe("fulfilment.return_way_not_offered");
  });

  it("never more than came, when two tabs and the shop announce at the same moment, a dozen times", async () => {
    for (let round = 0; round < 12; round++) {
      const order = await delivered();
      const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
      const lines = [{ orderLineId: lineId(order, 0), quantity: 1 + (round % 2) }];
      const staff = { number: order.number, version, lines, reason: "other" as const, override: false };
      const outcomes = await Promise.all([
        codeOf(announce(order, [[0, 1]])),
        codeOf(announce(order, [[0, 2]])),
        codeOf(createReturn(staff, bySystem, { override: false }, now())),
      ]);
      const sum = await db().returnLine.aggregate({
        where: { orderLineId: lineId(order, 0) },
        _sum: { quantity: true },
      });
      expect(Number(sum._sum.quantity), outcomes.join()).toBeLessThanOrEqual(2);
      expect(outcomes).toContain("done");
    }
  });
});

describe("a label", () => {
  const byPost = async () => {
    const order = await delivered();
    await db().shippingMethod.updateMany({ data: { carrierCode: "simulated" } });
    return order;
  };
  const answer = async (path: string) =>
    serveDocument(path.split("/"), new Request(`http://x/${path}`), async () => guestActor);

  it("is the carrier's, once, and a PDF for whoever holds the order's link", async () => {
    const order = await byPost();
    const number = await announce(order, [[0, 1]], { wayBack: "label", storeCode: undefined });
    const { trackingNumber, id } = await ownReturn(db(), everything, number);
    expect(trackingNumber).toMatch(/^SIM\d{11}$/);
    await bookReturn(id, now());
    const labels = await db().orderEvent.count({ where: { orderId: order.id, type: "return_label" } });
    expect(labels).toBe(1);
    const pdf = await answer(`order/${orderAccessToken(order.id)}/returns/${number}/label.pdf`);
    expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const other = await delivered();
    const foreign = await answer(`order/${orderAccessToken(other.id)}/returns/${number}/label.pdf`);
    expect(foreign.status).toBe(404);
    expect((await answer(`account/returns/${number}/label.pdf`)).status).toBe(404);
  });

  it("that the carrier did not give at once is asked for again by the job", async () => {
    const order = await byPost();
    const id = newId("return");
    const number = "RT-2000-000001";
    const lines = { create: [{ id: newId("returnLine"), orderLineId: lineId(order, 0), quantity: 1 }] };
    const data = { id, number, orderId: order.id, reason: "other", source: "customer", wayBack: "label", lines };
    await db().customerReturn.create({ data });
    const down = () => ({
      ...carrierByCode("simulated"),
      book: async () => Promise.reject(new DomainError("unavailable", "fulfilment.carrier_unavailable")),
    });
    expect(await codeOf(bookReturn(id, now(), down))).toBe("fulfilment.carrier_unavailable");
    expect((await ownReturn(db(), everything, number)).trackingNumber).toBeNull();
    await bookReturn(id, now());
    expect((await ownReturn(db(), everything, number)).trackingNumber).not.toBeNull();
  });
});

describe("photos", () => {
  const photo = () =>
    sharp({ create: { width: 30, height: 20, channels: 3, background: "#804020" } })
      .withExif({ IFD0: { Copyright: "secret place" }, IFD3: { GPSLatitudeRef: "N" } })
      .jpeg()
      .toBuffer();
  const draft = async () =>
    (await keepDraft(db(), { name: "vase.jpg", bytes: await photo(), byUserId: null }, now())).token;

  it("go with the return, are read by its buyer and by staff, and by nobody else", async () => {
    const order = await delivered();
    const token = await draft();
    const number = await announce(order, [[0, 1]], { reason: "damaged", photos: [token] });
    const [shown] = (await ownReturn(db(), everything, number)).photos;
    expect(shown?.name).toBe("vase.webp");
    expect((await staffReturn(db(), everything, number)).photos).toEqual([shown]);
    const read = (path: string) => serveDocument(path.split("/"), new Request("http://x/"), async () => guestActor);
    const own = await read(`order/${orderAccessToken(order.id)}/attachments/${shown?.id}`);
    expect(own.status).toBe(200);
    expect(Object.fromEntries(own.headers)).toMatchObject({
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    expect(own.headers.get("content-disposition")).toContain('inline; filename="vase.webp"');
    const { exif, format } = await sharp(Buffer.from(await own.arrayBuffer())).metadata();
    expect([exif, format]).toEqual([undefined, "webp"]);
    const other = await delivered();
    for (const path of [
      `order/${orderAccessToken(other.id)}/attachments/${shown?.id}`,
      `account/attachments/${shown?.id}`,
      `admin/attachments/${shown?.id}`,
      `order/${orderAccessToken(order.id)}/attachments/${newId("attachment")}`,
    ]) {
      expect((await read(path)).status, path).toBe(404);
    }
    // A secret is good for one document.
    expect(await codeOf(announce(order, [[0, 1]], { photos: [token] }))).toBe("attachments.not_found");
  });

  it("six at most, each handed in before", async () => {
    const order = await delivered();
    const tokens = await Promise.all(Array.from({ length: 7 }, draft));
    expect(await codeOf(announce(order, [[0, 1]], { photos: tokens }))).toBe("attachments.too_many");
    expect(await codeOf(announce(order, [[0, 1]], { photos: ["x".repeat(43)] }))).toBe("attachments.not_found");
    // Nothing of a refused announcement stays.
    await announce(order, [[0, 2]], { photos: tokens.slice(0, 6) });
  });
});
