// The aged balance for a spreadsheet, written while it is read: exactly the rows of a view, then their sums. Names cannot
// become formulas. Permission accounting.journal.read.
import { createTranslator } from "use-intl/core";
import en from "#app/_messages/en/books.json" with { type: "json" };
import fr from "#app/_messages/fr/books.json" with { type: "json" };
import { csvRow, csvStart } from "#server/kernel/csv.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { Money } from "#server/kernel/money.ts";
import type { AgedRow, AgedTotals, AgedView } from "#server/modules/accounting/contract-aged.ts";
import { ageBands } from "#server/modules/accounting/contract-statement.ts";
import { decimalComma } from "#server/modules/accounting/index.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import type { Db } from "#server/platform/db.ts";
import type { ExportedFile } from "../keep-books/export-books.ts";
import { eachAgedPage } from "./read-aged-balance.ts";

const figure = (money: Money | null) => (money ? { figure: decimalComma(money.minor, money.currency) } : "");
const sums = (row: AgedRow | AgedTotals) =>
  [...ageBands, "inFavour" as const, "total" as const].map((key) => figure(row[key]));

/** The whole of a view of the aged balance. */
export function exportAgedBalance(db: Db, view: AgedView, locale: Locale, now: Date): ExportedFile {
  const t = createTranslator({ locale, messages: locale === "en" ? en : fr });
  const on = view.on ?? businessDay(now);
  const headers = [
    t("aged.name"),
    t("csv.currency"),
    ...ageBands.map((band) => t(`aged.bands.${band}`)),
    ...[t("aged.inFavour"), t("aged.total"), t("aged.limit"), t("aged.left")],
  ];
  async function* lines() {
    yield csvStart + csvRow(headers);
    let totals: AgedTotals[] = [];
    for await (const page of eachAgedPage(db, { ...view, on }, now)) {
      totals = page.totals;
      for (const row of page.items) {
        const { limit = null, left = null } = row.credit ?? {};
        yield csvRow([row.name, row.total.currency, ...sums(row), figure(limit), figure(left)]);
      }
    }
    for (const total of totals) yield csvRow([t("csv.total"), total.currency, ...sums(total), "", ""]);
  }
  return { filename: `${t("aged.file")}-${on}.csv`, type: "text/csv", lines: lines() };
}
