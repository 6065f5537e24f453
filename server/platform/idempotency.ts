// One request, one effect (IETF draft-ietf-httpapi-idempotency-key-header). The key is written by the business transaction
// itself, so that there is no moment at which the effect is there and the key is not: whatever dies, whenever.
import { AsyncLocalStorage } from "node:async_hooks";
import { deserialize, serialize } from "node:v8";
import { DomainError } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { db, Prisma, type Tx } from "./db.ts";
import { gatherReads } from "./gather-reads.ts";
import { log } from "./log.ts";
import { CommitUnknown, isOutage } from "./outage.ts";
import { fingerprint, seal, unseal } from "./secrets.ts";
import { writeAtEnd } from "./write-at-end.ts";

/** Who asked for what under which key. The scope is an identity; the same key of another caller is another request. */
export type KeyedRequest = { scope: string; endpoint: string; key: string; input: unknown };

/** Seconds that an attempt may take between its last commit and its answer before another one goes on in its place. */
const leaseSeconds = 30;
/** A key is known for a day; then it is a new one. The nightly `tidy` deletes the rows. */
export const keyHours = 24;
const purpose = "idempotency";

/** What is stored of an attempt, sealed: an answer may hold a guest's secret link. */
type Stored = { answer?: unknown; steps: unknown[] };
type Row = { hash: string; status: string; owner: string | null; left: number; response: string | null };

/** The same for the same content, in whatever order the fields came. Throws invalid `bad_request` when it is too deep. */
function canonical(value: unknown): string {
  const sorted = (_: string, v: unknown) =>
    v && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v;
  try {
    return JSON.stringify(value, sorted) ?? "";
  } catch {
    throw new DomainError("invalid", "bad_request");
  }
}

const pack = (stored: Stored): string => JSON.stringify(seal(purpose, serialize(stored)));

function unpack(row: Row): Stored {
  const plain = row.response === null ? null : unseal(purpose, row.response);
  if (!plain) throw new DomainError("conflict", "idempotency_answer_lost");
  return deserialize(plain) as Stored;
}

const inProgress = (seconds = 1) => new DomainError("conflict", "idempotency_in_progress", { retryAfter: seconds });
const reused = () => new DomainError("unprocessable", "idempotency_key_reused");

/** The key was committed by another attempt: this one's transaction is rolled back. */
class KeyTaken extends Error {}

function assertOurs(rows: number): void {
  if (rows === 0) throw new KeyTaken();
}

/** One attempt to answer a request: gives back what earlier attempts committed, writes down what this one commits. */
class Turn {
  readonly request: KeyedRequest;
  readonly hash: string;
  readonly owner = newId("request");
  readonly #steps: unknown[];
  /** Transactions that this attempt has come to. */
  #reached = 0;
  #busy = false;
  #besides: Prisma.Sql[] = [];
  closed = false;

  constructor(request: KeyedRequest, hash: string, steps: readonly unknown[] = []) {
    this.request = request;
    this.hash = hash;
    this.#steps = [...steps];
  }

  get committed(): boolean {
    return this.#steps.length > 0;
  }

  /**
   * One transaction of the request: run, and its outcome committed with it; or, when an attempt that died had come this
   * far, only told again.
   */
  async step<T>(run: (record: (tx: Tx, value: T) => void) => Promise<T>): Promise<T> {
    const n = this.#reached++;
    if (n < this.#steps.length) return this.#steps[n] as T;
    if (this.#busy) throw new Error("a request with an idempotency key runs its transactions one after the other");
    this.#busy = true;
    let told: { value: T } | undefined;
    try {
      const value = await run((tx, given) => {
        told = { value: given };
        writeAtEnd(tx, this.#written({ steps: [...this.#steps, given] }, "running"), { check: assertOurs });
      });
      this.#steps.push(value);
      return value;
    } catch (error) {
      if (!(error instanceof CommitUnknown) || !told || !(await this.#isMine(n + 1))) throw error;
      this.#steps.push(told.value);
      return told.value;
    } finally {
      this.#busy = false;
    }
  }

  /** Something to be written with the answer. */
  beside(sql: Prisma.Sql): void {
    this.#besides.push(sql);
  }

  /** Writes by itself what would have been written with the answer. */
  async #writeBesides(): Promise<void> {
    for (const sql of this.#besides.splice(0)) await db().$executeRaw(sql);
  }

  /** The answer, for whoever asks again with this key. False when another attempt went on in this one's place. */
  async finish(answer: unknown): Promise<boolean> {
    this.closed = true;
    try {
      const written = this.#written({ answer, steps: [] }, "done");
      const besides = this.#besides.map((sql, i) => Prisma.sql`${Prisma.raw(`beside_${i}`)} AS (${sql})`);
      const all = besides.length ? Prisma.sql`WITH ${Prisma.join(besides)} ${written}` : written;
      assertOurs(await db().$executeRaw(all));
      return true;
    } catch (error) {
      if (error instanceof KeyTaken) return false;
      await this.#writeBesides().catch((err: unknown) =>
        log.warn({ err }, "what belongs to an answer was not written"),
      );
      // The effect is committed and the caller hears of it; who repeats the request goes through the steps again.
      log.warn({ err: error, endpoint: this.request.endpoint }, "an answer was not kept");
      return true;
    }
  }

  /** Lets the next attempt go on at once. */
  async giveUp(): Promise<void> {
    const { scope, endpoint, key } = this.request;
    this.closed = true;
    await this.#writeBesides();
    await db().$executeRaw`
      UPDATE idempotency_key SET lease_until = now()
      WHERE scope = ${scope} AND endpoint = ${endpoint} AND key = ${key} AND owner = ${this.owner}`;
  }

  /** Takes the place of an attempt that did not come back. */
  async takeOver(): Promise<boolean> {
    const { scope, endpoint, key } = this.request;
    const taken = await db().$executeRaw`
      UPDATE idempotency_key SET owner = ${this.owner}, lease_until = now() + make_interval(secs => ${leaseSeconds})
      WHERE scope = ${scope} AND endpoint = ${endpoint} AND key = ${key} AND status = 'running' AND lease_until <= now()`;
    return taken > 0;
  }

  #written(stored: Stored, status: "running" | "done"): Prisma.Sql {
    const { scope, endpoint, key } = this.request;
    // Not worth a wait for the disk: should the database lose an answer with its last moments, whoever asks again goes on from
    // the committed steps and gets the same one. The setting holds for this one statement and is no one's name.
    const nobody = Prisma.sql`nullif(set_config('synchronous_commit', 'off', true), 'off')`;
    const owner = status === "running" ? Prisma.sql`${this.owner}` : nobody;
    return Prisma.sql`
      INSERT INTO idempotency_key AS k (scope, endpoint, key, request_hash, status, owner, lease_until, response)
      VALUES (${scope}, ${endpoint}, ${key}, ${this.hash}, ${status}, ${owner},
        CASE WHEN ${status} = 'running' THEN now() + make_interval(secs => ${leaseSeconds}) END, ${pack(stored)}::jsonb)
      ON CONFLICT (scope, endpoint, key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
        owner = excluded.owner, lease_until = excluded.lease_until, response = excluded.response,
        created_at = CASE WHEN k.owner = ${this.owner} THEN k.created_at ELSE now() END
      WHERE k.owner = ${this.owner} OR k.created_at < now() - make_interval(hours => ${keyHours})`;
  }

  async #isMine(steps: number): Promise<boolean> {
    const row = await find(this.request).catch(() => undefined);
    return row?.owner === this.owner && unpack(row).steps.length === steps;
  }
}

/** What is kept under a key. In a rush a thousand losers ask at once: they are answered together. */
const find = gatherReads(async (requests: KeyedRequest[]): Promise<Map<KeyedRequest, Row>> => {
  const each = (of: (request: KeyedRequest) => string) => Prisma.sql`${requests.map(of)}::text[]`;
  const rows = await db().$queryRaw<(Row & { n: number })[]>`
    SELECT a.n::int, k.request_hash AS hash, k.status, k.owner, k.response #>> '{}' AS response,
      greatest(0, ceil(extract(epoch FROM k.lease_until - now())))::int AS left
    FROM unnest(${each((r) => r.scope)}, ${each((r) => r.endpoint)}, ${each((r) => r.key)})
      WITH ORDINALITY AS a(scope, endpoint, key, n)
    JOIN idempotency_key k ON k.scope = a.scope AND k.endpoint = a.endpoint AND k.key = a.key
    WHERE k.created_at >= now() - make_interval(hours => ${keyHours})`;
  return new Map(rows.map((row) => [requests[row.n - 1] as KeyedRequest, row]));
});

// Bundlers may load this file twice; there is one of each per process all the same.
const shared = globalThis as {
  comptoirTurns?: AsyncLocalStorage<Turn>;
  comptoirKeys?: Map<string, string>;
};
shared.comptoirTurns ??= new AsyncLocalStorage<Turn>();
shared.comptoirKeys ??= new Map();
const turns = shared.comptoirTurns;
const running = shared.comptoirKeys;

/** The attempt that this code runs for, when it came with a key and still runs. */
export function currentTurn(): Turn | undefined {
  const turn = turns.getStore();
  return turn?.closed ? undefined : turn;
}

/**
 * One statement by itself, outside of any transaction, that may as well be written with the answer of the request that this
 * code runs for: one round trip and one commit less. Should the process die in between, whoever repeats the request comes
 * here again; so it must be a statement that may be repeated.
 */
export async function writeWithAnswer(sql: Prisma.Sql): Promise<void> {
  const turn = currentTurn();
  if (turn) turn.beside(sql);
  else await db().$executeRaw(sql);
}

/** An outage, as it is or as `inTx` tells it, whatever it is wrapped in. */
function isUnanswered(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return isOutage(error) || code === "unavailable" || (cause instanceof Error && isUnanswered(cause));
}

async function attempt<T>(turn: Turn, work: () => Promise<T>): Promise<{ value: T; replayed: boolean }> {
  let value: T;
  try {
    value = await turns.run(turn, work);
  } catch (error) {
    if (turn.committed && !(error instanceof KeyTaken)) {
      // Half done (the payment provider did not answer): who repeats the request goes on from here.
      await turn.giveUp().catch((err: unknown) => log.warn({ err }, "a lease was left to run out"));
      throw error;
    }
    turn.closed = true;
    // A database that does not answer would not answer this either.
    if (isUnanswered(error)) throw error;
    const answered = await answerOfOther(turn, work);
    if (answered) return answered;
    throw error instanceof KeyTaken ? inProgress() : error;
  }
  if (await turn.finish(value)) return { value, replayed: false };
  return (await answerOfOther(turn, work)) ?? { value, replayed: false };
}

/** What another attempt of the same request came to; null when there was none, or it changed nothing. */
async function answerOfOther<T>(turn: Turn, work: () => Promise<T>): Promise<{ value: T; replayed: boolean } | null> {
  const row = await find(turn.request);
  if (!row || row.owner === turn.owner) return null;
  if (row.hash !== turn.hash) throw reused();
  const stored = unpack(row);
  if (row.status === "done") return { value: stored.answer as T, replayed: true };
  if (row.left > 0) throw inProgress(Math.min(row.left, 2));
  const next = new Turn(turn.request, turn.hash, stored.steps);
  if (!(await next.takeOver())) throw inProgress();
  const { value } = await attempt(next, work);
  return { value, replayed: true };
}

/**
 * Answers a request once: `work` may run again, its transactions are not carried out twice, and whoever repeats the key
 * gets the first answer. Only answers are kept; an error that changed nothing leaves the key free. An attempt that died
 * between commit and answer is continued by the next one, with what its transactions gave.
 * Throws DomainError conflict `idempotency_in_progress` { retryAfter } while another attempt runs, unprocessable
 * `idempotency_key_reused` for another input, conflict `idempotency_answer_lost` when the answer cannot be read any more.
 */
export async function answerOnce<T>(
  request: KeyedRequest,
  work: () => Promise<T>,
): Promise<{ value: T; replayed: boolean }> {
  const hash = fingerprint(purpose, canonical(request.input));
  const id = JSON.stringify([request.scope, request.endpoint, request.key]);
  const other = running.get(id);
  if (other !== undefined) throw other === hash ? inProgress() : reused();
  running.set(id, hash);
  try {
    return await attempt(new Turn(request, hash), work);
  } finally {
    running.delete(id);
  }
}
