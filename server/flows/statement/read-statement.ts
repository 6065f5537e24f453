// Statement of account: what a customer owes and why, read from the journal's own lines on the customer's account, so that
// statement and books cannot differ. Reads only: five statements, whatever the period holds. Permission account.invoice.own
// (one's own or one's company's account), invoicing.invoice.read for staff.
import { decodeCursor, toPage } from "#server/kernel/page.ts";
import type {
  AgeBand,
  OpenItem,
  Statement,
  StatementInput,
  StatementRow,
  StatementType,
} from "#server/modules/accounting/contract-statement.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import { type AccountOf, ordersOf } from "./account-scope.ts";

/**
 * What stands on the customer's side of the journal for these orders. An entry that was taken back and its mirror are left
 * out together, and a document is dated as its paper: corrections of accounts are no business of the customer.
 */
const postings = (orders: readonly string[]) => Prisma.sql`
  SELECT e.id, e.document_type AS type, e.document_ref AS ref, e.document_date AS date, e.order_id, e.currency::text AS currency,
    sum(l.debit_minor - l.credit_minor) AS owed
  FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id AND l.partner_name IS NOT NULL
  WHERE e.order_id = ANY(${orders}) AND e.reverses_id IS NULL
    AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.reverses_id = e.id)
  GROUP BY e.id`;

type Sums = { currency: string; entries: number; opening: number; debit: number; credit: number; balance: number };
export type Asked = Pick<StatementInput, "from" | "until" | "currency">;

/** The days of a period: this year until today unless others are asked for. */
export function daysOf(asked: Asked, now: Date): { from: string; until: string } {
  const today = businessDay(now);
  const until = asked.until ?? today;
  return { from: asked.from ?? `${until.slice(0, 4)}-01-01`, until };
}

/** A customer's account between two days, one page of its rows, and what is open today. */
export async function readStatement(
  db: Db,
  account: AccountOf,
  input: Omit<StatementInput, "limit"> & { limit: number },
  now: Date,
): Promise<Statement> {
  const orders = await ordersOf(db, account);
  const { from, until } = daysOf(input, now);
  const all = await db.$queryRaw<Sums[]>`
    SELECT p.currency, count(*)::int AS entries, coalesce(sum(owed), 0)::float8 AS balance,
      coalesce(sum(owed) FILTER (WHERE date < ${from}::date), 0)::float8 AS opening,
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND date BETWEEN ${from}::date AND ${until}::date), 0)::float8 AS debit,
      coalesce(-sum(owed) FILTER (WHERE owed < 0 AND date BETWEEN ${from}::date AND ${until}::date), 0)::float8 AS credit
    FROM (${postings(orders)}) p GROUP BY 1 ORDER BY 2 DESC, 1`;
  const sums = all.find((one) => one.currency === input.currency) ?? all[0];
  const currency = sums?.currency ?? "EUR";
  const { opening, debit, credit, balance } = sums ?? { opening: 0, debit: 0, credit: 0, balance: 0 };
  const money = (minor: number) => ({ minor, currency });
  const rows = await readRows(db, orders, { ...input, from, until, currency });
  const items = await openItems(db, orders, currency, now);
  const open = items.reduce((sum, item) => sum + item.open.minor, 0);
  return {
    ...{ currency, from, until, currencies: all.map((one) => one.currency) },
    ...{ opening: money(opening), debit: money(debit), credit: money(credit), balance: money(balance) },
    closing: money(opening + debit - credit),
    rows,
    open: items.slice(0, 100),
    ageing: ageingOf(items, currency),
    inFavour: money(open - balance),
  };
}

type RawRow = Omit<StatementRow, "amount" | "balance"> & { owed: number; running: number };

/**
 * One page of an account's rows, the oldest first, each with the balance after it. What a card payment is called by its
 * provider says nothing to who reads it: left out.
 */
export async function readRows(
  db: Db,
  orders: readonly string[],
  page: { from: string; until: string; currency: string; cursor?: string | undefined; limit: number },
): Promise<Statement["rows"]> {
  const [day = "0001-01-01", id = ""] = (decodeCursor(page.cursor) ?? []).map(String);
  const after = /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day, id } : { day: "0001-01-01", id: "" };
  const { from, until, currency } = page;
  const rows = await db.$queryRaw<RawRow[]>`
    SELECT b.id, b.type, CASE WHEN b.type IN ('invoice', 'credit_note') OR b.ref LIKE 'RF%' THEN b.ref ELSE '' END AS ref, b.date::text AS date, o.number AS "orderNumber", b.owed::float8 AS owed,
      b.running::float8 AS running, b.of_order = 0 AS settled
    FROM (
      SELECT p.*, sum(owed) OVER (ORDER BY date, id) AS running, sum(owed) OVER (PARTITION BY order_id) AS of_order
      FROM (${postings(orders)}) p WHERE p.currency = ${currency}
    ) b JOIN sales_order o ON o.id = b.order_id
    WHERE b.date BETWEEN ${from}::date AND ${until}::date AND (b.date, b.id) > (${after.day}::date, ${after.id})
    ORDER BY b.date, b.id LIMIT ${page.limit + 1}`;
  const cut = toPage(rows, page.limit, (row) => [row.date, row.id]);
  return {
    nextCursor: cut.nextCursor,
    items: cut.items.map(({ owed, running, ...row }) => ({
      ...row,
      type: row.type as StatementType,
      amount: { minor: owed, currency },
      balance: { minor: running, currency },
    })),
  };
}

type RawItem = { number: string; orderNumber: string; issueDate: string; dueDate: string; total: number; open: number };

/**
 * Invoices of which something is owed, the first due first. Money is the order's, so what is open is the order's too; its
 * one invoice that was not replaced stands for it.
 */
export async function openItems(db: Db, orders: readonly string[], currency: string, now: Date): Promise<OpenItem[]> {
  const rows = await db.$queryRaw<RawItem[]>`
    SELECT i.number, o.number AS "orderNumber", i.issue_date::text AS "issueDate",
      coalesce(i.due_date, i.issue_date)::text AS "dueDate", i.total_minor::float8 AS total, b.owed::float8 AS open
    FROM (SELECT order_id, sum(owed) AS owed FROM (${postings(orders)}) p
      WHERE p.currency = ${currency} GROUP BY 1 HAVING sum(owed) > 0) b
    JOIN sales_order o ON o.id = b.order_id
    JOIN invoice i ON i.order_id = b.order_id AND i.kind = 'invoice' AND i.status = 'posted'
      AND NOT EXISTS (SELECT FROM invoice r WHERE r.replaces_id = i.id)
    ORDER BY coalesce(i.due_date, i.issue_date), i.number`;
  const today = Date.parse(businessDay(now));
  return rows.map(({ total, open, ...row }) => ({
    ...row,
    daysLate: Math.max(0, Math.round((today - Date.parse(row.dueDate)) / 86_400_000)),
    total: { minor: total, currency },
    open: { minor: open, currency },
  }));
}

/** The band of an amount that is so many days late. */
export const bandOf = (daysLate: number): AgeBand =>
  daysLate === 0 ? "notDue" : daysLate <= 30 ? "to30" : daysLate <= 60 ? "to60" : daysLate <= 90 ? "to90" : "over90";

function ageingOf(items: readonly OpenItem[], currency: string): Statement["ageing"] {
  const sum = (band: AgeBand) => ({
    minor: items.reduce((all, item) => all + (bandOf(item.daysLate) === band ? item.open.minor : 0), 0),
    currency,
  });
  return { notDue: sum("notDue"), to30: sum("to30"), to60: sum("to60"), to90: sum("to90"), over90: sum("over90") };
}
