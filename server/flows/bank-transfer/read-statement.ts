/**
 * Reads a bank statement as banks export it: CSV with comma, semicolon or tab, columns by name in any order
 * (docs/bank-statement.md names them). Pure: no row is trusted, each says what is wrong with it.
 */
import { createHash } from "node:crypto";
import { CsvError, parse } from "csv-parse/sync";
import { DomainError } from "#server/kernel/errors.ts";
import { parseMajor } from "#server/kernel/money.ts";

const columns = {
  date: ["date", "booked_on", "date comptable", "date opération", "date operation", "booking date"],
  amount: ["amount", "montant"],
  currency: ["currency", "devise"],
  text: ["text", "libellé", "libelle", "communication", "description", "motif"],
  counterparty: ["counterparty", "contrepartie", "name", "nom"],
  id: ["id", "external_id", "référence", "reference", "transaction id"],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof columns;
const required: readonly Column[] = ["date", "amount", "text"];

/** What a row can have wrong with it. */
export const statementProblems = ["date", "amount", "currency", "text"] as const;
export type StatementProblem = (typeof statementProblems)[number];

export type StatementLine = {
  /** The line of the file where the row begins. */
  line: number;
  /** The bank's own id, or a fingerprint of the row: the same row again is the same transaction. */
  externalId: string;
  /** yyyy-mm-dd */
  bookedOn: string;
  /** Minor units; negative is money that left. */
  amountMinor: number;
  currency: string;
  counterparty: string | null;
  text: string;
};
export type StatementRow = StatementLine | { line: number; problem: StatementProblem; value: string };

const longestText = 500;

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]/) >>> 0);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [";", ",", "\t"].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function unreadable(reason: string): DomainError {
  return new DomainError("unprocessable", "payments.statement_unreadable", { reason });
}

function records(text: string): { record: string[]; info: { lines: number } }[] {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
  try {
    return parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as ReturnType<typeof records>;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(error.code);
  }
}

/** A day as banks write it: 2026-11-21, 21/11/2026 or 21.11.2026. Null when there is no such day. */
function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const local = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return null;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null;
}

/** "1 234,56", "1,234.56", "-12.5", "+12" in minor units; null when it is no amount of the currency. */
export function readAmount(text: string, currency: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f']/g, "").replace(/^\+/, "");
  if (!/^-?[\d.,]+$/.test(bare)) return null;
  const decimal = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  const decimals = decimal < 0 ? 0 : bare.length - decimal - 1;
  const separators = bare.replaceAll(/[^.,]/g, "");
  // A lone separator before three digits groups thousands; before one or two it begins the cents.
  const groups = decimals === 3 && new Set(separators).size === 1;
  const whole = (groups || decimal < 0 ? bare : bare.slice(0, decimal)).replaceAll(/[.,]/g, "");
  const number = groups || decimals === 0 ? whole : `${whole}.${bare.slice(decimal + 1)}`;
  try {
    return parseMajor(number, currency).minor;
  } catch {
    return null;
  }
}

/**
 * Reads a statement; `currency` is that of rows that name none. Throws DomainError unprocessable
 * `payments.statement_unreadable` { reason } when it is no CSV or lacks the columns for date, amount or text.
 */
export function readStatement(csv: string, currency: string): StatementRow[] {
  const [head, ...body] = records(csv);
  const names = head?.record.map((name) => name.toLowerCase()) ?? [];
  const place = (column: Column) => columns[column].map((name) => names.indexOf(name)).find((at) => at >= 0) ?? -1;
  const places = Object.fromEntries(Object.keys(columns).map((column) => [column, place(column as Column)]));
  const missing = required.filter((column) => (places[column] ?? -1) < 0);
  if (missing.length) throw unreadable(`column ${missing.join(", ")}`);
  const seen = new Map<string, number>();
  return body.map(({ record, info }) =>
    readRow((column) => record[places[column] ?? -1]?.trim() ?? "", info.lines, currency, seen),
  );
}

function readRow(
  cell: (column: Column) => string,
  line: number,
  usual: string,
  seen: Map<string, number>,
): StatementRow {
  const currency = (cell("currency") || usual).toUpperCase();
  const wrong = (problem: StatementProblem) => ({ line, problem, value: cell(problem).slice(0, 80) });
  const bookedOn = readDay(cell("date"));
  if (!bookedOn) return wrong("date");
  if (!/^[A-Z]{3}$/.test(currency)) return wrong("currency");
  const amountMinor = readAmount(cell("amount"), currency);
  if (amountMinor === null || amountMinor === 0) return wrong("amount");
  const text = cell("text").slice(0, longestText);
  const counterparty = cell("counterparty").slice(0, 200) || null;
  if (!text && !counterparty) return wrong("text");
  const print = JSON.stringify([bookedOn, amountMinor, currency, counterparty, text]);
  // Two equal rows of one file are two transactions; the same file again brings the same two.
  const nth = (seen.get(print) ?? 0) + 1;
  seen.set(print, nth);
  const own = cell("id").slice(0, 100);
  const externalId = own || `row:${createHash("sha256").update(`${print}#${nth}`).digest("base64url")}`;
  return { line, externalId, bookedOn, amountMinor, currency, counterparty, text };
}
