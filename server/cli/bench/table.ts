// A Markdown table whose columns line up in a terminal too: words to the left, figures to the right.

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map((row) => row[i]?.length ?? 0)));
  const isFigures = head.map((_, i) => rows.every((row) => /^(–|[\d.,]+)?$/.test(row[i] ?? "")));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (isFigures[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, i) => (isFigures[i] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** A figure for people: whole from ten on, with thousands set apart; a dash for what there is none of. */
export const figure = (value: number): string =>
  Number.isNaN(value)
    ? "–"
    : value >= 10
      ? Math.round(value).toLocaleString("en")
      : value.toLocaleString("en", { maximumFractionDigits: 2, minimumFractionDigits: 2 });
