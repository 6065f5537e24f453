// Everything that the house keeps of a person, as files: for each table of the register one JSON and one CSV. Reads only.
import { csvRow, csvStart } from "#server/kernel/csv.ts";
import type { Db } from "#server/platform/db.ts";
import type { ZipEntry } from "#server/platform/zip.ts";
import { columnsIn, type Held, register } from "./register.ts";

export type Person = { userId: string; email: string; partnerId: string | null };
type Row = Record<string, unknown>;

/** Whoever a user is to the registers; null when there is none. A company's record is not the person's. */
export async function personOf(db: Db, userId: string): Promise<(Person & { locale: string; name: string }) | null> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { email: true, locale: true, name: true, partner: { select: { id: true, kind: true } } },
  });
  if (!user) return null;
  const { partner, ...rest } = user;
  return { ...rest, userId, partnerId: partner?.kind === "person" ? partner.id : null };
}

/** The orders of a person: `mine` of the register. */
export const mine = `mine AS (SELECT id FROM sales_order o
  WHERE o.user_id = $1 OR o.partner_id = $3 OR (o.email = $2 AND o.user_id IS NULL))`;

/** A person's rows of one table, without the house's secrets. Table, columns and condition are the register's own words. */
export async function rowsOf(db: Db, table: string, held: Held, person: Person): Promise<Row[]> {
  const hidden = columnsIn(held.hidden).map((column) => ` - '${column}'`);
  const sql = `WITH me AS (SELECT $1::text, $2::text, $3::text), ${mine}
    SELECT to_jsonb(t)${hidden.join("")} AS row FROM "${table}" t WHERE ${held.whose}`;
  const rows = await db.$queryRawUnsafe<{ row: Row }[]>(sql, person.userId, person.email, person.partnerId);
  return rows.map(({ row }) => row);
}

const asCell = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Rows as a table that spreadsheets open, every cell kept from running as a formula. */
export function toCsv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return csvStart + [columns, ...rows.map((row) => columns.map((column) => asCell(row[column])))].map(csvRow).join("");
}

/** The files of a copy: `json/<table>.json` and `csv/<table>.csv` for each table with something in it, and a list of them. */
export async function gatherPerson(db: Db, person: Person): Promise<ZipEntry[]> {
  const files: ZipEntry[] = [];
  const found: Record<string, number> = {};
  for (const [table, held] of Object.entries(register)) {
    if (held.notCopied) continue;
    const rows = await rowsOf(db, table, held, person);
    found[table] = rows.length;
    if (rows.length === 0) continue;
    files.push({ name: `json/${table}.json`, bytes: Buffer.from(JSON.stringify(rows, null, 2)) });
    files.push({ name: `csv/${table}.csv`, bytes: Buffer.from(toCsv(rows)) });
  }
  return [{ name: "index.json", bytes: Buffer.from(JSON.stringify(found, null, 2)) }, ...files];
}
