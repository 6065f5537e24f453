import { describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import type { ClaimKind } from "#server/modules/claims/contract.ts";
import { listClaims, listOwnClaims } from "#server/modules/claims/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { type DeliveredOrder, deliveredOrder, sisterOf } from "#server/testing/exchange-fixture.ts";
import { sendExchange } from "../exchange/settle-exchange.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";
import { quoteRefund, refundUnits } from "../refund-payment/refund-units.ts";
import { quoteOwn } from "../return-order/announce-own.ts";
import { ownReturn } from "../return-order/own-returns.ts";
import { receiveReturn } from "../return-order/receive-return.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { verifyBooks } from "../verify-books/verify-books.ts";
import { reduceClaim, refundClaim, refuseClaim } from "./decide-claim.ts";
import { openClaim, withdrawOwnClaim } from "./open-claim.ts";
import { claimOptions, ownClaim } from "./own-claims.ts";
import { replaceClaim, sendClaimBack } from "./replace-claim.ts";
import { staffClaim } from "./staff-claim.ts";

const now = () => new Date();
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
type Units = [line: number, quantity: number][];
const linesOf = (order: DeliveredOrder, units: Units) =>
  units.map(([i, quantity]) => ({ orderLineId: order.lines[i]?.id ?? "", quantity }));

async function claim(order: DeliveredOrder, units: Units, kind: ClaimKind = "damaged", at = now()): Promise<string> {
  const said = { kind, wish: "replacement" as const, description: "A leg is cracked all along.", photos: [] };
  return (await openClaim(everything, order.number, { ...said, lines: linesOf(order, units) }, bySystem, at)).number;
}
const rowOf = (number: string) => db().claim.findUniqueOrThrow({ where: { number }, include: { lines: true } });
const seen = async (number: string) => ({ number, version: (await rowOf(number)).version });
const lineOf = (order: DeliveredOrder, i: number) =>
  db().salesOrderLine.findUniqueOrThrow({ where: { id: order.lines[i]?.id ?? "" } });
const refundsOf = (order: { id: string }) =>
  db().refund.findMany({ where: { payment: { orderId: order.id } }, include: { lines: true, movedTo: true } });
const gone = async (order: { id: string }) => {
  const rows = (await refundsOf(order)).filter((row) => row.status !== "failed");
  return rows.reduce((sum, row) => sum + Number(row.amountMinor), 0);
};
const captured = async (order: { id: string }) => {
  const { _sum } = await db().payment.aggregate({ where: { orderId: order.id }, _sum: { capturedMinor: true } });
  return Number(_sum.capturedMinor ?? 0);
};
async function payBack(order: { id: string }): Promise<void> {
  const provider = {
    refund: async () => ({ providerRef: `re_${Math.random()}`, status: "succeeded", failureCode: null }),
  };
  for (const { id } of (await refundsOf(order)).filter((row) => row.status === "pending")) {
    await executeRefund(id, now(), () => provider as never);
  }
}
const creditNotes = (order: { id: string }) =>
  db().invoice.findMany({ where: { orderId: order.id, kind: "credit_note" }, include: { lines: true } });
const mails = (template: string) => db().mailMessage.findMany({ where: { template }, orderBy: { createdAt: "asc" } });
const expectBooks = async () =>
  expect((await verifyBooks("full")).filter((one) => one.violations > 0).map((one) => one.details)).toEqual([]);

describe("a claim", () => {
  it("is kept with its number, told on the order, answered by mail; nobody else finds it", async () => {
    const order = await deliveredOrder();
    const options = await claimOptions(db(), everything, order.number, now());
    expect(options.lines.map((line) => [line.quantity, line.closed])).toEqual([
      [2, false],
      [3, false],
    ]);
    const number = await claim(order, [[0, 1]]);
    expect(number).toMatch(/^CL-\d{4}-\d{6}$/);
    const detail = await orderDetail(db(), everything, order.number);
    expect(detail.claims).toMatchObject([{ number, status: "open", kind: "damaged", lines: [{ quantity: 1 }] }]);
    expect(detail.timeline.map((entry) => entry.type)).toContain("claim_opened");
    expect((await mails("claim_received")).at(-1)).toMatchObject({ to: detail.email });
    expect(await codeOf(ownClaim(db(), nothing, number))).toBe("claims.not_found");
    const other = await deliveredOrder();
    expect(await codeOf(ownClaim(db(), everything, number, other.number))).toBe("claims.not_found");
    expect((await listOwnClaims(db(), nothing, { limit: 10 })).items).toEqual([]);
    expect((await listClaims(db(), everything, { query: number })).items).toMatchObject([{ number, units: 1 }]);
    expect(await codeOf(openClaim(nothing, order.number, {} as never, bySystem, now()))).toBe("sales.order_not_found");
  });

  it("counts each unit once, over claims and refunds, and takes what is withdrawn back", async () => {
    const order = await deliveredOrder();
    const first = await claim(order, [[1, 2]]);
    expect(await codeOf(claim(order, [[1, 2]]))).toBe("claims.too_much");
    expect(await codeOf(claim(order, [[1, 0.5]]))).toBe("sales.quantity_not_divisible");
    const stranger = await deliveredOrder();
    const foreign = { ...order, lines: stranger.lines } as DeliveredOrder;
    expect(await codeOf(claim(foreign, [[0, 1]]))).toBe("claims.line_not_in_order");
    await withdrawOwnClaim(everything, order.number, await seen(first), bySystem, now());
    expect(await codeOf(withdrawOwnClaim(everything, order.number, await seen(first), bySystem, now()))).toBe(
      "claims.transition_not_allowed",
    );
    const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    const units = {
      lines: linesOf(order, [[1, 2]]),
      withShipping: false,
      reason: "gesture",
      idempotencyKey: "first-two",
    };
    await refundUnits({ number: order.number, version, ...units }, bySystem);
    expect(await codeOf(claim(order, [[1, 2]]))).toBe("claims.too_much");
    expect(await codeOf(claim(order, [[1, 1]]))).toBe("done");
  });

  it("ends with the legal guarantee, two years after the goods arrived", async () => {
    const order = await deliveredOrder();
    const arrived = new Date(Date.now() - 729 * 86_400_000);
    await db().parcel.updateMany({ where: { delivery: { orderId: order.id } }, data: { deliveredAt: arrived } });
    expect(await codeOf(claim(order, [[0, 1]], "defective"))).toBe("done");
    const late = new Date(Date.now() + 3 * 86_400_000);
    expect(await codeOf(claim(order, [[0, 1]], "defective", late))).toBe("claims.too_late");
    expect((await claimOptions(db(), everything, order.number, late)).lines.every((line) => line.closed)).toBe(true);
  });

  it("of a lost parcel needs no arrival, and cannot be asked back", async () => {
    const order = await deliveredOrder();
    await db().parcel.updateMany({
      where: { delivery: { orderId: order.id } },
      data: { deliveredAt: null, status: "shipped" },
    });
    expect((await claimOptions(db(), everything, order.number, now())).lines[0]?.until).toBeNull();
    const number = await claim(order, [[0, 2]], "lost");
    const back = { ...(await seen(number)), lines: linesOf(order, [[0, 2]]) };
    expect(await codeOf(sendClaimBack(back, bySystem, now()))).toBe("claims.never_came");
  });
});

describe("a decision", () => {
  it("refunds chosen units without sending them back: frozen amounts, a credit note, the books even", async () => {
    const order = await deliveredOrder();
    const number = await claim(order, [
      [0, 2],
      [1, 3],
    ]);
    expect(await staffClaim(db(), everything, number, now())).toMatchObject({ whole: true, worth: { minor: 29_970 } });
    const lines = linesOf(order, [[0, 1]]);
    await refundClaim({ ...(await seen(number)), lines, withShipping: false, answer: "Our fault" }, bySystem, now());
    expect(await rowOf(number)).toMatchObject({ status: "accepted", decision: "refund", amountMinor: 12_000n });
    expect(Number((await lineOf(order, 0)).refunded)).toBe(1);
    expect(Number((await lineOf(order, 0)).returned)).toBe(0);
    await payBack(order);
    expect(await creditNotes(order)).toMatchObject([{ totalMinor: 12_000n, reason: "Our fault" }]);
    expect(await ownClaim(db(), everything, number)).toMatchObject({
      status: "accepted",
      refunds: [{ amount: { minor: 12_000 }, status: "succeeded" }],
    });
    expect((await mails("claim_decided")).at(-1)?.text).toContain("Our fault");
    // What was not granted may be claimed again; what was, may not.
    expect(await codeOf(claim(order, [[0, 2]]))).toBe("claims.too_much");
    expect(await codeOf(claim(order, [[0, 1]]))).toBe("done");
    await expectBooks();
  });

  it("reduces the price by no more than the units cost, and what was reduced never goes back twice", async () => {
    const order = await deliveredOrder();
    const number = await claim(order, [[0, 1]]);
    const reduce = async (amountMinor: number) =>
      reduceClaim({ ...(await seen(number)), amountMinor }, bySystem, now());
    expect(await codeOf(reduce(12_001))).toBe("claims.reduction_too_large");
    await reduce(5_000);
    await payBack(order);
    expect(await creditNotes(order)).toMatchObject([{ totalMinor: 5_000n }]);
    expect(Number((await lineOf(order, 0)).refunded)).toBe(0);
    await expectBooks();
    // Both chairs cost 240.00, of which 50.00 went back.
    const both = { number: order.number, lines: linesOf(order, [[0, 2]]), withShipping: false };
    expect((await quoteRefund(both)).total.minor).toBe(19_000);
    expect((await quoteOwn(everything, order.number, linesOf(order, [[0, 2]]), now())).items.minor).toBe(19_000);
    const again = await claim(order, [[0, 2]]);
    const all = { lines: linesOf(order, [[0, 2]]), withShipping: false };
    await refundClaim({ ...(await seen(again)), ...all }, bySystem, now());
    await payBack(order);
    expect((await rowOf(again)).amountMinor).toBe(19_000n);
    expect(await gone(order)).toBe(24_000);
    await expectBooks();
  });

  it("sends a replacement at once, at no cost, paid by what the goods cost", async () => {
    const order = await deliveredOrder();
    const dear = await sisterOf(order, 0, "150.00", 5);
    const same = await sisterOf(order, 0, "120.00", 1);
    const number = await claim(order, [[0, 2]]);
    const choices = (await staffClaim(db(), everything, number, now())).lines[0]?.choices ?? [];
    expect(choices.map((choice) => choice.variantId)).toEqual([same]);
    const replace = async (variantId: string, quantity: number) => {
      const [line] = linesOf(order, [[0, quantity]]);
      return replaceClaim({ ...(await seen(number)), lines: [{ ...line, variantId } as never] }, bySystem, now());
    };
    expect(await codeOf(replace(dear, 1))).toBe("claims.replacement_costs");
    expect(await codeOf(replace(same, 2))).toBe("claims.not_in_stock");
    expect(await codeOf(replace(same, 3))).toBe("claims.line_not_in_claim");
    // Nothing of what did not work is left.
    expect(await db().salesOrder.count({ where: { exchangeOfId: order.id } })).toBe(0);
    const sent = await replace(same, 1);
    const made = await db().salesOrder.findUniqueOrThrow({
      where: { number: sent.number },
      include: { payments: true, lines: true, reservations: true },
    });
    expect(made).toMatchObject({ status: "confirmed", paymentStatus: "paid", exchangeOfId: order.id });
    expect(made.payments).toMatchObject([{ method: "exchange", capturedMinor: 12_000n }]);
    expect(made.reservations).toMatchObject([{ status: "committed", variantId: same }]);
    expect((await ownClaim(db(), everything, number)).replacement).toMatchObject({ number: sent.number });
    expect((await creditNotes(order)).map((note) => note.totalMinor)).toEqual([12_000n]);
    expect(await gone(order)).toBe(12_000);
    await expectBooks();
  });

  it("asks for the goods first: a return past its time, and what is held leaves once they came", async () => {
    const order = await deliveredOrder();
    const arrived = new Date(Date.now() - 200 * 86_400_000);
    await db().parcel.updateMany({ where: { delivery: { orderId: order.id } }, data: { deliveredAt: arrived } });
    const same = await sisterOf(order, 0, "120.00", 1);
    const number = await claim(order, [[0, 1]], "defective");
    const lines = linesOf(order, [[0, 1]]).map((line) => ({ ...line, exchangeFor: same }));
    const { number: back } = await sendClaimBack({ ...(await seen(number)), lines }, bySystem, now());
    expect(await ownClaim(db(), everything, number)).toMatchObject({
      decision: "send_back",
      return: { number: back, status: "requested" },
    });
    expect(await ownReturn(db(), everything, back)).toMatchObject({ exchange: { state: "open" }, reason: "defective" });
    const version = async () => (await db().customerReturn.findUniqueOrThrow({ where: { number: back } })).version;
    const looked = [{ ...linesOf(order, [[0, 1]])[0], restocked: 0, scrapped: 1 } as never];
    await receiveReturn({ number: back, version: await version(), lines: looked }, bySystem, now());
    await sendExchange({ number: back, version: await version() }, bySystem, now());
    expect(await gone(order)).toBe(12_000);
    expect(await codeOf(claim(order, [[0, 2]]))).toBe("claims.too_much");
    expect(await codeOf(claim(order, [[0, 1]]))).toBe("done");
    await expectBooks();
  });

  it("is refused with a reason that its buyer reads", async () => {
    const order = await deliveredOrder();
    const number = await claim(order, [[0, 1]]);
    await refuseClaim({ ...(await seen(number)), answer: "It was used outdoors" }, bySystem, now());
    expect(await ownClaim(db(), everything, number)).toMatchObject({
      status: "refused",
      answer: "It was used outdoors",
      refunds: [],
    });
    expect((await mails("claim_decided")).at(-1)?.text).toContain("It was used outdoors");
    expect(await codeOf(claim(order, [[0, 2]]))).toBe("done");
  });

  it("is made once: of many who decide at the same time one does, the others are told", async () => {
    const order = await deliveredOrder();
    const same = await sisterOf(order, 0, "120.00", 9);
    const number = await claim(order, [[0, 2]]);
    const at = await seen(number);
    const lines = linesOf(order, [[0, 2]]);
    const answers = await Promise.all([
      codeOf(refundClaim({ ...at, lines, withShipping: true }, bySystem, now())),
      codeOf(reduceClaim({ ...at, amountMinor: 1_000 }, bySystem, now())),
      codeOf(refuseClaim({ ...at, answer: "No" }, bySystem, now())),
      codeOf(replaceClaim({ ...at, lines: lines.map((l) => ({ ...l, variantId: same })) }, bySystem, now())),
      codeOf(withdrawOwnClaim(everything, order.number, at, bySystem, now())),
    ]);
    expect(answers.sort()).toEqual([...Array(4).fill("claims.changed"), "done"]);
    await expectBooks();
  });

  it("never gives back more than was taken, whatever comes beside it", async () => {
    const order = await deliveredOrder();
    const [one, two] = [await claim(order, [[0, 1]]), await claim(order, [[0, 1]])];
    const { version } = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    const [seenOne, seenTwo] = [await seen(one), await seen(two)];
    const lines = (units: Units) => ({ lines: linesOf(order, units), withShipping: true });
    const key = { reason: "all of it", idempotencyKey: "everything-back" };
    const all: Units = [
      [0, 2],
      [1, 3],
    ];
    await Promise.allSettled([
      refundClaim({ ...seenOne, ...lines([[0, 1]]) }, bySystem, now()),
      reduceClaim({ ...seenTwo, amountMinor: 12_000 }, bySystem, now()),
      refundUnits({ number: order.number, version, ...lines(all), ...key }, bySystem),
    ]);
    const last = await claim(order, [[1, 3]]).catch(() => null);
    if (last) await refundClaim({ ...(await seen(last)), ...lines([[1, 3]]) }, bySystem, now()).catch(() => null);
    await payBack(order);
    expect(await gone(order)).toBeLessThanOrEqual(await captured(order));
    const line = await lineOf(order, 0);
    const given = (await refundsOf(order)).flatMap((row) => row.lines).filter((row) => row.orderLineId === line.id);
    expect(given.reduce((sum, row) => sum + Number(row.grossMinor), 0)).toBeLessThanOrEqual(Number(line.grossMinor));
    await expectBooks();
  });
});
