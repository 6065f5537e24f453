import { setTimeout as wait } from "node:timers/promises";
import { db, Prisma, type Tx } from "./db.ts";
import { currentTurn } from "./idempotency.ts";
import { beginLocks } from "./lock-order.ts";
import { log } from "./log.ts";
import { CommitUnknown, isCollision, isCut, isOutage, sqlState, unavailable } from "./outage.ts";
import { beginOutbox, writeOutbox } from "./outbox.ts";
import { beginWrites, flushWrites } from "./write-at-end.ts";

export { sqlState };

/** True when a unique index refused the write (Prisma P2002 or SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") || sqlState(error) === "23505"
  );
}

const attempts = 8;

type LastWork = () => Promise<unknown>;
const lastWork = new WeakMap<object, LastWork[]>();

/**
 * Runs work as the last of the transaction, with nothing but COMMIT after it: for rows that everyone wants, which stay
 * locked the shorter the less follows. It fails the transaction like any other part of it.
 */
export function atEnd(tx: Tx, work: LastWork): void {
  const last = lastWork.get(tx);
  if (!last) throw new Error("work for the end of a transaction outside of inTx");
  last.push(work);
}

async function transact<T>(work: (tx: Tx) => Promise<T> | T, options: { timeoutMs?: number }): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let committing = false;
    try {
      return await db().$transaction(
        async (tx) => {
          committing = false;
          beginLocks(tx);
          beginOutbox(tx);
          beginWrites(tx);
          const last: LastWork[] = [];
          lastWork.set(tx, last);
          const value = await work(tx);
          const flush = () => {
            writeOutbox(tx);
            return flushWrites(tx);
          };
          await flush();
          for (const run of last) await run();
          await flush();
          committing = true;
          return value;
        },
        // READ COMMITTED is PostgreSQL's own default: to say so would be one more round trip in every transaction.
        options.timeoutMs ? { timeout: options.timeoutMs } : {},
      );
    } catch (error) {
      const outage = isOutage(error);
      // Prisma's own refusals (P2028: too late, never begun) leave nothing behind; a lost connection at the end may have.
      if (outage && committing && (error as { code?: unknown }).code !== "P2028") {
        log.error({ err: error }, "a commit was not answered");
        throw new CommitUnknown();
      }
      if ((isCollision(error) || isCut(error)) && attempt < attempts) {
        await wait(5 * 2 ** attempt * (0.5 + Math.random()));
        continue;
      }
      throw outage || isCollision(error) ? unavailable() : error;
    }
  }
}

/**
 * Runs one business action in one READ COMMITTED transaction. Deadlocks and serialization failures, also those that the
 * COMMIT itself reports, and connections that were lost before it, are run again, up to seven times with a growing pause;
 * nothing inside may touch the network. In a request with an idempotency key what `work` answers is kept with that key,
 * in the same transaction, and given again instead of a second run.
 * Throws DomainError unavailable `unavailable` when the pool or the database gives no answer in time (20 s unless
 * `timeoutMs` says otherwise: imports), and its kind CommitUnknown when nobody can say whether it was committed.
 */
export function inTx<T>(work: (tx: Tx) => Promise<T> | T, options: { timeoutMs?: number } = {}): Promise<T> {
  const turn = currentTurn();
  if (!turn) return transact(work, options);
  return turn.step((record) =>
    transact(async (tx) => {
      const value = await work(tx);
      record(tx, value);
      return value;
    }, options),
  );
}
