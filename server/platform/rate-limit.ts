import { DomainError } from "../kernel/errors.ts";
import { db } from "./db.ts";

/**
 * Counts one use of `key` in the current fixed window, in the database so that every process counts together.
 * Throws DomainError rate_limited `too_many_requests` with `retryAfter` (seconds) above `limit`.
 */
export async function limitRate(key: string, limit: number, windowSeconds: number): Promise<void> {
  const rows = await db().$queryRaw<{ count: number; left: number }[]>`
    INSERT INTO rate_limit (key, window_start, count)
    VALUES (${key}, to_timestamp(floor(extract(epoch FROM now()) / ${windowSeconds}::int) * ${windowSeconds}::int), 1)
    ON CONFLICT (key, window_start) DO UPDATE SET count = rate_limit.count + 1
    RETURNING count, ceil(extract(epoch FROM window_start) + ${windowSeconds}::int - extract(epoch FROM now()))::int AS left`;
  const row = rows[0];
  if (row && row.count > limit) {
    throw new DomainError("rate_limited", "too_many_requests", { retryAfter: Math.max(1, row.left) });
  }
}

/**
 * Gives one use back: counting first and giving back after a success lets no burst slip through between looking and
 * counting, as reading the count first would. The window's first use stays counted.
 */
export async function giveBack(key: string, windowSeconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE rate_limit SET count = count - 1
    WHERE key = ${key} AND count > 1
      AND window_start = to_timestamp(floor(extract(epoch FROM now()) / ${windowSeconds}::int) * ${windowSeconds}::int)`;
}
