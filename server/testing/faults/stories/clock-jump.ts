// A clock jumps: for that process holds are over that still run for everyone else. At the edge of a hold there is one owner.
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import { eventually } from "../harness/eventually.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { accountOf, expectPaidOnce, expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

const twoHours = 2 * 3_600_000;

export function clockJump(shop: () => FaultyShop): void {
  it("the worker's, two hours ahead: what is paid stays, what is not is given back, nothing is both", async () => {
    const { worker, provider, sql } = shop();
    const { variantId } = await shop().article(2);
    const [paying, waiting] = [shop().buyer(), shop().buyer()];
    const [paid] = [await paying.order(variantId), await waiting.order(variantId)];
    // The money is there, and nobody has told the shop.
    await provider("webhooks/pause", {});
    await payOnPage(paid.payUrl, testCards.accepted);
    await worker.kill();
    await worker.start({ clockShift: twoHours });
    await sql("SELECT graphile_worker.add_job('expire-orders')");
    await eventually(
      "the unpaid order is given up",
      async () => (await accountOf(shop(), waiting)).status === "expired",
    );
    await expectPaidOnce(shop(), paying);
    expect(await accountOf(shop(), waiting)).toMatchObject({ kept: 0, charges: 0, captured: 0, letters: 0 });
    await worker.kill();
    await worker.start();
    // The basket is back: the same buyer buys after all.
    const again = await waiting.placePatiently(await waiting.wish());
    expect(again.status).toBe(200);
    await pays(waiting, again.data);
    await eventually("the second try is worked off", async () => {
      const account = await accountOf(shop(), waiting);
      return account.letters === 1 && account.deliveries === 1;
    });
    expect(await accountOf(shop(), waiting)).toMatchObject({ orders: 2, confirmations: 1, kept: 1, charges: 1 });
    await expectShopToHold(shop());
  });

  it("a web server's, two hours ahead: it sells a held piece again, and one of the two gets it", async () => {
    const { secondWeb, secondUrl } = shop();
    const { variantId } = await shop().article(1);
    const [holder, taker] = [shop().buyer(), shop().buyer(secondUrl)];
    const held = await holder.order(variantId);
    await secondWeb.start({ clockShift: twoHours });
    await taker.fill(variantId);
    const taken = await taker.placePatiently(await taker.wish());
    expect(taken.status).toBe(200);
    // Now the first one pays, in time by every right clock.
    await payOnPage(held.payUrl, testCards.accepted);
    await eventually("the money is back with who got nothing", async () => {
      const { charged, refunded, status } = await accountOf(shop(), holder);
      return status === "cancelled" && charged > 0 && refunded === charged;
    });
    expect(await accountOf(shop(), holder)).toMatchObject({ orders: 1, kept: 0, confirmations: 0, deliveries: 0 });
    await expectPlacedOnce(shop(), taker);
    await expectShopToHold(shop());
  });
}
