// The web server is killed (−9) at the worst points of a purchase, and comes back.
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import type { Buyer, Wish } from "../harness/buyer.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { expectNoTrace, expectPaidOnce, expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

const settling = /UPDATE .*payment"? SET/i;

const reserving = /INSERT INTO reservation/i;

export function killedWeb(shop: () => FaultyShop): void {
  it("killed amid a rush, with purchases at every point: repeated, each request makes one order", async () => {
    const { web, webWire } = shop();
    const [own, rushed] = [await shop().article(9), await shop().article(6)];
    const [early, paging, ...rush] = shop().buyers(14) as [Buyer, Buyer, ...Buyer[]];
    const wishOf = async (buyer: Buyer, variantId: string) => {
      await buyer.fill(variantId);
      return buyer.wish();
    };
    const [earlyWish, pagingWish] = [await wishOf(early, own.variantId), await wishOf(paging, own.variantId)];
    const wishes = await Promise.all(rush.map((buyer) => wishOf(buyer, rushed.variantId)));
    // One stands after its order and before the provider's page is written down …
    let stopped = webWire.trap(/UPDATE .*session_ref/i, "before commit");
    const second = paging.place(pagingWish);
    await stopped;
    // … one before the commit of its order …
    stopped = webWire.trap(reserving, "before commit");
    const first = early.place(earlyWish);
    await stopped;
    // … and one of many after its commit, before anybody knows.
    stopped = webWire.trap(reserving, "after commit");
    const answers = Promise.all(rush.map((buyer, i) => buyer.placePatiently(wishes[i] as Wish)));
    await stopped;
    await web.kill();
    expect([(await first).status, (await second).status]).toEqual([0, 0]);
    await expectNoTrace(shop(), early);
    await expectPlacedOnce(shop(), paging);
    await web.start();
    const [earlyOrder, pagingOrder] = await Promise.all([
      early.placePatiently(earlyWish),
      paging.placePatiently(pagingWish),
    ]);
    expect([earlyOrder.status, pagingOrder.status]).toEqual([200, 200]);
    const told = (await answers).map(({ status, code }) => `${status} ${code}`);
    expect(told.filter((answer) => answer === "200 ok")).toHaveLength(6);
    expect(new Set(told)).toEqual(new Set(["200 ok", "409 stock.not_enough"]));
    for (const [i, buyer] of rush.entries()) {
      if (told[i] === "200 ok") await expectPlacedOnce(shop(), buyer);
      else await expectNoTrace(shop(), buyer);
    }
    await pays(early, earlyOrder.data);
    await pays(paging, pagingOrder.data);
    await expectPaidOnce(shop(), early);
    await expectPaidOnce(shop(), paging);
    await expectShopToHold(shop());
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
}
