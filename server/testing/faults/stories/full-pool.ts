// Every database connection of the web server is busy: whoever comes is told to come back, and nobody waits for ever.
import { expect, it } from "vitest";
import type { FaultyShop } from "../harness/shop.ts";
import { expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";

export function fullPool(shop: () => FaultyShop): void {
  it("is told with 503 and Retry-After, the probe stays well, and afterwards everything goes on", async () => {
    const { webWire, poolSize, url } = shop();
    const { variantId } = await shop().article(20);
    const buyers = shop().buyers(poolSize);
    const full = webWire.trap(/INSERT INTO cart_line/i, "after commit", poolSize);
    const baskets = Promise.all(buyers.map((buyer) => buyer.fill(variantId)));
    const here = await full;
    const latecomer = shop().buyer();
    const [read, write] = await Promise.all([
      latecomer.query("shop.stock.availability", { variantIds: [variantId] }),
      latecomer.mutate("shop.cart.add", { variantId, quantity: 1 }),
    ]);
    for (const reply of [read, write]) {
      expect(reply).toMatchObject({ status: 503, code: "unavailable", retryAfter: expect.any(Number) });
    }
    // Popular is not dead: a probe must not have the process killed.
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    here.release();
    await baskets;
    for (const buyer of [...buyers, latecomer]) {
      if (buyer === latecomer) await buyer.fill(variantId);
      expect((await buyer.placePatiently(await buyer.wish())).status).toBe(200);
      await expectPlacedOnce(shop(), buyer);
    }
    await expectShopToHold(shop());
  });
}
