// The live connection of an open page is cut; what changed meanwhile is there when it comes back.
import { expect, it } from "vitest";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { eventually } from "../harness/eventually.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { LiveStream } from "../harness/stream.ts";

const arrive = (variantId: string, quantity: number) =>
  inTx((tx) => receive(tx, [{ variantId, locationCode: "WH-LYON", quantity }], bySystem));
const shows = (available: number) => (stream: LiveStream) => stream.last.includes(`"available":${available},`);

export function cutLive(shop: () => FaultyShop): void {
  it("by a killed web server: resumed by its last event, the figure is today's", async () => {
    const { web, url } = shop();
    const { variantId } = await shop().article(3);
    const page = await LiveStream.open(url, { variantIds: [variantId] });
    await eventually("the page shows three", () => shows(3)(page));
    await web.kill();
    await eventually("the page has noticed", () => page.cut);
    await arrive(variantId, 4);
    await web.start();
    const resumed = await LiveStream.open(url, { variantIds: [variantId] }, page.lastEventId);
    await eventually("the page shows seven", () => shows(7)(resumed));
    await arrive(variantId, 1);
    await eventually("and goes on", () => shows(8)(resumed));
    resumed.close();
  });

  it("between web server and database: the page stays open and loses nothing", async () => {
    const { webWire, url } = shop();
    const { variantId } = await shop().article(3);
    const page = await LiveStream.open(url, { variantIds: [variantId] });
    await eventually("the page shows three", () => shows(3)(page));
    webWire.cutAll();
    await arrive(variantId, 4);
    await eventually("the page shows seven", () => shows(7)(page));
    expect(page.cut).toBe(false);
    page.close();
  });
}
