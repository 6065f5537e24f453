// Aged balance: what every customer owes, by how late it is, as the books stood at the end of a day. Added up from the
// journal's own lines on the customers' accounts, so that its total is theirs. Reads only, two statements a page.
// Permission accounting.journal.read.
import { decodeCursor, toPage } from "#server/kernel/page.ts";
import type {
  AgedInput,
  AgedPage,
  AgedRow,
  AgedSort,
  AgedTotals,
  AgedView,
} from "#server/modules/accounting/contract-aged.ts";
import { type AgeBand, ageBands } from "#server/modules/accounting/contract-statement.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import { readCredits } from "../on-account/credit.ts";

type Sums = Record<AgeBand | "inFavour" | "total", number>;
type RawRow = Sums & { partnerId: string | null; name: string; currency: string };
type RawTotals = Sums & { currency: string; customers: number };

/**
 * One row per customer and currency. Money is the order's, so it is aged order by order: by the due date of the invoice that
 * stood for it on that day, or the day of its first entry where there was none. Corrections count on the days of their
 * entries. What is owed for one order is not made less by what was paid too much for another.
 */
const customers = (on: string) => Prisma.sql`
  WITH balance AS (
    SELECT l.partner_id, CASE WHEN l.partner_id IS NULL THEN l.partner_name END AS guest, max(l.partner_name) AS name,
      e.currency::text AS currency, e.order_id, min(e.date) AS since, sum(l.debit_minor - l.credit_minor) AS owed
    FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
    WHERE l.partner_name IS NOT NULL AND e.date <= ${on}::date
    GROUP BY 1, 2, 4, 5 HAVING sum(l.debit_minor - l.credit_minor) <> 0
  ), aged AS (
    SELECT b.*, ${on}::date - coalesce(i.due, b.since) AS late
    FROM balance b LEFT JOIN LATERAL (
      SELECT coalesce(due_date, issue_date) AS due FROM invoice
      WHERE order_id = b.order_id AND kind = 'invoice' AND status = 'posted' AND issue_date <= ${on}::date
      ORDER BY issue_date DESC, sequence_no DESC LIMIT 1
    ) i ON true
  ), customer AS MATERIALIZED (
    SELECT partner_id AS "partnerId", max(name) AS name, currency,
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND late <= 0), 0)::float8 AS "notDue",
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND late BETWEEN 1 AND 30), 0)::float8 AS to30,
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND late BETWEEN 31 AND 60), 0)::float8 AS to60,
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND late BETWEEN 61 AND 90), 0)::float8 AS to90,
      coalesce(sum(owed) FILTER (WHERE owed > 0 AND late > 90), 0)::float8 AS over90,
      coalesce(-sum(owed) FILTER (WHERE owed < 0), 0)::float8 AS "inFavour",
      sum(owed)::float8 AS total
    FROM aged GROUP BY partner_id, guest, currency
  )`;

const late = Prisma.sql`(to30 + to60 + to90 + over90)`;

/** The rows of a view. */
function shown({ show, query }: Pick<AgedView, "show" | "query">): Prisma.Sql {
  const which =
    show === "late"
      ? Prisma.sql`${late} > 0`
      : show === "owing"
        ? Prisma.sql`"notDue" + ${late} > 0`
        : Prisma.sql`true`;
  if (!query) return which;
  const like = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`${which} AND name ILIKE ${like}`;
}

/** What a row is placed by, the smallest first (the largest for names from the end). */
const placedBy: Readonly<Record<AgedSort, Prisma.Sql>> = {
  late_desc: Prisma.sql`-${late}`,
  late_asc: late,
  total_desc: Prisma.sql`-total`,
  total_asc: Prisma.sql`total`,
  name_asc: Prisma.sql`0::float8`,
  name_desc: Prisma.sql`0::float8`,
};
const placeOf = (sort: AgedSort, row: RawRow): number => {
  const sum = sort.startsWith("late") ? lateOf(row) : sort.startsWith("total") ? row.total : 0;
  return sort.endsWith("_desc") && sum !== 0 ? -sum : sum;
};
const lateOf = ({ to30, to60, to90, over90 }: Sums): number => to30 + to60 + to90 + over90;

const placeInNames = Prisma.sql`lower(name), coalesce("partnerId", ''), name, currency`;

/** Rows of one page and, with the first, the sums of the whole view: one look at the books. */
async function readRows(
  db: Db,
  on: string,
  view: Omit<AgedView, "on">,
  from: readonly (string | number)[] | undefined,
  limit: number,
) {
  const place = placedBy[view.sort];
  const back = view.sort === "name_desc";
  const [sum = 0, name = "", partnerId = "", currency = ""] = from ?? [];
  const after = from
    ? Prisma.sql`(${place}, ${placeInNames}) ${back ? Prisma.sql`<` : Prisma.sql`>`}
        (${Number(sum)}::float8, lower(${String(name)}), ${String(partnerId)}, ${String(name)}, ${String(currency)})`
    : Prisma.sql`true`;
  const order = back
    ? Prisma.sql`lower(name) DESC, coalesce("partnerId", '') DESC, name DESC, currency DESC`
    : Prisma.sql`${place}, ${placeInNames}`;
  const sums = (columns: readonly string[]) =>
    Prisma.join(columns.map((column) => Prisma.sql`sum(${Prisma.raw(`"${column}"`)}) AS ${Prisma.raw(`"${column}"`)}`));
  const [found] = await db.$queryRaw<{ rows: RawRow[] | null; totals: RawTotals[] | null }[]>`
    ${customers(on)}, view AS (SELECT * FROM customer WHERE ${shown(view)})
    SELECT
      (SELECT jsonb_agg(p) FROM (SELECT * FROM view WHERE ${after} ORDER BY ${order} LIMIT ${limit + 1}) p) AS rows,
      (SELECT jsonb_agg(t) FROM (
        SELECT currency, count(*) AS customers, ${sums([...ageBands, "inFavour", "total"])}
        FROM view GROUP BY currency ORDER BY count(*) DESC, currency
      ) t) AS totals`;
  return { rows: found?.rows ?? [], totals: found?.totals ?? [] };
}

const amountsOf = (sums: Sums, currency: string) => {
  const money = (minor: number) => ({ minor, currency });
  return {
    ...{ notDue: money(sums.notDue), to30: money(sums.to30), to60: money(sums.to60), to90: money(sums.to90) },
    ...{ over90: money(sums.over90), late: money(lateOf(sums)) },
    ...{ inFavour: money(sums.inFavour), total: money(sums.total) },
  };
};

/** Rows as they are read, with what is left of each company's credit today. */
async function withCredit(db: Db, rows: readonly RawRow[]): Promise<AgedRow[]> {
  const credits = await readCredits(db, [...new Set(rows.flatMap(({ partnerId }) => partnerId ?? []))]);
  return rows.map((row) => {
    const { partnerId, name, currency } = row;
    const found = partnerId ? credits.get(partnerId) : undefined;
    const credit = found?.currency === currency ? found : null;
    const limit = credit?.limitMinor ?? null;
    return {
      ...{ partnerId, name, ...amountsOf(row, currency) },
      credit: credit && {
        limit: limit === null ? null : { minor: limit, currency },
        left: limit === null ? null : { minor: limit - credit.openMinor, currency },
      },
    };
  });
}

/** A page of the aged balance of a day, and the totals of all of its view. */
export async function readAgedBalance(db: Db, input: AgedInput, now: Date): Promise<AgedPage> {
  const on = input.on ?? businessDay(now);
  const { rows, totals } = await readRows(db, on, input, decodeCursor(input.cursor), input.limit);
  const page = toPage(rows, input.limit, (row) => [
    placeOf(input.sort, row),
    row.name,
    row.partnerId ?? "",
    row.currency,
  ]);
  return {
    on,
    nextCursor: page.nextCursor,
    items: await withCredit(db, page.items),
    totals: totals.map(
      (sums): AgedTotals => ({
        ...{ currency: sums.currency, customers: sums.customers },
        ...amountsOf(sums, sums.currency),
      }),
    ),
  };
}

/** The same view, page after page: for files. */
export async function* eachAgedPage(db: Db, view: AgedView, now: Date, limit = 100): AsyncGenerator<AgedPage> {
  let cursor: string | undefined;
  do {
    const page = await readAgedBalance(db, { ...view, cursor, limit }, now);
    yield page;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}
