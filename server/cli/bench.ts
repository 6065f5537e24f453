// npm run bench -- stock|live|search|api|web [--quick]: measures and writes docs/bench; --quick is shorter and only prints. live and
// web ask the shop that runs here, the others have a database of their own.
import { keysFrom } from "#server/adapters/search/meilisearch/keys.ts";
import { db } from "#server/platform/db.ts";
import { benchApi } from "./bench/api.ts";
import { withBenchDatabase } from "./bench/database.ts";
import { fillShop, settle } from "./bench/fill-shop.ts";
import { benchHotRow } from "./bench/hot-row.ts";
import { withLargeShop } from "./bench/large-shop.ts";
import { benchLive, type LiveRow } from "./bench/live.ts";
import { describeMachine } from "./bench/machine.ts";
import { apiTable, writeApiReport } from "./bench/report-api.ts";
import { liveTable, writeLiveReport } from "./bench/report-live.ts";
import { writeStockReport } from "./bench/report-stock.ts";
import { handTable, missed, pagesTable, type ShopFigures, writeWebReport } from "./bench/report-web.ts";
import { benchSearch, catalogues, missesOf, type Relevance, searchTable, writeSearchReport } from "./bench/search.ts";
import { benchStock } from "./bench/stock.ts";
import { benchWeb } from "./bench/web.ts";
import { findInstance } from "./instance.ts";
import { applyEnvironment, dataDir, given } from "./launch-environment.ts";
import { planEnvironment } from "./plan-environment.ts";
import { StartProblem } from "./start-problem.ts";
import { say, step, stopOnProblem } from "./terminal.ts";

/** How often each figure is taken: its middle counts. */
const roundsAsked = (): number => {
  const asked = process.argv.find((word) => word.startsWith("--rounds="));
  return Math.max(1, Number(asked?.split("=")[1] ?? 3) || 3);
};

async function stock(quick: boolean): Promise<void> {
  const rounds = quick ? 1 : roundsAsked();
  const machine = describeMachine();
  await withBenchDatabase(async () => {
    await step("filling a shop", () => fillShop(60_000));
    await step("settling", settle);
    // First: some of the other designs leave levels behind that no ledger agrees with.
    const orders = await benchStock({ quick, rounds });
    const hot = await benchHotRow({ rounds });
    if (!quick) for (const file of writeStockReport(machine, orders, hot, rounds)) say(`  ✓ ${file}`);
  });
}

async function live(quick: boolean): Promise<void> {
  const machine = describeMachine();
  const running = await findInstance(dataDir());
  if (!running?.url || !running.databaseUrl)
    throw new StartProblem("No shop runs here: npm start, in another terminal.");
  const { url, databaseUrl, command } = running;
  applyEnvironment({ ...(await planEnvironment()).env, DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" });
  const rows: LiveRow[] = [];
  for (const watchers of quick ? [100] : [1, 100, 1_000]) {
    await step(`${watchers} open pages`, async () => {
      rows.push(await benchLive({ url, watchers, changes: quick ? 5 : 25 }));
    });
  }
  say(`\n${liveTable(rows)}\n`);
  if (!quick) for (const file of writeLiveReport(machine, command, rows)) say(`  ✓ ${file}`);
  await db().$disconnect();
}

async function search(quick: boolean): Promise<void> {
  const machine = describeMachine();
  const url = given("BENCH_MEILISEARCH_URL");
  const key = given("BENCH_MEILISEARCH_KEY");
  const meilisearch = url ? { url, keys: key ? keysFrom(key) : {} } : undefined;
  const all: Relevance[] = [];
  await withBenchDatabase(async () => {
    for (const catalogue of catalogues) {
      await step(`asking the labelled queries of the ${catalogue} catalogue`, async () => {
        all.push(...(await benchSearch(catalogue, meilisearch)));
      });
    }
  });
  say(`\n${searchTable(all)}\n\n${missesOf(all).join("\n")}\n`);
  if (!quick) say(`  ✓ ${writeSearchReport(machine, all)}`);
}

async function api(quick: boolean): Promise<void> {
  const machine = describeMachine();
  await withBenchDatabase(async () => {
    const all = await benchApi({ quick });
    say(`\n${apiTable(all.rows)}\n`);
    if (!quick) for (const file of writeApiReport(machine, all)) say(`  ✓ ${file}`);
  });
}

async function web(quick: boolean): Promise<void> {
  const machine = describeMachine();
  const running = await findInstance(dataDir());
  if (!running?.url) throw new StartProblem("No shop runs here: npm start, in another terminal.");
  const rounds = quick ? 1 : roundsAsked();
  const shops: ShopFigures[] = [];
  const measure = async (name: string, url: string) => {
    const shop = { name, ...(await benchWeb(url, rounds, step)) };
    shops.push(shop);
    say(
      `\n${name}\n\n${pagesTable(shop.pages)}\n\n${handTable(shop.hand)}\n\n${missed(shop).join("\n") || "All budgets kept."}\n`,
    );
  };
  await measure("The demo shop", running.url);
  if (quick) return;
  await withLargeShop({ products: 50_000, orders: 1_000 }, (url, { products }) =>
    measure(`The same shop with ${products.toLocaleString("en")} products`, url),
  );
  for (const file of writeWebReport({ machine, server: running.command, rounds, shops })) say(`  ✓ ${file}`);
}

const benches: Record<string, (quick: boolean) => Promise<void>> = { stock, live, search, api, web };

await stopOnProblem(async () => {
  const bench = benches[process.argv[2] ?? ""];
  if (!bench)
    throw new StartProblem(`Which bench? npm run bench -- ${Object.keys(benches).join("|")} [--quick] [--rounds=3]`);
  await bench(process.argv.includes("--quick"));
});
process.exit();
