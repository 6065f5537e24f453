// A statement of account to keep or to pass on: as PDF, and as CSV for a spreadsheet. Permissions as read-statement.ts.
import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import { renderPdf } from "#server/adapters/pdf/render.ts";
import { csvRow, csvStart } from "#server/kernel/csv.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { Money } from "#server/kernel/money.ts";
import { ageBands, type Statement, type StatementRow } from "#server/modules/accounting/contract-statement.ts";
import { decimalComma } from "#server/modules/accounting/index.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import type { Db } from "#server/platform/db.ts";
import { housePaper } from "../documents/house.ts";
import type { OpenedDocument } from "../documents/open-document.ts";
import { type Words, wordsOf } from "../documents/words.ts";
import { type AccountOf, holderOf } from "./account-scope.ts";
import { type Asked, eachPage, readStatement } from "./read-statement.ts";

/** A paper of more rows is a spreadsheet: some fifty pages. */
const mostRows = 1_500;

type Holder = Awaited<ReturnType<typeof holderOf>>;

/**
 * The statement of a period as an accessible PDF. Throws unprocessable `accounting.statement_too_long` { rows }: a shorter
 * period, or the CSV; not_found `partners.partner_not_found`.
 */
export async function openStatement(
  db: Db,
  account: AccountOf,
  asked: Asked,
  locale: Locale,
  now: Date,
): Promise<OpenedDocument> {
  const holder = await holderOf(db, account);
  const statement = await readStatement(db, account, { ...asked, limit: mostRows }, now);
  if (statement.rows.nextCursor) {
    throw new DomainError("unprocessable", "accounting.statement_too_long", { rows: mostRows });
  }
  const words = wordsOf(locale);
  const bytes = await renderPdf(statementPaper(words, statement, holder, now));
  return { filename: `${words.t("statement.file")}-${statement.from}-${statement.until}.pdf`, bytes };
}

/** The same rows for a spreadsheet, written while they are read; names cannot become formulas. Throws not_found. */
export async function exportStatement(db: Db, account: AccountOf, asked: Asked, locale: Locale, now: Date) {
  const { t } = wordsOf(locale);
  await holderOf(db, account);
  const { from, until, currency, opening } = await readStatement(db, account, { ...asked, limit: 1 }, now);
  const columns = ["date", "type", "document", "order", "debit", "credit", "balance", "currency"] as const;
  const figure = (money: Money) => ({ figure: decimalComma(money.minor, money.currency) });
  const row = ({ date, type, ref, orderNumber, amount, balance }: StatementRow) => [
    date,
    t(`statement.types.${type}`),
    ref,
    orderNumber,
    figure({ ...amount, minor: Math.max(0, amount.minor) }),
    figure({ ...amount, minor: Math.max(0, -amount.minor) }),
    figure(balance),
    currency,
  ];
  async function* lines() {
    yield csvStart + csvRow(columns.map((column) => t(`statement.columns.${column}`)));
    yield csvRow([from, t("statement.opening"), "", "", "", "", figure(opening), currency]);
    for await (const rows of eachPage(db, account, { from, until, currency }, 500)) {
      for (const one of rows) yield csvRow(row(one));
    }
  }
  const filename = `${t("statement.file")}-${from}-${until}.csv`;
  return { filename, type: "text/csv" as const, lines: lines() };
}

function statementPaper(words: Words, statement: Statement, holder: Holder, now: Date): PdfDocument {
  const { t } = words;
  const side = (money: Money, sign: 1 | -1) =>
    money.minor * sign > 0 ? words.money({ ...money, minor: money.minor * sign }) : "";
  const { open } = statement;
  return {
    ...housePaper(words, seller()),
    title: t("statement.title", { name: holder.name }),
    date: now,
    heading: t("statement.heading"),
    number: t("statement.period", { from: words.date(statement.from), until: words.date(statement.until) }),
    remark: null,
    facts: [
      { label: t("statement.drawn"), value: words.instant(now.toISOString()) },
      { label: t("statement.opening"), value: words.money(statement.opening) },
      { label: t("statement.closing"), value: words.money(statement.closing) },
      ...ageBands.map((band) => ({ label: t(`statement.bands.${band}`), value: words.money(statement.ageing[band]) })),
    ],
    parties: [{ title: t("statement.holder"), lines: [holder.name, ...holder.lines] }],
    table: {
      columns: [
        { label: t("statement.columns.date"), width: 1.5, align: "left" },
        { label: t("statement.columns.document"), width: 3, align: "left" },
        { label: t("statement.columns.debit"), width: 1.2, align: "right" },
        { label: t("statement.columns.credit"), width: 1.2, align: "right" },
        { label: t("statement.columns.balance"), width: 1.3, align: "right" },
      ],
      rows: statement.rows.items.map((row) => [
        words.date(row.date),
        { text: `${t(`statement.types.${row.type}`)} ${row.ref}`, small: row.orderNumber },
        side(row.amount, 1),
        side(row.amount, -1),
        words.money(row.balance),
      ]),
    },
    totals: [
      { label: t("statement.columns.debit"), value: words.money(statement.debit) },
      { label: t("statement.columns.credit"), value: words.money(statement.credit) },
      { label: t("statement.closing"), value: words.money(statement.closing), strong: true },
    ],
    notices: [
      ...open.map((item) =>
        t(item.disputed ? "statement.disputed" : item.daysLate > 0 ? "statement.late" : "statement.open", {
          number: item.number,
          amount: words.money(item.open),
          date: words.date(item.dueDate),
          days: item.daysLate,
        }),
      ),
      t("statement.sign"),
    ],
  };
}
