import { Prisma } from "./db.ts";

/** Longer lists are rare, and dear enough that planning them matters little. */
const mostSpelledOut = 32;

/**
 * A list of ids as a condition's right side (`variant_id ${anyOf(ids)}`) that PostgreSQL plans once per connection and then
 * only runs: spelled out, it knows how many there are. For `= ANY($1)` it reckons with ten, thinks that dearer than the one
 * or two that come, and plans anew each time, which takes longer than the running. Lengths are rounded up to powers of two
 * (the last id again), so that there are few texts.
 */
export function anyOf(ids: readonly string[]): Prisma.Sql {
  const last = ids.at(-1);
  if (last === undefined || ids.length > mostSpelledOut) return Prisma.sql`= ANY(${ids}::text[])`;
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return Prisma.sql`IN (${Prisma.join(Array.from({ length }, (_, i) => ids[i] ?? last))})`;
}
