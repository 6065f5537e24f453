// The books as files: the FEC of a fiscal year for the tax office, journal and trial balance for a spreadsheet.
// Permission accounting.journal.read. Reads only, in batches, so that files of any size are streamed.
import { createTranslator } from "use-intl/core";
import en from "#app/_messages/en/books.json" with { type: "json" };
import fr from "#app/_messages/fr/books.json" with { type: "json" };
import { csvRow, csvStart } from "#server/kernel/csv.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import {
  currenciesOf,
  decimalComma,
  fecFileName,
  fecHeader,
  fecLine,
  readLines,
  trialBalance,
} from "#server/modules/accounting/index.ts";
import { businessDay, seller } from "#server/modules/invoicing/index.ts";
import type { Db } from "#server/platform/db.ts";

/** A file that is written while it is read. */
export type ExportedFile = { filename: string; type: "text/plain" | "text/csv"; lines: AsyncGenerator<string> };

const words = (locale: Locale) => createTranslator({ locale, messages: locale === "en" ? en : fr });
type Word = ReturnType<typeof words>;
const journalName = (t: Word) => (code: string) => t(`journals.${code as "VE"}`);

/**
 * The fichier des écritures comptables of a fiscal year. French books are in euros: conflict `accounting.foreign_currency`
 * { currencies } when other entries are among them, for want of a rate to convert them at; not_found
 * `accounting.year_empty`.
 */
export async function exportFec(db: Db, year: number): Promise<ExportedFile> {
  const currencies = await currenciesOf(db, year);
  if (currencies.length === 0) throw new DomainError("not_found", "accounting.year_empty", { year });
  const foreign = currencies.filter((currency) => currency !== "EUR");
  if (foreign.length) throw new DomainError("conflict", "accounting.foreign_currency", { currencies: foreign });
  const t = words("fr");
  const names = { journal: journalName(t), guests: t("guests") };
  async function* lines() {
    yield fecHeader;
    for await (const row of readLines(db, { year }, "fr")) yield fecLine(row, names, businessDay(row.postedAt));
  }
  return { filename: fecFileName(seller().siren, year), type: "text/plain", lines: lines() };
}

/** Every line of the journal between two days, for a spreadsheet. */
export function exportJournal(db: Db, period: { from: string; until: string }, locale: Locale): ExportedFile {
  const t = words(locale);
  const columns = [
    "journal",
    "number",
    "date",
    "account",
    "accountName",
    "partner",
    "document",
    "documentDate",
    "label",
    "debit",
    "credit",
    "currency",
    "letter",
  ] as const;
  async function* lines() {
    yield csvStart + csvRow(columns.map((column) => t(`csv.${column}`)));
    for await (const row of readLines(db, period, locale)) {
      yield csvRow([
        row.journal,
        row.number,
        row.date,
        row.account.code,
        row.account.name,
        row.partner?.name ?? "",
        row.document.ref,
        row.document.date,
        row.label,
        { figure: decimalComma(row.debitMinor, row.currency) },
        { figure: decimalComma(row.creditMinor, row.currency) },
        row.currency,
        row.letter?.code ?? "",
      ]);
    }
  }
  return { filename: `journal-${period.from}-${period.until}.csv`, type: "text/csv", lines: lines() };
}

/** The trial balance between two days, for a spreadsheet. */
export async function exportBalance(
  db: Db,
  period: { from: string; until: string },
  locale: Locale,
): Promise<ExportedFile> {
  const t = words(locale);
  const balance = await trialBalance(db, period, locale);
  const figure = ({ minor, currency }: { minor: number; currency: string }) => ({
    figure: decimalComma(minor, currency),
  });
  async function* lines() {
    const columns = ["account", "accountName", "debit", "credit", "balance", "currency"] as const;
    yield csvStart + csvRow(columns.map((column) => t(`csv.${column}`)));
    for (const { account, debit, credit, balance: left } of balance.rows) {
      yield csvRow([account.code, account.name, figure(debit), figure(credit), figure(left), debit.currency]);
    }
    for (const { debit, credit } of balance.totals) {
      const left = { minor: debit.minor - credit.minor, currency: debit.currency };
      yield csvRow([t("csv.total"), "", figure(debit), figure(credit), figure(left), debit.currency]);
    }
  }
  return { filename: `balance-${period.from}-${period.until}.csv`, type: "text/csv", lines: lines() };
}
