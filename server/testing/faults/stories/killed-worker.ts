// The worker is killed (−9) in the middle of its work. Another takes over what it held.
import { expect, it } from "vitest";
import type { Buyer } from "../harness/buyer.ts";
import { eventually } from "../harness/eventually.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { expectPaidOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

/** Orders that are paid while no worker runs: a batch that waits for one. */
async function waitingBatch(shop: FaultyShop, size: number): Promise<Buyer[]> {
  await shop.worker.stop();
  const { variantId } = await shop.article(size);
  const buyers = shop.buyers(size);
  await Promise.all(buyers.map(async (buyer) => pays(buyer, await buyer.order(variantId))));
  return buyers;
}

export function killedWorker(shop: () => FaultyShop): void {
  it("killed while a mail is being handed over, amid a batch: no job is lost and no mail comes twice", async () => {
    const { mail, worker } = shop();
    const buyers = await waitingBatch(shop(), 6);
    const stopped = mail.stopAt("DATA", 2);
    await worker.start();
    await stopped;
    await worker.kill();
    await worker.start();
    for (const buyer of buyers) await expectPaidOnce(shop(), buyer);
    await expectShopToHold(shop());
  });

  it("killed when a mail was taken but not yet crossed off: a repetition has the same Message-ID", async () => {
    const { mail, worker, sql } = shop();
    const buyers = await waitingBatch(shop(), 3);
    const stopped = mail.stopAt("accepted", 1);
    await worker.start();
    await stopped;
    await worker.kill();
    await worker.start();
    await eventually("every mail is crossed off", async () => {
      const [row] = await sql<{ left: number }>(
        `SELECT count(*)::int AS left FROM mail_message WHERE "to" = ANY($1) AND status <> 'sent'`,
        [buyers.map(({ email }) => email)],
      );
      return row?.left === 0;
    });
    await expectShopToHold(shop());
    // No mail server can be asked whether it took a letter: the second handover of one in doubt has its number, by which
    // mail systems know it again. The worker hands over several at a time: those under way when it died are in doubt too.
    const handedOver = buyers.map(({ email }) => mail.lettersTo(email));
    expect(handedOver.map((letters) => new Set(letters.map(({ id }) => id)).size)).toEqual([1, 1, 1]);
    const times = handedOver.map((letters) => letters.length);
    expect(Math.max(...times), String(times)).toBe(2);
  });

  it.each([
    { job: "the relay's hand-over", statement: /outbox_pending/i },
    { job: "the plan of a delivery", statement: /INSERT INTO .*delivery/i },
  ])("killed before the commit of $job, and again after it: done once", async ({ statement }) => {
    const { worker, workerWire } = shop();
    const [buyer] = (await waitingBatch(shop(), 1)) as [Buyer];
    for (const moment of ["before commit", "after commit"] as const) {
      const stopped = workerWire.trap(statement, moment);
      await worker.start();
      await stopped;
      await worker.kill();
    }
    await worker.start();
    await expectPaidOnce(shop(), buyer);
    await expectShopToHold(shop());
  });
}
