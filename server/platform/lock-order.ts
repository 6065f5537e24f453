import { Prisma, type Tx } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

/**
 * The one order in which the house takes locks: a transaction that holds a rank takes only that one or a later one.
 * Whoever needs two of a kind takes them sorted by id. Keys of requests come first by themselves (see idempotency.ts).
 */
export const lockRanks = [
  "import", // one catalogue import at a time
  "alertQueue", // those who wait for a variant to be back
  "reconciliation", // one reconciliation with a provider at a time
  "admins", // who may remove the last administrator
  "bankLine", // a line of the bank's statement, before the order that it pays
  "partner", // a customer's address book
  "member", // what a member of a company may still spend
  "approval", // an order that waits for the company's consent
  "quote", // an offer, of which one acceptance becomes the order
  "cart",
  "credit", // what a company may still order before it pays
  "order",
  "payment",
  "giftCard", // what is left on it
  "return",
  "delivery",
  "invoice",
  "entry", // of the journal, to take it back
  "coupon",
  "points", // a person's balance
  "searchIndex",
  "content", // the order of the home page, names of articles
  "review",
  "ticket", // a conversation, before its attachments
  "rating", // how often each number of stars was given to a product
  "price", // one price of one list
  "supply", // goods on their way
  "level", // stock, sorted by variant and location: the rows that everyone wants
  "policy", // who may promise beyond stock
  "counter", // gapless numbers: whoever has one makes every later document wait
] as const;
export type LockRank = (typeof lockRanks)[number];

/** Ranks of which one transaction may take several in turn: each next one sorts after those it has. */
const sorted: ReadonlySet<LockRank> = new Set(["cart", "order", "level"]);

type Held = { top: number; ids: Map<LockRank, Set<string>> };
const transactions = new WeakMap<object, Held>();

/** Says that this client is a transaction (`inTx` does); locks outside of one would end with their own statement. */
export function beginLocks(tx: Tx): void {
  transactions.set(tx, { top: -1, ids: new Map() });
}

/** Two wrong locks are a deadlock of some busy day: an error where programs are made, a loud line where they sell. */
function violation(text: string): void {
  const error = new Error(`lock order: ${text}`);
  if (env().NODE_ENV !== "production") throw error;
  log.error({ err: error }, "locks taken out of order");
}

/**
 * Notes locks that a statement took by itself (an atomic UPDATE, a counter). `lockRows` and `lockName` do it alone. Taking
 * again what the transaction has is always allowed: nobody waits for it.
 */
export function noteLocks(tx: Tx, rank: LockRank, ids: readonly string[]): void {
  const held = transactions.get(tx);
  if (!held) {
    violation(`${rank} locked outside of inTx: the lock ends with its statement`);
    return;
  }
  const own = held.ids.get(rank) ?? new Set<string>();
  held.ids.set(rank, own);
  const fresh = ids.filter((id) => !own.has(id));
  if (fresh.length === 0) return;
  const level = lockRanks.indexOf(rank);
  if (level < held.top) violation(`${rank} after ${lockRanks[held.top]}`);
  const highest = sorted.has(rank) ? [...own].reduce((max, id) => (id > max ? id : max), "") : "";
  const [first = ""] = fresh;
  if (first < highest) violation(`${rank} ${first} after ${rank} ${highest}`);
  const wrong = fresh.findIndex((id, i) => i > 0 && id < (fresh[i - 1] ?? ""));
  if (wrong > 0) violation(`${rank} ${fresh[wrong]} after ${rank} ${fresh[wrong - 1]} in one statement: sort by id`);
  for (const id of fresh) own.add(id);
  held.top = Math.max(held.top, level);
}

type Locked = { id: string } | { variantId: string; locationId: string };
const idOf = (row: Locked): string => ("id" in row ? row.id : `${row.variantId} ${row.locationId}`);

/**
 * The only way to lock rows: ``lockRows<Row>(tx, "order")`SELECT id … FOR UPDATE` ``. Asks for rows with their `id` (stock
 * levels: variantId and locationId), several of them with ORDER BY. Throws where the statement locks nothing or the
 * transaction has a later rank already.
 */
export function lockRows<Row extends Locked>(tx: Tx, rank: LockRank) {
  return async (sql: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    if (!/\bFOR (NO KEY )?(UPDATE|SHARE)\b/.test(sql.join(" "))) throw new Error(`this locks no ${rank}: ${sql[0]}`);
    const rows = await tx.$queryRaw<Row[]>(Prisma.sql(sql, ...values));
    noteLocks(tx, rank, rows.map(idOf));
    return rows;
  };
}

/** Locks a name instead of a row (there may be none yet), until the transaction ends. */
export async function lockName(tx: Tx, rank: LockRank, name: string = rank): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${rank}:${name}`}, 0))`;
  noteLocks(tx, rank, [name]);
}
