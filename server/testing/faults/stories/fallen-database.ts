// PostgreSQL is torn down under load and comes back: until then the shop says so, and no order is half there.
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import { eventually } from "../harness/eventually.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { accountOf, expectPaidOnce, expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";

export function fallenDatabase(shop: () => FaultyShop): void {
  it("falls in the middle of a rush: 503 with Retry-After, then every order whole, once", async () => {
    const { cluster, webWire } = shop();
    const { variantId } = await shop().article(100);
    const buyers = shop().buyers(12);
    const wishes = await Promise.all(
      buyers.map(async (buyer) => {
        await buyer.fill(variantId);
        return buyer.wish();
      }),
    );
    // Some commits are on their way, some are answered, some are not sent at all.
    const midway = webWire.trap(/INSERT INTO reservation/i, "after commit", 2);
    const orders = Promise.all(buyers.map((buyer, i) => buyer.placePatiently(wishes[i]!)));
    const here = await midway;
    await cluster.crash();
    here.cut();
    const caller = shop().buyer();
    const down = await caller.mutate("shop.cart.add", { variantId, quantity: 1 });
    expect(down).toMatchObject({ status: 503, code: "unavailable", retryAfter: expect.any(Number) });
    await cluster.rise();
    const answers = await orders;
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(buyers.map(() => "200 ok"));
    expect(new Set(answers.map(({ data }) => data.number)).size).toBe(buyers.length);
    // Nobody was shown a defect: only "come back later", or no answer.
    expect(buyers.flatMap(({ heard }) => heard).filter((answer) => answer.startsWith("500"))).toEqual([]);
    for (const buyer of buyers) await expectPlacedOnce(shop(), buyer);
    // The worker is back as well: what is paid now is worked off.
    const [first] = buyers;
    const [placed] = answers;
    if (!first || !placed) throw new Error("nobody bought");
    await payOnPage(placed.data.payUrl, testCards.accepted);
    await expectPaidOnce(shop(), first);
    await expectShopToHold(shop());
  });

  it("falls after the provider took the money: the money finds its order", async () => {
    const { cluster, webWire, workerWire } = shop();
    const { variantId } = await shop().article(3);
    const buyers = shop().buyers(3);
    const orders = await Promise.all(buyers.map((buyer) => buyer.order(variantId)));
    const captured = /UPDATE .*payment"? SET/i;
    // Whoever is first to write it, web server or worker, is caught in the act.
    const caught = Promise.race([webWire.trap(captured, "before commit"), workerWire.trap(captured, "before commit")]);
    for (const { payUrl } of orders) await payOnPage(payUrl, testCards.accepted);
    const settling = Promise.all(buyers.map((buyer, i) => buyer.settlePatiently(orders[i]!)));
    await caught;
    await cluster.crash();
    webWire.clear();
    workerWire.clear();
    await wait(200);
    await cluster.rise();
    await settling;
    for (const buyer of buyers) await expectPaidOnce(shop(), buyer);
    await expectShopToHold(shop());
  });

  it("is away for a moment only: live pages and the worker find it again", async () => {
    const { cluster, sql } = shop();
    await cluster.crash();
    await cluster.rise();
    const { variantId } = await shop().article(1);
    const buyer = shop().buyer();
    await buyer.order(variantId);
    await eventually("the order is there", async () => (await accountOf(shop(), buyer)).orders === 1);
    const [row] = await sql<{ recovering: boolean }>("SELECT pg_is_in_recovery() AS recovering");
    expect(row?.recovering).toBe(false);
  });
}
