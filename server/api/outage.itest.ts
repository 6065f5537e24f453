// A full pool and a database that went away, as HTTP clients hear of them: 503 with Retry-After, never 500, and soon.
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { env, resetEnv } from "#server/platform/env.ts";
import { openAttackedShop } from "../testing/attacks/attacked-shop.ts";
import { Attacker } from "../testing/attacks/attacker.ts";
import { article } from "../testing/shoppers.ts";

const pool = 2;
process.env.DATABASE_POOL = String(pool);
resetEnv();
openAttackedShop();

let variantId = "";
let staff: Attacker;
beforeAll(async () => {
  variantId = (await article({ stock: 9 })).variantId;
  staff = await Attacker.staff("admin");
});

/** Holds every connection until told otherwise. */
async function fillPool() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let holding = 0;
  const held = Array.from({ length: pool }, () =>
    db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 AS one`;
        holding++;
        await released;
      },
      { timeout: 60_000 },
    ),
  );
  await expect.poll(() => holding).toBe(pool);
  return async () => {
    release();
    await Promise.all(held);
  };
}

const change = (key: string) => ({
  method: "POST",
  headers: { "content-type": "application/json", "idempotency-key": key },
});
const requests: { asks: string; who: () => Attacker; path: string; init?: () => RequestInit }[] = [
  { asks: "a reading by tRPC", who: () => new Attacker(), path: "/api/trpc/shop.catalogue.categories" },
  { asks: "a reading by REST", who: () => new Attacker(), path: "/api/rest/checkout/countries" },
  { asks: "a page of a signed-in user", who: () => staff, path: "/api/trpc/admin.orders.list?input=%7B%7D" },
  {
    asks: "a change by tRPC",
    who: () => new Attacker(),
    path: "/api/trpc/shop.cart.add",
    init: () => ({ ...change("full-trpc"), body: JSON.stringify({ variantId, quantity: 1 }) }),
  },
  {
    asks: "a change by REST",
    who: () => new Attacker(),
    path: "/api/rest/cart/lines",
    init: () => ({ ...change("full-rest"), body: JSON.stringify({ variantId, quantity: 1 }) }),
  },
];

describe("with every connection taken", () => {
  it("each request is answered 503 with Retry-After while that lasts, and done once when it is over", async () => {
    expect(env().DATABASE_POOL).toBe(pool);
    const letGo = await fillPool();
    const answers = await Promise.all(
      requests.map(async ({ who, path, init }) => {
        const answer = await who().fetch(path, init?.());
        return { status: answer.status, after: Number(answer.headers.get("retry-after")), body: await answer.text() };
      }),
    );
    await letGo();
    for (const [i, answer] of answers.entries()) {
      expect([requests[i]?.asks, answer.status, answer.after > 0]).toEqual([requests[i]?.asks, 503, true]);
      expect(answer.body).toContain('"code":"unavailable"');
      expect(answer.body).not.toMatch(/timeout exceeded|prisma|postgres/i);
    }
    for (const { asks, who, path, init } of requests) {
      expect([asks, (await who().fetch(path, init?.())).status]).toEqual([asks, 200]);
    }
  }, 90_000);
});

describe("after every connection was cut", () => {
  it.each(requests)("$asks is answered, or told to come back, and then works", async ({ who, path, init }) => {
    // What the cut before left in the pool fails here once, and is replaced.
    const fill = () =>
      Promise.all(Array.from({ length: pool }, () => db().$queryRaw`SELECT 1 AS one FROM pg_sleep(0.02)`));
    await expect
      .poll(() =>
        fill().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await db().$queryRaw`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    const asking = who();
    const first = await asking.fetch(path, init?.());
    expect([200, 503]).toContain(first.status);
    if (first.status === 503) expect(Number(first.headers.get("retry-after"))).toBeGreaterThan(0);
    await expect.poll(async () => (await asking.fetch(path, init?.())).status, { timeout: 20_000 }).toBe(200);
  });
});
