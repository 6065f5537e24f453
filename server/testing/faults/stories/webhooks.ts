// Webhooks over the real door: before the browser, after it, thrice, backwards, and after days of silence.
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { expectPaidOnce, expectShopToHold } from "../harness/truth.ts";

type Event = { id: string; created: number; data: { object: { metadata?: Record<string, string> } } };

export function strangeWebhooks(shop: () => FaultyShop): void {
  it.each([
    { story: "thrice each and backwards, before the browser returns", first: false },
    { story: "thrice each and backwards, after the browser returned", first: true },
  ])("$story: one effect", async ({ first }) => {
    const { provider } = shop();
    const { variantId } = await shop().article(3);
    const buyer = shop().buyer();
    const placed = await buyer.order(variantId);
    await provider("webhooks/pause", {});
    await payOnPage(placed.payUrl, testCards.accepted);
    if (first) expect((await buyer.settle(placed)).data.status).toBe("paid");
    const { data } = await provider<{ data: Event[] }>("events");
    const ids = data.filter((e) => e.data.object.metadata?.order_number === placed.number).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1);
    const told = await provider<{ data: { status: number }[] }>("webhooks/redeliver", {
      ids,
      times: 3,
      reversed: true,
    });
    expect(told.data.map(({ status }) => status)).toEqual(Array(ids.length * 3).fill(200));
    await expectPaidOnce(shop(), buyer);
    // The provider was kept from telling all this while; now it tells what everyone knows.
    await provider("webhooks/resume", {});
    await expectShopToHold(shop());
    await expectPaidOnce(shop(), buyer);
  });

  it("while the shop is down they wait, and then tell all there is to tell", async () => {
    const { web } = shop();
    const { variantId } = await shop().article(3);
    const buyers = shop().buyers(3);
    const orders = await Promise.all(buyers.map((buyer) => buyer.order(variantId)));
    await web.kill();
    for (const { payUrl } of orders) await payOnPage(payUrl, testCards.accepted);
    await web.start();
    for (const buyer of buyers) await expectPaidOnce(shop(), buyer);
    await expectShopToHold(shop());
  });
}
