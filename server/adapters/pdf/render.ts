import type { PdfDocument } from "./document.ts";
import {
  accent,
  artifact,
  contentWidth,
  heightOf,
  ink,
  muted,
  type Node,
  openSheet,
  type Pdf,
  page,
  rule,
  tagged,
  turnIfNeeded,
  write,
} from "./sheet.ts";
import { drawTable } from "./table.ts";

/** Sets a paper in type: A4, tagged for screen readers, fonts embedded, pages numbered. Answers the file. */
export async function renderPdf(model: PdfDocument): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = openSheet(model);
  const done = collect(pdf);
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  let y = drawLetterhead(pdf, root, model);
  y = drawHeading(pdf, root, model, y);
  y = drawFacts(pdf, root, model, y);
  y = drawParties(pdf, root, model, y);
  y = drawTable(pdf, root, model.table, y + 22, model.continued);
  y = drawTotals(pdf, root, model, y);
  drawNotices(pdf, root, model, y);
  root.end();
  drawFeet(pdf, model);
  pdf.end();
  return done;
}

function collect(pdf: Pdf): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on("error", reject);
  });
}

function drawLetterhead(pdf: Pdf, root: Node, model: PdfDocument): number {
  tagged(pdf, root, "P", () => write(pdf, model.brand, page.left, page.top - 4, { face: "serif", size: 24 }));
  const width = 210;
  let y = page.top;
  for (const line of model.letterhead) {
    const style = { size: 8, color: muted, align: "right", width } as const;
    tagged(pdf, root, "P", () => write(pdf, line, page.width - page.right - width, y, style));
    y += heightOf(pdf, line, style);
  }
  const bottom = Math.max(y, page.top + 34) + 10;
  rule(pdf, bottom);
  return bottom + 22;
}

function drawHeading(pdf: Pdf, root: Node, model: PdfDocument, top: number): number {
  tagged(pdf, root, "H1", () => {
    write(pdf, model.heading, page.left, top, { face: "serif", size: 34, width: 340 });
    const numbered = { size: 12, align: "right", width: 200 } as const;
    write(pdf, model.number, page.width - page.right - 200, top + 20, { ...numbered, face: "bold" });
  });
  let y = top + heightOf(pdf, model.heading, { face: "serif", size: 34, width: 340 });
  const { remark } = model;
  if (remark) {
    tagged(pdf, root, "P", () => write(pdf, remark, page.left, y, { face: "bold", size: 10, color: accent }));
    y += heightOf(pdf, remark, { face: "bold", size: 10 });
  }
  return y + 14;
}

function drawFacts(pdf: Pdf, root: Node, model: PdfDocument, top: number): number {
  const perRow = Math.min(5, Math.max(3, model.facts.length));
  const width = contentWidth / perRow - 12;
  let y = top;
  for (let i = 0; i < model.facts.length; i += perRow) {
    const row = model.facts.slice(i, i + perRow);
    let height = 0;
    for (const [c, fact] of row.entries()) {
      const x = page.left + (contentWidth / perRow) * c;
      const valueTop = y + heightOf(pdf, fact.label, { size: 7.5, width }) + 1;
      tagged(pdf, root, "P", () => {
        write(pdf, fact.label, x, y, { size: 7.5, color: muted, width });
        write(pdf, fact.value, x, valueTop, { size: 9.5, width });
      });
      height = Math.max(height, valueTop - y + heightOf(pdf, fact.value, { size: 9.5, width }));
    }
    y += height + 10;
  }
  return y + 8;
}

function drawParties(pdf: Pdf, root: Node, model: PdfDocument, top: number): number {
  const columns = Math.max(2, model.parties.length);
  const width = contentWidth / columns - 18;
  let bottom = top;
  for (const [i, party] of model.parties.entries()) {
    const x = page.left + (contentWidth / columns) * i;
    let y = top;
    const section = pdf.struct("Sect");
    root.add(section);
    tagged(pdf, section, "H2", () => write(pdf, party.title, x, y, { size: 7.5, color: muted, width }));
    y += heightOf(pdf, party.title, { size: 7.5, width }) + 2;
    tagged(pdf, section, "P", () => {
      for (const [n, line] of party.lines.entries()) {
        const style = { face: n === 0 ? "bold" : "sans", size: 9.5, width } as const;
        write(pdf, line, x, y, style);
        y += heightOf(pdf, line, style);
      }
    });
    section.end();
    bottom = Math.max(bottom, y);
  }
  return bottom;
}

function drawTotals(pdf: Pdf, root: Node, model: PdfDocument, top: number): number {
  if (model.totals.length === 0) return top;
  const width = 250;
  const left = page.width - page.right - width;
  const size = (strong?: boolean) => (strong ? 13 : 9.5);
  const heights = model.totals.map((t) => heightOf(pdf, t.label, { size: size(t.strong), width: width - 100 }) + 5);
  let { y } = turnIfNeeded(
    pdf,
    top + 12,
    heights.reduce((sum, h) => sum + h, 0),
  );
  const table = pdf.struct("Table");
  root.add(table);
  for (const [i, total] of model.totals.entries()) {
    const face = total.strong ? "bold" : "sans";
    const style = { face, size: size(total.strong), color: total.strong ? ink : muted } as const;
    if (total.strong) {
      rule(pdf, y, ink, 0.8, left);
      y += 6;
    }
    const row = pdf.struct("TR");
    table.add(row);
    tagged(pdf, row, "TH", () => write(pdf, total.label, left, y, { ...style, width: width - 100 }), { scope: "Row" });
    tagged(pdf, row, "TD", () =>
      write(pdf, total.value, left + width - 110, y, { ...style, color: ink, width: 110, align: "right" }),
    );
    row.end();
    y += heights[i] ?? 0;
  }
  table.end();
  return y;
}

function drawNotices(pdf: Pdf, root: Node, model: PdfDocument, top: number): void {
  const style = { size: 8, color: muted, lineGap: 2 };
  let y = top + 26;
  for (const notice of model.notices) {
    const height = heightOf(pdf, notice, style);
    y = turnIfNeeded(pdf, y, height).y;
    tagged(pdf, root, "P", () => write(pdf, notice, page.left, y, style));
    y += height + 5;
  }
}

function drawFeet(pdf: Pdf, model: PdfDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    pdf.switchToPage(start + i);
    const y = page.height - 52;
    rule(pdf, y);
    artifact(pdf, "Pagination", () => {
      const size = 7.5;
      write(pdf, model.imprint, page.left, y + 8, { size, color: muted, width: contentWidth - 90 });
      write(pdf, model.pageLabel(i + 1, count), page.left, y + 8, { size, color: muted, align: "right" });
    });
  }
}
