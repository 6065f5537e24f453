import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { env } from "./env.ts";

export { Prisma };
/** What queries read through: the pool, or the transaction they are part of. */
export type Tx = Prisma.TransactionClient;
export type Db = PrismaClient | Tx;

/**
 * Names for statements that a connection parses and plans once and then only runs. So many and no more: texts whose lists
 * vary in length never end, and every connection keeps each one it was given.
 */
function preparedNames(most = 500) {
  const names = new Map<string, string>();
  return ({ sql }: { sql: string }): string => {
    const known = names.get(sql);
    if (known) return known;
    // The protocol's own name for a statement that is forgotten after use.
    if (names.size >= most || !/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)) return "";
    const name = `prepared_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** Milliseconds that anybody waits for a free connection. */
const maxWaitMs = 10_000;

/** A client of its own for a database (tests, tools). Close it with $disconnect. */
export function connect(databaseUrl: string, options: { max?: number } = {}) {
  return new PrismaClient({
    adapter: new PrismaPg(
      // With every connection busy a reader is told to come back, as a transaction is, instead of waiting for ever.
      { connectionString: databaseUrl, max: options.max ?? 10, connectionTimeoutMillis: maxWaitMs },
      { statementNameGenerator: preparedNames() },
    ),
    log: [{ emit: "event", level: "query" }],
    transactionOptions: { maxWait: maxWaitMs, timeout: 20_000 },
  });
}

const held = globalThis as { comptoirDb?: ReturnType<typeof connect> };

/** The process's database client, made on first use so that importing this file needs no database. */
export function db() {
  held.comptoirDb ??= connect(env().DATABASE_URL, { max: env().DATABASE_POOL });
  return held.comptoirDb;
}
