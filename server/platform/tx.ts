import { DomainError } from "../kernel/errors.ts";
import { db, Prisma, type Tx } from "./db.ts";
import { beginLocks } from "./lock-order.ts";

/** SQLSTATEs after which the same transaction may simply be run again: serialization failure, deadlock. */
const retryable = new Set(["40001", "40P01"]);

/** The SQLSTATE inside whatever the driver or Prisma threw. */
export function sqlState(error: unknown): string | undefined {
  if (!error || typeof error !== "object") return undefined;
  const e = error as { code?: unknown; meta?: { code?: unknown; driverAdapterError?: unknown }; cause?: unknown };
  if (e.code === "P2034") return "40001";
  for (const code of [e.meta?.code, e.code, (e.cause as { originalCode?: unknown } | undefined)?.originalCode]) {
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code;
  }
  return e.meta?.driverAdapterError ? sqlState(e.meta.driverAdapterError) : e.cause ? sqlState(e.cause) : undefined;
}

/** True when a unique index refused the write (Prisma P2002 or SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") || sqlState(error) === "23505"
  );
}

/**
 * Runs one business action in one READ COMMITTED transaction. Deadlocks and serialization failures are run again, up to
 * four times with a growing pause; nothing inside may touch the network. Throws DomainError unavailable
 * `unavailable` when the pool or the database gives no answer in time (20 s unless `timeoutMs` says otherwise: imports).
 */
export async function inTx<T>(work: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(
        (tx) => {
          beginLocks(tx);
          return work(tx);
        },
        { isolationLevel: "ReadCommitted", ...(options.timeoutMs && { timeout: options.timeoutMs }) },
      );
    } catch (error) {
      if (attempt < 5 && retryable.has(sqlState(error) ?? "")) {
        await new Promise((done) => setTimeout(done, 5 * 2 ** attempt * (0.5 + Math.random())));
        continue;
      }
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2028") {
        throw new DomainError("unavailable", "unavailable");
      }
      throw error;
    }
  }
}
