import type { PdfCell, PdfTable } from "./document.ts";
import {
  artifact,
  contentWidth,
  floor,
  heightOf,
  ink,
  muted,
  type Node,
  type Pdf,
  page,
  rule,
  type TextStyle,
  tagged,
  write,
} from "./sheet.ts";

const gap = 10;
const padding = 7;
const headStyle: TextStyle = { size: 7.5, color: muted };
const textStyle: TextStyle = { size: 9.5 };
const smallStyle: TextStyle = { size: 8, color: muted };

type Placed = { x: number; width: number; align: "left" | "right"; label: string };

function place(table: PdfTable): Placed[] {
  const whole = table.columns.reduce((sum, column) => sum + column.width, 0);
  const room = contentWidth - gap * (table.columns.length - 1);
  let x = page.left;
  return table.columns.map((column) => {
    const width = (room * column.width) / whole;
    const placed = { x, width, align: column.align, label: column.label };
    x += width + gap;
    return placed;
  });
}

const parts = (cell: PdfCell): { text: string; small: string; box: boolean } =>
  typeof cell === "string"
    ? { text: cell, small: "", box: false }
    : "box" in cell
      ? { text: "", small: "", box: true }
      : { ...cell, box: false };

function rowHeight(pdf: Pdf, columns: readonly Placed[], cells: readonly PdfCell[]): number {
  const heights = columns.map((column, i) => {
    const { text, small } = parts(cells[i] ?? "");
    const main = heightOf(pdf, text, { ...textStyle, width: column.width });
    return main + (small ? heightOf(pdf, small, { ...smallStyle, width: column.width }) + 1 : 0);
  });
  return Math.max(...heights) + 2 * padding;
}

function drawCell(pdf: Pdf, column: Placed, cell: PdfCell, y: number): void {
  const { text, small, box } = parts(cell);
  const style = { width: column.width, align: column.align };
  if (box) {
    pdf
      .rect(column.x + (column.align === "right" ? column.width - 11 : 0), y, 11, 11)
      .lineWidth(0.8)
      .strokeColor(ink)
      .stroke();
    return;
  }
  write(pdf, text, column.x, y, { ...textStyle, ...style });
  if (small) {
    const below = y + heightOf(pdf, text, { ...textStyle, ...style }) + 1;
    write(pdf, small, column.x, below, { ...smallStyle, ...style });
  }
}

function drawHead(pdf: Pdf, columns: readonly Placed[], y: number, row: Node | null): number {
  const height = Math.max(...columns.map((c) => heightOf(pdf, c.label, { ...headStyle, width: c.width })));
  const draw = (column: Placed) =>
    write(pdf, column.label, column.x, y, { ...headStyle, width: column.width, align: column.align });
  for (const column of columns) {
    if (row) tagged(pdf, row, "TH", () => draw(column), { scope: "Column" });
    else artifact(pdf, "Pagination", () => draw(column));
  }
  rule(pdf, y + height + 5, ink, 0.8);
  return y + height + 5;
}

/**
 * Draws a table that may run over pages: rows are never cut, the head is repeated on every page (read aloud only once).
 * Answers where it ends.
 */
export function drawTable(pdf: Pdf, parent: Node, table: PdfTable, top: number, continued: string): number {
  const columns = place(table);
  const element = pdf.struct("Table");
  parent.add(element);
  const head = pdf.struct("TR");
  element.add(head);
  let y = drawHead(pdf, columns, top, head);
  head.end();
  for (const [i, cells] of table.rows.entries()) {
    const height = rowHeight(pdf, columns, cells);
    // The last row keeps company with what follows it; the word "continued" needs a line of its own.
    if (y + height > floor - 14) {
      artifact(pdf, "Pagination", () => {
        write(pdf, continued, page.left, y + 6, { size: 8, color: muted, align: "right" });
      });
      pdf.addPage();
      y = drawHead(pdf, columns, page.top, null);
    }
    const row = pdf.struct("TR");
    element.add(row);
    for (const [c, column] of columns.entries()) {
      tagged(pdf, row, "TD", () => drawCell(pdf, column, cells[c] ?? "", y + padding));
    }
    row.end();
    y += height;
    if (i < table.rows.length - 1) rule(pdf, y);
  }
  rule(pdf, y, ink, 0.8);
  element.end();
  return y;
}
