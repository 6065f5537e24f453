/**
 * Where a formula would begin: at the start of a cell, and after whatever some other spreadsheet takes for the end of one (a
 * comma, a tab, a line). Signs that East Asian spreadsheets read alike count too.
 */
const formula = /^(?=[\t\r\n])|(?<=^|[,;\t\r\n])(\s*)(?=[=+\-@−＝＋－＠])/gu;

/** A cell that spreadsheets read as text: what would run as a formula gets an apostrophe. */
export function csvCell(text: string): string {
  const safe = text.replaceAll(formula, "$1'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row as French and English spreadsheets open it: semicolons between cells, figures written by the caller. */
export const csvRow = (cells: readonly (string | { figure: string })[]): string =>
  `${cells.map((cell) => (typeof cell === "string" ? csvCell(cell) : cell.figure)).join(";")}\r\n`;

/** Tells spreadsheets that the file is UTF-8. */
export const csvStart = "\uFEFF";
