// The web server is killed (−9) at the worst points of a purchase, and comes back.
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { expectNoTrace, expectPaidOnce, expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

const placing = /INSERT INTO reservation/i;
const settling = /UPDATE .*payment"? SET/i;

export function killedWeb(shop: () => FaultyShop): void {
  it.each([
    { point: "before an order's commit", moment: "before commit", left: expectNoTrace },
    { point: "after an order's commit, before its answer", moment: "after commit", left: expectPlacedOnce },
  ] as const)("killed $point: the same request makes one order", async ({ moment, left }) => {
    const { web, webWire } = shop();
    const { variantId } = await shop().article(5);
    const buyer = shop().buyer();
    await buyer.fill(variantId, 2);
    const wish = await buyer.wish();
    const stopped = webWire.trap(placing, moment);
    const lost = buyer.place(wish);
    const here = await stopped;
    await web.kill();
    here.cut();
    expect((await lost).status).toBe(0);
    await left(shop(), buyer, 2);
    await web.start();
    const placed = await buyer.placePatiently(wish);
    expect(placed.status).toBe(200);
    await expectPlacedOnce(shop(), buyer, 2);
    await pays(buyer, placed.data);
    await expectPaidOnce(shop(), buyer, 2);
    await expectShopToHold(shop());
  });

  it("killed after the provider opened its page, before that was written: the same page again", async () => {
    const { web, webWire } = shop();
    const { variantId } = await shop().article(5);
    const buyer = shop().buyer();
    await buyer.fill(variantId);
    const wish = await buyer.wish();
    const stopped = webWire.trap(/UPDATE .*session_ref/i, "before commit");
    const lost = buyer.place(wish);
    await stopped;
    await web.kill();
    expect((await lost).status).toBe(0);
    await web.start();
    const placed = await buyer.placePatiently(wish);
    expect(placed.status).toBe(200);
    await pays(buyer, placed.data);
    await expectPaidOnce(shop(), buyer);
  });

  it("killed between the provider's success and our commit: the webhook finishes it", async () => {
    const { web, webWire, provider } = shop();
    const { variantId } = await shop().article(5);
    const buyer = shop().buyer();
    const placed = await buyer.order(variantId);
    await provider("webhooks/pause", {});
    await payOnPage(placed.payUrl, testCards.accepted);
    const stopped = webWire.trap(settling, "before commit");
    const lost = buyer.settle(placed);
    await stopped;
    await web.kill();
    expect((await lost).status).toBe(0);
    await web.start();
    // The shopper has closed the browser. Nobody but the provider tells.
    await provider("webhooks/resume", {});
    await expectPaidOnce(shop(), buyer);
    await expectShopToHold(shop());
  });

  it("killed in the middle of a rush: as many orders as pieces, each buyer has an answer that lasts", async () => {
    const { web, webWire } = shop();
    const { variantId } = await shop().article(8);
    const buyers = shop().buyers(16);
    const wishes = await Promise.all(
      buyers.map(async (buyer) => {
        await buyer.fill(variantId);
        return buyer.wish();
      }),
    );
    const stopped = webWire.trap(placing, "after commit");
    const answers = Promise.all(buyers.map((buyer, i) => buyer.placePatiently(wishes[i]!)));
    await stopped;
    await web.kill();
    await web.start();
    const told = (await answers).map(({ status, code }) => `${status} ${code}`);
    expect(told.filter((answer) => answer === "200 ok")).toHaveLength(8);
    expect(new Set(told)).toEqual(new Set(["200 ok", "409 stock.not_enough"]));
    for (const [i, buyer] of buyers.entries()) {
      if (told[i] === "200 ok") await expectPlacedOnce(shop(), buyer);
      else await expectNoTrace(shop(), buyer);
    }
    await expectShopToHold(shop());
  });
}
