import { inLocale, type Locale } from "#server/kernel/localized.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { JournalRow } from "../fec.ts";
import { entryNumber } from "../model.ts";

const batch = 500;
const day = (date: Date): string => date.toISOString().slice(0, 10);

/** The currencies of a fiscal year's entries. */
export async function currenciesOf(db: Db, year: number): Promise<string[]> {
  const rows = await db.journalEntry.groupBy({
    by: ["currency"],
    where: { fiscalYear: year },
    orderBy: { currency: "asc" },
  });
  return rows.map((row) => row.currency);
}

/**
 * Every line of a period in the order in which it was posted, read in batches, so that a year of any size passes through
 * little memory. Entries of one order carry one letter once its customer's account is settled.
 */
export async function* readLines(
  db: Db,
  period: { year: number } | { from: string; until: string },
  locale: Locale,
): AsyncGenerator<JournalRow> {
  const within =
    "year" in period
      ? { fiscalYear: period.year }
      : { date: { gte: new Date(`${period.from}T00:00:00Z`), lte: new Date(`${period.until}T00:00:00Z`) } };
  let last: Position | undefined;
  for (;;) {
    const entries = await db.journalEntry.findMany({
      where: {
        AND: [within, last ? after(last) : {}],
      },
      orderBy: [{ postedAt: "asc" }, { journal: "asc" }, { sequenceNo: "asc" }],
      take: batch,
      include: {
        order: { select: { number: true } },
        lines: {
          orderBy: { position: "asc" },
          include: { account: { select: { name: true } }, partner: { select: { name: true } } },
        },
      },
    });
    const settled = await settledOn(
      db,
      entries.flatMap((entry) => entry.orderId ?? []),
    );
    for (const entry of entries) {
      const letteredOn = settled.get(`${entry.orderId} ${entry.currency}`);
      for (const line of entry.lines) {
        const lettered = line.partnerName !== null && letteredOn !== undefined;
        yield {
          journal: entry.journal,
          number: entryNumber(entry.journal, entry.fiscalYear, entry.sequenceNo),
          date: day(entry.date),
          account: { code: line.accountCode, name: inLocale(line.account.name, locale) },
          // A customer has one name throughout a file, whatever the papers said at their time.
          partner:
            line.partnerName === null ? null : { id: line.partnerId, name: line.partner?.name ?? line.partnerName },
          document: { ref: entry.documentRef, date: day(entry.documentDate) },
          label: line.label,
          debitMinor: Number(line.debitMinor),
          creditMinor: Number(line.creditMinor),
          currency: entry.currency,
          letter: lettered ? { code: entry.order?.number ?? "", date: letteredOn } : null,
          postedAt: entry.postedAt,
        };
      }
    }
    const end = entries.at(-1);
    if (entries.length < batch || !end) return;
    last = end;
  }
}

type Position = { postedAt: Date; journal: string; sequenceNo: number };

const after = ({ postedAt, journal, sequenceNo }: Position): Prisma.JournalEntryWhereInput => ({
  OR: [
    { postedAt: { gt: postedAt } },
    { postedAt, journal: { gt: journal } },
    { postedAt, journal, sequenceNo: { gt: sequenceNo } },
  ],
});

/** Orders whose customer owes nothing and is owed nothing, with the day from which that is so. */
async function settledOn(db: Db, orderIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ orderId: string; currency: string; on: string }[]>`
    SELECT e.order_id AS "orderId", e.currency, max(e.date)::text AS on
    FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id AND l.partner_name IS NOT NULL
    WHERE e.order_id = ANY(${[...new Set(orderIds)]}::text[])
    GROUP BY 1, 2 HAVING sum(l.debit_minor) = sum(l.credit_minor)`;
  return new Map(rows.map((row) => [`${row.orderId} ${row.currency}`, row.on]));
}
