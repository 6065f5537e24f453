import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { adjust, receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { type Hub, openHub } from "#server/platform/realtime.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { makeOrder, testShop } from "#server/testing/order-fixture.ts";
import { relayAll } from "#server/testing/run-jobs.ts";
import { openStockFeed, type StockEvent } from "./stock-feed.ts";

/** A process: its own listening connection, its own memory. */
const startProcess = () => {
  const hub = openHub(env().DATABASE_URL);
  return { hub, feed: openStockFeed(hub) };
};
type Process = ReturnType<typeof startProcess>;
const stops: AbortController[] = [];
let one: Process;
let two: Process;

/** An open page: everything it was sent, and a wait for the state it should come to. */
function openPage({ feed }: Process, variantIds: string[], lastId: string | null = null) {
  const stop = new AbortController();
  stops.push(stop);
  const events: StockEvent[] = [];
  const times: number[] = [];
  let told = () => {};
  const stream = feed.watch("test", variantIds, lastId, stop.signal);
  const over = (async () => {
    for await (const event of stream) {
      events.push(event);
      times.push(performance.now());
      told();
    }
  })();
  over.catch(() => told());
  const available = () => events.at(-1)?.rows[0]?.available;
  return {
    events,
    times,
    over,
    available,
    until: async (wanted: (event: StockEvent | undefined) => boolean) => {
      while (!wanted(events.at(-1))) {
        await new Promise<void>((done) => {
          told = done;
        });
      }
    },
    shows: async (count: number | null) => {
      while (available() !== count) {
        await new Promise<void>((done) => {
          told = done;
        });
      }
    },
    leave: () => stop.abort(),
  };
}

async function makeVariant(quantity: number): Promise<string> {
  const id = newId("variant");
  const name = { fr: "Essai" };
  await db().product.create({
    data: {
      id: newId("product"),
      slug: id.toLowerCase().replace("_", "-"),
      status: "active",
      name,
      variants: { create: { id, sku: id, weightG: 1 } },
    },
  });
  await inTx((tx) => receive(tx, [{ variantId: id, locationCode: "T1", quantity }], bySystem));
  await relayAll();
  return id;
}
const move = (variantId: string, quantity: number) =>
  inTx((tx) => adjust(tx, { variantId, locationCode: "T1", quantity, note: "test" }, bySystem));
const turns = (n: number) => new Promise((done) => setTimeout(done, n));

async function cut(hub: Hub): Promise<void> {
  await hub.connected();
  await db().$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'comptoir live'`;
}

beforeAll(async () => {
  await testShop();
  await db().location.create({ data: { id: newId("location"), code: "LOSS", name: "LOSS", kind: "loss" } });
});
beforeEach(async () => {
  await Promise.all([one?.hub.close(), two?.hub.close()]);
  [one, two] = [startProcess(), startProcess()];
});
afterAll(async () => {
  for (const stop of stops) stop.abort();
  await Promise.all([one.hub.close(), two.hub.close()]);
});

describe("the stock feed", () => {
  it("sends a snapshot, then every change, whichever process the page is at", async () => {
    const id = await makeVariant(5);
    const pages = [openPage(one, [id]), openPage(two, [id])];
    await Promise.all(pages.map((page) => page.shows(5)));
    await move(id, -2);
    await relayAll();
    await Promise.all(pages.map((page) => page.shows(3)));
    expect(pages[0]?.events.map((e) => e.id)).toEqual(pages[1]?.events.map((e) => e.id));
    expect(pages[0]?.events).toHaveLength(2);
  });

  it("resumes by the last id: nothing when nothing changed, else the present state, also from another process", async () => {
    const [id, other] = [await makeVariant(5), await makeVariant(1)];
    const page = openPage(one, [id]);
    await page.shows(5);
    page.leave();
    const lastId = page.events[0]!.id;
    const [same, elsewhere] = [openPage(one, [id], lastId), openPage(two, [id], lastId)];
    // A page without an id has been answered by both processes: so have the resumed ones, with nothing.
    await Promise.all([openPage(one, [id]).shows(5), openPage(two, [id]).shows(5)]);
    expect([same.events, elsewhere.events]).toEqual([[], []]);
    await move(id, -1);
    await relayAll();
    await Promise.all([same.shows(4), elsewhere.shows(4)]);
    await openPage(two, [id], lastId).shows(4);
    // The same id for another question is no answer to it.
    await openPage(two, [other], lastId).shows(1);
  });

  it("reads once per change, however many watch", async () => {
    const id = await makeVariant(50);
    const { statements: first } = await countStatements(async () => {
      const crowd = Array.from({ length: 1_000 }, () => openPage(one, [id]));
      await Promise.all(crowd.map((page) => page.shows(50)));
    });
    expect(first.filter((sql) => sql.includes("stock_level"))).toHaveLength(1);
    const page = openPage(one, [id]);
    await page.shows(50);
    await turns(300);
    await move(id, -7);
    const { statements } = await countStatements(async () => {
      await relayAll();
      await page.shows(43);
    });
    expect(statements.filter((sql) => sql.includes("stock_level"))).toHaveLength(1);
    expect(statements.length).toBeLessThanOrEqual(2);
    expect(one.feed.watched()).toBe(1);
  });

  it("spares pages the steps in between, but not the last state", async () => {
    const id = await makeVariant(100);
    const page = openPage(one, [id]);
    await page.shows(100);
    for (let i = 0; i < 15; i++) {
      await move(id, -1);
      await relayAll();
    }
    await page.shows(85);
    const gaps = page.times.slice(1).map((at, i) => at - (page.times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(190);
    const after = page.events.length;
    await turns(500);
    expect(page.events).toHaveLength(after);
  });

  it("keeps nothing for a page that does not read, which gets the last state when it does", async () => {
    const id = await makeVariant(100);
    const stop = new AbortController();
    stops.push(stop);
    const slow = one.feed.watch("test", [id], null, stop.signal);
    expect((await slow.next()).value?.rows[0]?.available).toBe(100);
    const fast = openPage(one, [id]);
    for (let i = 1; i <= 20; i++) {
      await move(id, -1);
      await relayAll();
    }
    await fast.shows(80);
    expect((await slow.next()).value?.rows[0]?.available).toBe(80);
  });

  it("wakes when a hold ends, which nobody announces", async () => {
    const order = await makeOrder({ unpaid: true, lines: [{ price: "10.00", quantity: 2, stock: [5, 0] }] });
    const { variantId } = await db().salesOrderLine.findFirstOrThrow({ where: { orderId: order.id, kind: "product" } });
    await relayAll();
    await db().$executeRaw`UPDATE reservation SET expires_at = now() + interval '1500 ms' WHERE order_id = ${order.id}`;
    const pages = [openPage(one, [variantId!]), openPage(two, [variantId!])];
    await Promise.all(pages.map((page) => page.shows(3)));
    await Promise.all(pages.map((page) => page.shows(5)));
  });

  it("catches up after its connection to the database was lost", async () => {
    const id = await makeVariant(9);
    const page = openPage(one, [id]);
    await page.shows(9);
    await cut(one.hub);
    // Announced while nobody listens.
    await move(id, -4);
    await relayAll();
    await page.shows(5);
  });

  it("sends its pages to the next process when it stops", async () => {
    const id = await makeVariant(3);
    const page = openPage(one, [id]);
    await page.shows(3);
    await one.hub.close();
    await expect(page.over).rejects.toMatchObject({ code: "unavailable" });
    await openPage(two, [id]).shows(3);
  });

  it("forgets variants that nobody watches any more", async () => {
    const id = await makeVariant(3);
    const pages = [openPage(one, [id, id]), openPage(one, [id])];
    await Promise.all(pages.map((page) => page.shows(3)));
    for (const page of pages) page.leave();
    await Promise.all(pages.map((page) => page.over));
    expect(one.feed.watched()).toBe(0);
  });
});

describe("a channel that shows bands", () => {
  const display = async (stockDisplay: "exact" | "bands") => {
    await db().channel.update({ where: { code: "test" }, data: { stockDisplay, plentyFrom: 10 } });
    await db().$executeRaw`SELECT pg_notify('live', 'channels')`;
  };

  it("never sends a count, and nothing while the band stays the same", async () => {
    const id = await makeVariant(30);
    const page = openPage(one, [id]);
    await page.shows(30);
    await display("bands");
    await page.shows(null);
    expect(page.events.at(-1)?.rows[0]).toMatchObject({ band: "plenty", canOrder: true, orderable: null });
    expect(JSON.stringify(page.events.at(-1)?.rows)).not.toMatch(/[1-9]\d*(?=[,}\]])/);
    const before = page.events.length;
    await move(id, -5);
    await relayAll();
    await move(id, -20);
    await relayAll();
    await page.until((event) => event?.rows[0]?.band === "few");
    expect(page.events.slice(before).map((e) => e.rows[0]?.band)).toEqual(["few"]);
    await move(id, -5);
    await relayAll();
    await page.until((event) => event?.rows[0]?.band === "none");
    expect(page.events.at(-1)?.rows[0]).toMatchObject({ canOrder: false, available: null });
    await display("exact");
    await page.shows(0);
  });
});
