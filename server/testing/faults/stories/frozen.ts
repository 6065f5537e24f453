// A process freezes (SIGSTOP: a paused machine, a stopped container): it is not dead, it only says nothing, with its locks and
// jobs in its hands. Others take over. Then it thaws, and believes that no time has passed.
import { expect, it } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import { eventually } from "../harness/eventually.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { accountOf, expectNoTrace, expectPaidOnce, expectPlacedOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

export function frozen(shop: () => FaultyShop): void {
  it("a web server with the last piece locked: another sells it, and the thawed one does not sell it again", async () => {
    const { web, secondWeb, webWire, secondUrl } = shop();
    await secondWeb.start();
    const { variantId } = await shop().article(1);
    const [first, second] = [shop().buyer(), shop().buyer(secondUrl)];
    await Promise.all([first.fill(variantId), second.fill(variantId)]);
    const [firstWish, secondWish] = [await first.wish(), await second.wish()];
    const stopped = webWire.trap(/INSERT INTO reservation/i, "before commit");
    const lost = first.place(firstWish);
    const here = await stopped;
    web.freeze();
    expect((await second.placePatiently(secondWish)).status).toBe(200);
    web.thaw();
    here.release();
    expect((await lost).status).not.toBe(200);
    expect(await first.placePatiently(firstWish)).toMatchObject({ status: 409, code: "stock.not_enough" });
    await expectNoTrace(shop(), first);
    await expectPlacedOnce(shop(), second);
    await expectShopToHold(shop());
  });

  it("a web server while the provider calls: the call is repeated", async () => {
    const { web } = shop();
    const { variantId } = await shop().article(1);
    const buyer = shop().buyer();
    const { payUrl } = await buyer.order(variantId);
    web.freeze();
    await payOnPage(payUrl, testCards.accepted);
    web.thaw();
    await expectPaidOnce(shop(), buyer);
  });

  it.each([
    { where: "in a transaction", statement: /INSERT INTO .*delivery"?\b/i, moment: "before commit" },
    {
      where: "after a commit that it has not heard of",
      statement: /INSERT INTO .*invoice"?\b/i,
      moment: "after commit",
    },
  ] as const)("a worker $where: its jobs are taken over, and thawed it does none of them again", async (given) => {
    const { worker, secondWorker, workerWire } = shop();
    await worker.stop();
    const { variantId } = await shop().article(4);
    const buyers = shop().buyers(4);
    await Promise.all(buyers.map(async (buyer) => pays(buyer, await buyer.order(variantId))));
    const stopped = workerWire.trap(given.statement, given.moment);
    await worker.start();
    const here = await stopped;
    worker.freeze();
    await secondWorker.start();
    for (const buyer of buyers) await expectPaidOnce(shop(), buyer);
    worker.thaw();
    here.release();
    await expectShopToHold(shop());
    for (const buyer of buyers) await expectPaidOnce(shop(), buyer);
    await eventually("nobody holds a job any more", async () => {
      const [row] = await shop().sql<{ n: number }>(
        "SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND run_at <= now()",
      );
      return row?.n === 0;
    });
    expect((await accountOf(shop(), buyers[0]!)).letters).toBe(1);
  });
}
