// npm run bench -- stock: buyers who want one article, or a thousand different ones, at the same moment.
import type pg from "pg";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { say } from "../terminal.ts";
import { type Basket, buy, fillBaskets, type Outcome, quoteBaskets } from "./buyers.ts";
import { crowd, type Timed } from "./crowd.ts";
import { articleId, settle, stockArticles } from "./fill-shop.ts";
import { firstHotArticle } from "./hot-row.ts";
import { openPool, type Places, readPlaces, writeMinimalOrder, writeThroughClient } from "./physical-limit.ts";
import { type Latency, latency, median } from "./statistics.ts";

export type Scenario = { name: string; articles: number; buyers: number; orders: number; pieces: number };

export type Row = Scenario & {
  perSecond: number;
  /** The same rows by plain SQL: through a bare driver, and through the shop's own client. */
  limitPerSecond: number;
  clientPerSecond: number;
  /** Shares of those two. */
  ratio: number;
  clientRatio: number;
  winners: Latency;
  losers: Latency;
  turnedAway: number;
};

const plenty = 1_000_000;
const sizes = [1, 50, 200, 1_000];

/** Attempts of a run: enough to be read, at least one for each buyer. */
const attempts = (buyers: number, quick: boolean) => Math.max(buyers, quick ? 100 : 500);

export const scenarios = (quick: boolean): Scenario[] => [
  ...sizes.map((buyers) => ({
    name: "one article",
    articles: 1,
    buyers,
    orders: attempts(buyers, quick),
    pieces: plenty,
  })),
  ...sizes.map((buyers) => ({
    name: "1,000 articles",
    articles: 1_000,
    buyers,
    orders: attempts(buyers, quick),
    pieces: plenty,
  })),
  // The rush: one buyer in ten can be served.
  ...sizes.slice(1).map((buyers) => {
    const orders = attempts(buyers, quick);
    return { name: "one article, rush", articles: 1, buyers, orders, pieces: orders / 10 };
  }),
];

let nextArticle = 0;

/** Stocks articles nobody has touched yet and fills the baskets that want them. */
async function prepare(scenario: Scenario): Promise<Basket[]> {
  const first = nextArticle;
  nextArticle += scenario.articles;
  if (nextArticle > firstHotArticle) throw new Error("so many rounds need a larger shop");
  await stockArticles(first, scenario.articles, scenario.pieces);
  return fillBaskets(Array.from({ length: scenario.orders }, (_, i) => articleId(first + (i % scenario.articles))));
}

const msOf = (timed: readonly Timed<Outcome>[], outcome: Outcome) =>
  timed.filter((t) => t.answer === outcome).map((t) => t.ms);

async function runShop(scenario: Scenario) {
  const baskets = await prepare(scenario);
  const quotes = await quoteBaskets(baskets);
  return crowd(
    scenario.buyers,
    baskets.map((basket) => () => buy(basket, quotes.get(basket.variantId) ?? "")),
  );
}

async function runLimit(scenario: Scenario, write: (basket: Basket) => Promise<Outcome>) {
  const baskets = await prepare(scenario);
  return crowd(
    scenario.buyers,
    baskets.map((basket) => () => write(basket)),
  );
}

type Run = Awaited<ReturnType<typeof runShop>>;
const wonPerSecond = (run: Run) => (msOf(run.timed, "won").length / run.wallMs) * 1000;

function assertSold(scenario: Scenario, run: Run): void {
  const won = msOf(run.timed, "won").length;
  const away = msOf(run.timed, "turned_away").length;
  const due = Math.min(scenario.orders, scenario.pieces * scenario.articles);
  if (won > due || won + away < due) throw new Error(`${scenario.name}: ${won} orders for ${due} pieces`);
}

/** Runs a scenario several times, the shop and its limit in turns, and keeps the middle run's figures. */
async function measure(scenario: Scenario, pool: pg.Pool, places: Places, rounds: number): Promise<Row> {
  const shop: Run[] = [];
  const limit: Run[] = [];
  const client: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    limit.push(await runLimit(scenario, (basket) => writeMinimalOrder(pool, places, basket)));
    client.push(await runLimit(scenario, (basket) => writeThroughClient(places, basket)));
    shop.push(await runShop(scenario));
  }
  for (const run of [...shop, ...limit, ...client]) assertSold(scenario, run);
  const all = shop.flatMap((run) => run.timed);
  const share = (of: readonly Run[]) => median(shop.map((run, i) => wonPerSecond(run) / wonPerSecond(of[i] as Run)));
  return {
    ...scenario,
    perSecond: median(shop.map(wonPerSecond)),
    limitPerSecond: median(limit.map(wonPerSecond)),
    clientPerSecond: median(client.map(wonPerSecond)),
    ratio: share(limit),
    clientRatio: share(client),
    winners: latency(msOf(all, "won")),
    losers: latency(msOf(all, "lost")),
    turnedAway: msOf(all, "turned_away").length,
  };
}

/** All scenarios, after a warm-up; at the end the ledger must agree with every level. */
export async function benchStock(options: { quick: boolean; rounds: number }): Promise<Row[]> {
  const pool = openPool();
  try {
    const places = await readPlaces(pool);
    const warmUp = { name: "warm-up", articles: 20, buyers: 20, orders: options.quick ? 100 : 400, pieces: plenty };
    await measure(warmUp, pool, places, 1);
    // As autovacuum would soon: plans made for empty tables do not last in a running shop.
    await settle();
    const rows: Row[] = [];
    for (const scenario of scenarios(options.quick)) {
      const row = await measure(scenario, pool, places, options.rounds);
      say(
        `  ${scenario.name}, ${scenario.buyers} buyers: ${row.perSecond.toFixed(0)}/s of ${row.clientPerSecond.toFixed(0)}/s (${row.clientRatio.toFixed(2)}), bare driver ${row.limitPerSecond.toFixed(0)}/s (${row.ratio.toFixed(2)})` +
          `, won p95 ${row.winners.p95.toFixed(0)} ms, lost p95 ${row.losers.p95.toFixed(0)} ms (${row.losers.count}), away ${row.turnedAway}`,
      );
      rows.push(row);
    }
    const wrong = await verifyLedger(db());
    if (wrong.length) throw new Error(`the stock ledger does not agree: ${JSON.stringify(wrong.slice(0, 3))}`);
    return rows;
  } finally {
    await pool.end();
  }
}
