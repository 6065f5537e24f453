// The hot row: a thousand buyers on one article. The shop's design against others that are said to be faster; what differs
// is only how the piece is taken, everything else is the minimal order. The others live nowhere but here.
import type pg from "pg";
import { say } from "../terminal.ts";
import { type Basket, fillBaskets, type Outcome } from "./buyers.ts";
import { crowd } from "./crowd.ts";
import { articleId, stockArticles } from "./fill-shop.ts";
import {
  type Design,
  openPool,
  type Places,
  readPlaces,
  type TakeStock,
  takeFromLevel,
  writeMinimalOrder,
} from "./physical-limit.ts";
import { type Latency, latency, median } from "./statistics.ts";

/** One row per piece: whoever finds an unlocked one has it, nobody waits. */
const takeUnit: TakeStock = async (client, basket) => {
  const { rowCount } = await client.query({
    name: "unit",
    text: `UPDATE bench_unit SET taken = true WHERE id = (
             SELECT id FROM bench_unit WHERE variant_id = $1 AND NOT taken LIMIT 1 FOR UPDATE SKIP LOCKED)`,
    values: [basket.variantId],
  });
  return rowCount === 1;
};

/** Reads without a lock: an answer that may be late, good enough to send people home. */
const lookAtLevel: TakeStock = async (client, basket, { locationId }) => {
  const { rows } = await client.query<{ left: boolean }>({
    name: "look",
    text: `SELECT on_hand - reserved >= 1 AS left FROM stock_level WHERE variant_id = $1 AND location_id = $2`,
    values: [basket.variantId, locationId],
  });
  return rows[0]?.left ?? false;
};

/** Queues at an advisory lock of the article instead of its row, then looks. */
const queueAtAdvisoryLock: TakeStock = async (client, basket, places) => {
  await client.query({
    name: "advisory",
    text: `SELECT pg_advisory_xact_lock(hashtext($1))`,
    values: [basket.variantId],
  });
  return lookAtLevel(client, basket, places);
};

export const designs: { name: string; design: Design; units?: boolean }[] = [
  { name: "level row, locked first", design: { first: takeFromLevel } },
  { name: "level row, locked last", design: { last: takeFromLevel } },
  { name: "level row, locked last, after a look", design: { look: lookAtLevel, last: takeFromLevel } },
  { name: "advisory lock, then level row", design: { first: queueAtAdvisoryLock, last: takeFromLevel } },
  { name: "unit rows, SKIP LOCKED first", design: { first: takeUnit }, units: true },
  { name: "unit rows, SKIP LOCKED last, after a look", design: { look: lookAtUnits(), last: takeUnit }, units: true },
];

function lookAtUnits(): TakeStock {
  return async (client, basket) => {
    const { rows } = await client.query<{ left: boolean }>({
      name: "look-units",
      text: `SELECT EXISTS (SELECT FROM bench_unit WHERE variant_id = $1 AND NOT taken) AS left`,
      values: [basket.variantId],
    });
    return rows[0]?.left ?? false;
  };
}

export type HotRow = {
  name: string;
  /** Orders a second when there is enough for all. */
  perSecond: number;
  /** When one in ten is served: how long until everybody has an answer, and the losers' own times (ms). */
  rushMs: number;
  losers: Latency;
};

const buyers = 1_000;
// Far from the articles of the other bench.
export const firstHotArticle = 55_000;
let nextArticle = firstHotArticle;

async function prepare(pool: pg.Pool, pieces: number): Promise<Basket[]> {
  const article = nextArticle++;
  await stockArticles(article, 1, pieces);
  await pool.query(`INSERT INTO bench_unit (variant_id) SELECT $1 FROM generate_series(1, $2::int)`, [
    articleId(article),
    pieces,
  ]);
  return fillBaskets(Array.from({ length: buyers }, () => articleId(article)));
}

async function rush(pool: pg.Pool, places: Places, design: Design, pieces: number) {
  const baskets = await prepare(pool, pieces);
  const run = await crowd(
    buyers,
    baskets.map((basket) => () => writeMinimalOrder(pool, places, basket, design)),
  );
  const of = (outcome: Outcome) => run.timed.filter((t) => t.answer === outcome).map((t) => t.ms);
  if (of("won").length !== pieces) throw new Error(`${of("won").length} orders for ${pieces} pieces`);
  return { ...run, losers: of("lost") };
}

/** Every design in turns, several rounds, and of each its middle round. */
export async function benchHotRow({ rounds }: { rounds: number }): Promise<HotRow[]> {
  const pool = openPool();
  try {
    await pool.query(
      `CREATE TABLE IF NOT EXISTS bench_unit (id bigserial PRIMARY KEY, variant_id text NOT NULL, taken boolean NOT NULL DEFAULT false)`,
    );
    await pool.query(`CREATE INDEX IF NOT EXISTS bench_unit_free ON bench_unit (variant_id) WHERE NOT taken`);
    const places = await readPlaces(pool);
    const found = designs.map(({ name }) => ({
      name,
      perSecond: [] as number[],
      rushMs: [] as number[],
      losers: [] as number[],
    }));
    for (let round = 0; round <= rounds; round++) {
      for (const [i, { design }] of designs.entries()) {
        const plenty = await rush(pool, places, design, buyers);
        const scarce = await rush(pool, places, design, buyers / 10);
        // The first round warms up.
        if (round === 0) continue;
        found[i]?.perSecond.push((buyers / plenty.wallMs) * 1000);
        found[i]?.rushMs.push(scarce.wallMs);
        found[i]?.losers.push(...scarce.losers);
      }
    }
    return found.map(({ name, perSecond, rushMs, losers }) => {
      const row = { name, perSecond: median(perSecond), rushMs: median(rushMs), losers: latency(losers) };
      say(
        `  ${name.padEnd(44)} ${row.perSecond.toFixed(0)}/s, rush over after ${row.rushMs.toFixed(0)} ms, losers p95 ${row.losers.p95.toFixed(0)} ms`,
      );
      return row;
    });
  } finally {
    await pool.end();
  }
}
