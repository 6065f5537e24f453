// Statement of account: what a customer owes and why, read from the journal's own lines on the customer's account, so that
// statement and books cannot differ. Reads only: two statements, whatever the period holds (one pass over the account, what is open). Permission account.invoice.own
// (one's own or one's company's account), invoicing.invoice.read for staff.
import { decodeCursor, toPage } from "#server/kernel/page.ts";
import type {
  AgeBand,
  OpenItem,
  Statement,
  StatementInput,
  StatementRow,
} from "#server/modules/accounting/contract-statement.ts";
import { daysLateOn, lateInterest } from "#server/modules/accounting/index.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { AccountOf } from "./account-scope.ts";

/** The entries of an account that count. One that was taken back and its mirror are left out together. */
const entries = (on: Prisma.Sql) => Prisma.sql`
  sales_order o JOIN journal_entry e ON e.order_id = o.id AND e.reverses_id IS NULL
  WHERE ${on} AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.reverses_id = e.id)`;

/** What an entry puts on the customer's side. */
const owedBy = Prisma.sql`(SELECT sum(l.debit_minor - l.credit_minor) FROM journal_line l
  WHERE l.entry_id = e.id AND l.partner_name IS NOT NULL)`;

/** `before`: all of the account up to where the page begins. `open`: the orders of which something is owed. */
type Account = {
  currency: string;
  entries: number;
  opening: number;
  debit: number;
  credit: number;
  balance: number;
  before: number;
  open: Record<string, number> | null;
  page: RawRow[] | null;
};
type RawRow = Omit<StatementRow, "amount" | "balance"> & { owed: number };
export type Asked = Pick<StatementInput, "from" | "until" | "currency">;
type Days = { from: string; until: string };

/** The days of a period: this year until today unless others are asked for. */
export function daysOf(asked: Asked, now: Date): Days {
  const today = businessDay(now);
  const until = asked.until ?? today;
  return { from: asked.from ?? `${until.slice(0, 4)}-01-01`, until };
}

/** Where a page begins: after a document of a day. */
function startOf(cursor: string | undefined, from: string): { day: string; id: string } {
  const [day = "", id = ""] = (decodeCursor(cursor) ?? []).map(String);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= from ? { day, id } : { day: from, id: "" };
}

type PageOf = Days & { start: { day: string; id: string }; limit: number };

/**
 * An account in one pass, per currency: what stood on it before the period and before the page, what the period brought,
 * what is on it today, which orders are open, and the page's rows, the oldest first. What a card payment is called by its
 * provider says nothing to who reads it: left out.
 */
const readAccount = (db: Db, { on }: AccountOf, { from, until, start, limit }: PageOf) =>
  db.$queryRaw<Account[]>`
    WITH p AS MATERIALIZED (
      SELECT e.id, e.order_id, e.currency::text AS currency, e.document_date AS date, ${owedBy} AS owed FROM ${entries(on)}
    ), by_order AS MATERIALIZED (
      SELECT currency, order_id, sum(owed) AS owed FROM p GROUP BY 1, 2
    )
    SELECT p.currency, count(*)::int AS entries, coalesce(sum(owed), 0)::float8 AS balance,
      coalesce(sum(owed) FILTER (WHERE date < ${from}::date), 0)::float8 AS opening,
      coalesce(sum(owed) FILTER (WHERE (date, id) <= (${start.day}::date, ${start.id})), 0)::float8 AS before,
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND date BETWEEN ${from}::date AND ${until}::date), 0)::float8 AS debit,
      coalesce(-sum(owed) FILTER (WHERE owed < 0 AND date BETWEEN ${from}::date AND ${until}::date), 0)::float8 AS credit,
      (SELECT jsonb_object_agg(b.order_id, b.owed) FROM by_order b WHERE b.currency = p.currency AND b.owed > 0) AS open,
      (SELECT jsonb_agg(jsonb_build_object('id', x.id, 'type', e.document_type, 'date', x.date::text, 'owed', x.owed,
          'ref', CASE WHEN e.document_type IN ('invoice', 'credit_note') OR e.document_ref LIKE 'RF%' THEN e.document_ref ELSE '' END,
          'orderNumber', o.number, 'settled', b.owed = 0) ORDER BY x.date, x.id)
        FROM (SELECT s.* FROM p s WHERE s.currency = p.currency AND s.date BETWEEN ${from}::date AND ${until}::date
          AND (s.date, s.id) > (${start.day}::date, ${start.id}) ORDER BY s.date, s.id LIMIT ${limit + 1}) x
        JOIN journal_entry e ON e.id = x.id JOIN sales_order o ON o.id = x.order_id
        JOIN by_order b ON b.order_id = x.order_id AND b.currency = x.currency) AS page
    FROM p GROUP BY 1 ORDER BY 2 DESC, 1`;

/** A page's rows, each with the balance after it. */
function pageOf({ currency, before, page }: Account, limit: number): Statement["rows"] {
  const { items, nextCursor } = toPage(page ?? [], limit, (row) => [row.date, row.id]);
  let running = before;
  return {
    nextCursor,
    items: items.map(({ owed, ...row }) => {
      running += owed;
      return { ...row, amount: { minor: owed, currency }, balance: { minor: running, currency } };
    }),
  };
}

/** A customer's account between two days, one page of its rows, and what is open today. */
export async function readStatement(
  db: Db,
  account: AccountOf,
  input: Omit<StatementInput, "limit"> & { limit: number },
  now: Date,
): Promise<Statement> {
  const days = daysOf(input, now);
  const { limit } = input;
  const all = await readAccount(db, account, { ...days, start: startOf(input.cursor, days.from), limit });
  const sums = all.find((one) => one.currency === input.currency) ?? all[0];
  const currency = sums?.currency ?? "EUR";
  const { opening, debit, credit, balance } = sums ?? none;
  const money = (minor: number) => ({ minor, currency });
  const items = await openInvoices(db, sums?.open ?? {}, currency, now);
  const open = items.reduce((sum, item) => sum + item.open.minor, 0);
  return {
    ...{ currency, ...days, currencies: all.map((one) => one.currency) },
    ...{ opening: money(opening), debit: money(debit), credit: money(credit), balance: money(balance) },
    closing: money(opening + debit - credit),
    rows: sums ? pageOf(sums, limit) : { items: [], nextCursor: null },
    open: items.slice(0, 100),
    ageing: ageingOf(items, currency),
    inFavour: money(open - balance),
  };
}
const none = { opening: 0, debit: 0, credit: 0, balance: 0 };

/** The rows of a period, page after page, each page in one statement: for files. */
export async function* eachPage(
  db: Db,
  account: AccountOf,
  { currency, ...days }: Days & { currency: string },
  limit: number,
): AsyncGenerator<StatementRow[]> {
  let cursor: string | undefined;
  do {
    const all = await readAccount(db, account, { ...days, start: startOf(cursor, days.from), limit });
    const of = all.find((one) => one.currency === currency);
    if (!of) return;
    const page = pageOf(of, limit);
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** What is open of an account, the first due first: in one currency, or in all of them. */
export async function openItems(
  db: Db,
  account: AccountOf,
  now: Date,
  currency: string | null = null,
): Promise<OpenItem[]> {
  const rows = await db.$queryRaw<{ orderId: string; currency: string; owed: number }[]>`
    SELECT p.order_id AS "orderId", p.currency, sum(p.owed)::float8 AS owed
    FROM (SELECT e.order_id, e.currency::text AS currency, ${owedBy} AS owed FROM ${entries(account.on)}) p
    WHERE ${currency}::text IS NULL OR p.currency = ${currency}
    GROUP BY 1, 2 HAVING sum(p.owed) > 0`;
  const found: OpenItem[] = [];
  for (const one of new Set(rows.map((row) => row.currency))) {
    const owed = rows.filter((row) => row.currency === one).map((row) => [row.orderId, row.owed]);
    found.push(...(await openInvoices(db, Object.fromEntries(owed), one, now)));
  }
  return found;
}

type RawItem = Omit<OpenItem, "daysLate" | "total" | "open" | "interest"> & { total: number; professional: boolean };

/**
 * Invoices of which something is owed, the first due first. Money is the order's, so what is open is the order's too; its
 * one invoice that was not replaced stands for it. `owed`: minor units by order.
 */
async function openInvoices(
  db: Db,
  owed: Readonly<Record<string, number>>,
  currency: string,
  now: Date,
): Promise<OpenItem[]> {
  const orders = Object.keys(owed);
  if (orders.length === 0) return [];
  const rows = await db.$queryRaw<RawItem[]>`
    SELECT i.id, i.number, o.number AS "orderNumber", o.id AS "orderId",
      coalesce((i.buyer ->> 'professional')::boolean, false) AS professional, i.issue_date::text AS "issueDate",
      coalesce(i.due_date, i.issue_date)::text AS "dueDate", i.total_minor::float8 AS total,
      EXISTS (SELECT FROM invoice_dispute d WHERE d.invoice_id = i.id AND d.closed_at IS NULL) AS disputed
    FROM sales_order o
    JOIN invoice i ON i.order_id = o.id AND i.kind = 'invoice' AND i.status = 'posted'
      AND NOT EXISTS (SELECT FROM invoice r WHERE r.replaces_id = i.id)
    WHERE o.id = ANY(${orders})
    ORDER BY coalesce(i.due_date, i.issue_date), i.number`;
  const today = businessDay(now);
  return rows.map(({ total, professional, ...row }) => {
    const open = owed[row.orderId] ?? 0;
    return {
      ...row,
      daysLate: daysLateOn(today, row.dueDate),
      total: { minor: total, currency },
      open: { minor: open, currency },
      interest: { minor: professional ? lateInterest(open, row.dueDate, today) : 0, currency },
    };
  });
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
