import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { DocumentType, EntryDetail, EntryRow, Journal, JournalListInput } from "../contract.ts";
import { entryNumber } from "../model.ts";

const select = {
  id: true,
  journal: true,
  fiscalYear: true,
  sequenceNo: true,
  date: true,
  label: true,
  currency: true,
  documentType: true,
  documentId: true,
  documentRef: true,
  order: { select: { number: true } },
  reversal: { select: { id: true, journal: true, fiscalYear: true, sequenceNo: true } },
  lines: { select: { debitMinor: true } },
} satisfies Prisma.JournalEntrySelect;
type Row = Prisma.JournalEntryGetPayload<{ select: typeof select }>;

const numberOf = (row: { journal: string; fiscalYear: number; sequenceNo: number }): string =>
  entryNumber(row.journal, row.fiscalYear, row.sequenceNo);
const day = (date: Date): string => date.toISOString().slice(0, 10);
const at = (date: string): Date => new Date(`${date}T00:00:00Z`);

const rowOf = (row: Row): EntryRow => ({
  id: row.id,
  number: numberOf(row),
  journal: row.journal as Journal,
  date: day(row.date),
  label: row.label,
  document: { type: row.documentType as DocumentType, id: row.documentId, ref: row.documentRef },
  orderNumber: row.order?.number ?? null,
  total: { minor: Number(row.lines.reduce((sum, line) => sum + line.debitMinor, 0n)), currency: row.currency },
  reversed: row.reversal !== null,
});

function pageWhere(cursor: string | undefined): Prisma.JournalEntryWhereInput {
  const [on, lastId] = decodeCursor(cursor) ?? [];
  const date = at(String(on));
  if (lastId === undefined || Number.isNaN(date.getTime())) return {};
  return { OR: [{ date: { lt: date } }, { date, id: { lt: String(lastId) } }] };
}

function search(query: string | undefined): Prisma.JournalEntryWhereInput {
  if (!query) return {};
  const contains = { contains: query, mode: "insensitive" as const };
  return { OR: [{ documentRef: contains }, { label: contains }, { order: { number: contains } }] };
}

/** Entries, the latest day first. */
export async function listJournal(db: Db, input: JournalListInput): Promise<Page<EntryRow>> {
  const rows = await db.journalEntry.findMany({
    where: {
      AND: [
        input.journal ? { journal: input.journal } : {},
        input.account ? { lines: { some: { accountCode: { startsWith: input.account } } } } : {},
        input.partnerId ? { lines: { some: { partnerId: input.partnerId } } } : {},
        input.from ? { date: { gte: at(input.from) } } : {},
        input.to ? { date: { lte: at(input.to) } } : {},
        search(input.query),
        pageWhere(input.cursor),
      ],
    },
    orderBy: [{ date: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select,
  });
  const page = toPage(rows, input.limit, (row) => [day(row.date), row.id]);
  return { nextCursor: page.nextCursor, items: page.items.map(rowOf) };
}

/** One entry with its lines. Throws not_found `accounting.entry_not_found`. */
export async function entryDetail(db: Db, id: string, locale: Locale): Promise<EntryDetail> {
  const row = await db.journalEntry.findUnique({
    where: { id },
    select: {
      ...select,
      documentDate: true,
      postedAt: true,
      reason: true,
      reverses: { select: { id: true, journal: true, fiscalYear: true, sequenceNo: true } },
      lines: { orderBy: { position: "asc" }, include: { account: { select: { name: true } } } },
    },
  });
  if (!row) throw new DomainError("not_found", "accounting.entry_not_found");
  const { currency } = row;
  return {
    ...rowOf(row),
    documentDate: day(row.documentDate),
    postedAt: row.postedAt.toISOString(),
    reason: row.reason,
    lines: row.lines.map((line) => ({
      position: line.position,
      account: { code: line.accountCode, name: inLocale(line.account.name, locale) },
      partner: line.partnerName === null ? null : { id: line.partnerId, name: line.partnerName },
      label: line.label,
      debit: { minor: Number(line.debitMinor), currency },
      credit: { minor: Number(line.creditMinor), currency },
    })),
    reverses: row.reverses && { id: row.reverses.id, number: numberOf(row.reverses) },
    reversedBy: row.reversal && { id: row.reversal.id, number: numberOf(row.reversal) },
  };
}

/** The fiscal years that have entries, the latest first. */
export async function fiscalYears(db: Db): Promise<{ year: number; entries: number }[]> {
  const rows = await db.journalEntry.groupBy({
    by: ["fiscalYear"],
    _count: { id: true },
    orderBy: { fiscalYear: "desc" },
  });
  return rows.map((row) => ({ year: row.fiscalYear, entries: row._count.id }));
}
