// npm run bench -- api: what a call of the API costs in a large shop, in time and in statements.
import { startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { rebuildSearch } from "#server/flows/search/rebuild-search.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { shopper } from "#server/testing/shoppers.ts";
import { say, step } from "../terminal.ts";
import { type Call, callsOf } from "./calls.ts";
import { busiestEmail, growDemoShop, type ShopSize } from "./multiply.ts";
import { type Latency, latency, median } from "./statistics.ts";

export type ApiRow = Latency & Pick<Call, "name" | "budgetMs"> & { statements: number; timesOneRow: number };
export type Rebuild = { products: number; tookMs: number; searches: Latency; withoutHits: number };
export type ApiBench = { size: ShopSize; oneRowMs: number; rebuild: Rebuild; rows: ApiRow[] };

const warmUps = 15;
const fewest = 20;
const longestMs = 20_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The cheapest thing there is, as what everything else is measured by: one row by its key, through the same client. */
async function oneRow(): Promise<number> {
  const { id } = await db().product.findFirstOrThrow({ select: { id: true } });
  const ms: number[] = [];
  for (let i = 0; i < 300; i++) ms.push(await timed(() => db().product.findUnique({ where: { id } })));
  return median(ms.slice(100));
}

async function measure(call: Call, times: number, oneRowMs: number): Promise<ApiRow> {
  const { name, budgetMs, run, before } = call;
  const ms: number[] = [];
  const began = performance.now();
  for (let i = 0; i < warmUps + times; i++) {
    // What takes seconds is known after fewer.
    if (ms.length >= fewest && performance.now() - began > longestMs) break;
    await before?.(i);
    const took = await timed(() => run(i));
    if (i >= warmUps) ms.push(took);
  }
  await before?.(warmUps + times);
  const { statements } = await countStatements(() => run(warmUps + times));
  const row = { ...latency(ms), name, budgetMs, statements: statements.length };
  return { ...row, timesOneRow: row.p50 / oneRowMs };
}

/** Builds the whole index while somebody searches without a pause. */
async function rebuildWhileServing(products: number): Promise<Rebuild> {
  await rebuildSearch();
  const ms: number[] = [];
  let withoutHits = 0;
  let over = false;
  const searching = (async () => {
    while (!over) {
      ms.push(
        await timed(async () => {
          const { total } = await shopper().api.shop.catalogue.search({
            query: ["chaise", "lampe", "lin", "table"][ms.length % 4] ?? "",
          });
          if (total === 0) withoutHits++;
        }),
      );
    }
  })();
  const tookMs = await timed(() => rebuildSearch());
  over = true;
  await searching;
  return { products, tookMs, searches: latency(ms), withoutHits };
}

/** All figures, in a database of the bench's own that this process speaks to already. */
export async function benchApi(options: { quick: boolean }): Promise<ApiBench> {
  const sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  resetEnv();
  try {
    const asked = options.quick ? { products: 3_000, orders: 5_000 } : { products: 50_000, orders: 100_000 };
    let size = asked;
    await step(`a shop of ${asked.products} products and ${asked.orders} orders`, async () => {
      size = await growDemoShop(asked);
    });
    let rebuild: Rebuild | undefined;
    await step("building the search index, and again while it is asked", async () => {
      rebuild = await rebuildWhileServing(size.products);
    });
    await db().$executeRawUnsafe("VACUUM ANALYZE");
    const oneRowMs = await oneRow();
    const rows: ApiRow[] = [];
    for (const call of await callsOf(busiestEmail)) {
      const row = await measure(call, options.quick ? 40 : 200, oneRowMs);
      say(`  ${row.name}: p50 ${row.p50.toFixed(1)} p95 ${row.p95.toFixed(1)} ms, ${row.statements} statements`);
      rows.push(row);
    }
    return { size, oneRowMs, rebuild: rebuild as Rebuild, rows };
  } finally {
    await sandbox.close();
  }
}
