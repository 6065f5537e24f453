// The payment provider fails in every way that networks and providers know. The buyer hears "come back" or "processing", the
// same key is tried again, and in the end there is one charge.
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import { eventually } from "../harness/eventually.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { accountOf, expectPaidOnce, expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

type Failure = { failure: string; fault: object; heard: RegExp };
/** The SDK itself asks three times: three failures are one request of ours. */
const failures: Failure[] = [
  { failure: "errors (500)", fault: { kind: "500", count: 3 }, heard: /^503 payments\.provider_unavailable$/ },
  { failure: "is busy (429)", fault: { kind: "429", count: 3 }, heard: /^503 payments\.provider_unavailable$/ },
  { failure: "resets connections", fault: { kind: "disconnect", count: 3 }, heard: /^503 payments\./ },
  {
    failure: "does what was asked and loses every answer",
    fault: { kind: "disconnect", when: "after", count: 3 },
    heard: /^503 payments\./,
  },
];

export function disturbedProvider(shop: () => FaultyShop): void {
  it.each(failures)("$failure while its page is opened: the order stands, the same key goes on", async (given) => {
    const { provider } = shop();
    const { variantId } = await shop().article(3);
    const buyer = shop().buyer();
    await buyer.fill(variantId);
    const wish = await buyer.wish();
    await provider("faults", { ...given.fault, path: "/v1/checkout/sessions" });
    const first = await buyer.place(wish);
    expect(`${first.status} ${first.code}`).toMatch(given.heard);
    // The order and its hold are there before anyone has to come back.
    await expectPlacedOnce(shop(), buyer);
    const placed = await buyer.placePatiently(wish);
    expect(placed.status).toBe(200);
    await provider("faults/clear", {});
    await pays(buyer, placed.data);
    await expectPaidOnce(shop(), buyer);
  });

  it.each(failures)("$failure after the payment: processing, and then paid once", async ({ fault }) => {
    const { provider } = shop();
    const { variantId } = await shop().article(3);
    const buyer = shop().buyer();
    const placed = await buyer.order(variantId);
    await payOnPage(placed.payUrl, testCards.accepted);
    await provider("faults", { ...fault, count: 30 });
    const asked = await buyer.settle(placed);
    expect(asked.status).toBe(200);
    expect(["processing", "paid"]).toContain(asked.data.status);
    await provider("faults/clear", {});
    await expectPaidOnce(shop(), buyer);
    expect((await buyer.settle(placed)).data.status).toBe("paid");
    await expectShopToHold(shop());
  });

  it("hangs: the request is given up and repeated under its key", async () => {
    const { provider } = shop();
    const { variantId } = await shop().article(3);
    const buyer = shop().buyer();
    await buyer.fill(variantId);
    const wish = await buyer.wish();
    await provider("faults", { kind: "timeout", when: "after", count: 1, path: "/v1/checkout/sessions" });
    const placed = await buyer.placePatiently(wish);
    expect(placed.status).toBe(200);
    await pays(buyer, placed.data);
    await expectPaidOnce(shop(), buyer);
  });

  it("loses the answer to a refund: the money goes back once", async () => {
    const { provider, sql } = shop();
    const { variantId } = await shop().article(3);
    const buyer = shop().buyer();
    const placed = await buyer.order(variantId);
    await pays(buyer, placed);
    await expectPaidOnce(shop(), buyer);
    await provider("faults", { kind: "disconnect", when: "after", count: 4, path: "/v1/refunds" });
    const { total } = await refundAll(shop(), placed.orderId);
    await eventually("the money is back", async () => (await accountOf(shop(), buyer)).refunded === total);
    await expectShopToHold(shop());
    expect(await accountOf(shop(), buyer)).toMatchObject({
      charges: 1,
      charged: total,
      captured: total,
      refunded: total,
    });
    const { data } = await provider<{ data: { type: string }[] }>("events");
    const [row] = await sql<{ n: number }>("SELECT count(*)::int AS n FROM refund WHERE status = 'succeeded'");
    expect(data.filter(({ type }) => type === "refund.created")).toHaveLength(row?.n ?? -1);
  });
}

/** Books a refund of everything, as the back office does; the worker carries it out. */
async function refundAll(shop: FaultyShop, orderId: string): Promise<{ total: number }> {
  const { requestRefund } = await import("#server/flows/refund-payment/request-refund.ts");
  const [payment] = await shop.sql<{ id: string; total: number }>(
    "SELECT id, captured_minor::int AS total FROM payment WHERE order_id = $1",
    [orderId],
  );
  if (!payment) throw new Error("nothing was paid");
  await requestRefund(
    { paymentId: payment.id, amountMinor: payment.total, reason: "fault story", idempotencyKey: crypto.randomUUID() },
    { userId: null },
  );
  return { total: payment.total };
}
