import { afterAll, beforeAll, expect, it } from "vitest";
import { stockFeed } from "#server/flows/watch-stock/stock-feed.ts";
import { newId } from "#server/kernel/ids.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { hub } from "#server/platform/realtime.ts";
import { inTx } from "#server/platform/tx.ts";
import { testShop } from "#server/testing/order-fixture.ts";
import { relayAll } from "#server/testing/run-jobs.ts";
import { plainContext } from "./context.ts";
import { openEventStream } from "./event-stream.ts";

let variantId = "";
const receiveOne = async () => {
  await inTx((tx) => receive(tx, [{ variantId, locationCode: "T1", quantity: 1 }], bySystem));
  await relayAll();
};

beforeAll(async () => {
  await testShop();
  variantId = newId("variant");
  const slug = variantId.toLowerCase().replace("_", "-");
  const variants = { create: { id: variantId, sku: variantId, weightG: 1 } };
  await db().product.create({
    data: { id: newId("product"), slug, status: "active", name: { fr: "Essai" }, variants },
  });
  await receiveOne();
});
afterAll(() => hub().close());

function open(path: string, input: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const address = `http://shop.test/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const context = () => plainContext({ channelCode: "test" });
  return openEventStream(new Request(address, { headers, ...(signal && { signal }) }), "/api/trpc", context, () => {});
}

/** Reads a stream event by event, pings left out. */
async function read(response: Response | null) {
  expect(response?.headers.get("content-type")).toBe("text/event-stream");
  const reader = response!.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    next: async (): Promise<{ event?: string; id?: string; data: string }> => {
      while (!text.includes("\n\n")) text += (await reader.read()).value ?? "\n\n";
      const [frame = "", ...rest] = text.split("\n\n");
      text = rest.join("\n\n");
      return Object.fromEntries(frame.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))) as never;
    },
    close: () => reader.cancel(),
  };
}

it("answers as tRPC's own stream does: settings, then events with their ids", async () => {
  const page = await read(await open("shop.stock.watch", { variantIds: [variantId] }));
  expect(await page.next()).toEqual({ event: "connected", data: '{"reconnectAfterInactivityMs":30000}' });
  const first = await page.next();
  expect(JSON.parse(first.data)).toMatchObject([{ variantId, available: 1 }]);
  expect(first.id).toMatch(/^[\w-]{22}$/);
  await receiveOne();
  expect(JSON.parse((await page.next()).data)).toMatchObject([{ variantId, available: 2 }]);
  await page.close();
});

it("resumes by the header that browsers and others send", async () => {
  const page = await read(await open("shop.stock.watch", { variantIds: [variantId] }));
  await page.next();
  const { id } = await page.next();
  const again = await read(await open("shop.stock.watch", { variantIds: [variantId] }, { "last-event-id": id! }));
  await again.next();
  await receiveOne();
  expect(JSON.parse((await again.next()).data)).toMatchObject([{ available: 3 }]);
  await Promise.all([page.close(), again.close()]);
});

it("tells an error of the stream and leaves refusals and everything else to tRPC", async () => {
  const lost = await read(await open("shop.order.watch", { token: "x".repeat(43) }));
  await lost.next();
  const told = await lost.next();
  expect(told.event).toBe("serialized-error");
  expect(JSON.parse(told.data)).toMatchObject({
    code: -32004,
    data: { code: "NOT_FOUND", httpStatus: 404, wire: { code: "sales.order_not_found" } },
  });
  expect(await open("account.orders.watch", { number: "SO-2026-000001" })).toBeNull();
  expect(await open("shop.stock.watch", { variantIds: [] })).toBeNull();
  expect(await open("shop.stock.availability", { variantIds: [variantId] })).toBeNull();
  expect(await open("__proto__.constructor", {})).toBeNull();
});

it("holds back for a page that does not read, and lets go of one that left", async () => {
  const before = hub().size();
  const response = await open("shop.stock.watch", { variantIds: [variantId] });
  const other = await read(await open("shop.stock.watch", { variantIds: [variantId] }));
  await other.next();
  await other.next();
  for (let i = 0; i < 12; i++) await receiveOne();
  let available = 0;
  while (available < 15) available = JSON.parse((await other.next()).data)[0].available;
  const slow = await read(response);
  const frames: unknown[] = [];
  for (let last = 0; last < 15; ) {
    const { data, event } = await slow.next();
    if (event !== undefined) continue;
    last = JSON.parse(data)[0].available;
    frames.push(last);
  }
  expect(frames.length).toBeLessThanOrEqual(6);
  await Promise.all([slow.close(), other.close()]);
  expect(hub().size()).toBe(before);
});

it("forgets a page whose request was given up, also one that had stopped reading", async () => {
  const before = stockFeed().watched();
  const request = new AbortController();
  const response = await open("shop.stock.watch", { variantIds: [variantId] }, {}, request.signal);
  for (let i = 0; i < 6; i++) await receiveOne();
  request.abort();
  const reader = response!.body!.getReader();
  while (!(await reader.read()).done);
  expect(stockFeed().watched()).toBe(before);
  const late = await open("shop.stock.watch", { variantIds: [variantId] }, {}, AbortSignal.abort());
  const nothing = late!.body!.getReader();
  while (!(await nothing.read()).done);
  expect(stockFeed().watched()).toBe(before);
});
