/** A cell that a spreadsheet reads as text: formulas (= + - @, also after a tab or a line's end) are kept from running. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row as French and English spreadsheets open it: semicolons between cells, figures written by the caller. */
export const csvRow = (cells: readonly (string | { figure: string })[]): string =>
  `${cells.map((cell) => (typeof cell === "string" ? csvCell(cell) : cell.figure)).join(";")}\r\n`;

/** Tells spreadsheets that the file is UTF-8. */
export const csvStart = "\uFEFF";
