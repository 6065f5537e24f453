import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { env } from "./env.ts";

export { Prisma };
/** What queries read through: the pool, or the transaction they are part of. */
export type Tx = Prisma.TransactionClient;
export type Db = PrismaClient | Tx;

/** A client of its own for a database (tests, tools). Close it with $disconnect. */
export function connect(databaseUrl: string, options: { max?: number } = {}) {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl, max: options.max ?? 10 }),
    log: [{ emit: "event", level: "query" }],
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}

const held = globalThis as { comptoirDb?: ReturnType<typeof connect> };

/** The process's database client, made on first use so that importing this file needs no database. */
export function db() {
  held.comptoirDb ??= connect(env().DATABASE_URL, { max: env().DATABASE_POOL });
  return held.comptoirDb;
}
