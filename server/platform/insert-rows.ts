import { Prisma } from "./db.ts";

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * An INSERT of rows whose keys are Prisma's field names, all of them the same, as a part of a larger statement: the hot path
 * writes several tables in one round trip (`writeAtEnd`). Columns that no row names get the database's default;
 * `@updatedAt` is the caller's to name. Table and keys come from code, never from input.
 */
export function insertRows(table: string, rows: readonly Record<string, unknown>[]): Prisma.Sql {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) throw new RangeError(`nothing to insert into ${table}`);
  const columns = Prisma.raw(names.map(snake).join(", "));
  const records = rows.map((row) => Object.fromEntries(names.map((name) => [snake(name), row[name] ?? null])));
  return Prisma.sql`INSERT INTO ${Prisma.raw(table)} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${Prisma.raw(table)}, ${JSON.stringify(records)}::jsonb)`;
}
