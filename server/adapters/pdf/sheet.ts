import path from "node:path";
import PDFKit from "pdfkit";
import type { PdfDocument } from "./document.ts";
import { attachFacturX } from "./factur-x.ts";

// Paper and ink of the house (the page itself stays white: it is printed).
export const ink = "#1F1B16";
export const muted = "#6B6459";
export const hairline = "#DDD6CA";
export const accent = "#1F4D3A";

/** A4 in points, with margins that leave room for the imprint. */
export const page = { width: 595.28, height: 841.89, left: 56, right: 56, top: 54, bottom: 78 };
export const contentWidth = page.width - page.left - page.right;
/** Where the flow must stop: below are the page number and the imprint. */
export const floor = page.height - page.bottom;

export type Face = "sans" | "bold" | "serif";
const files: Record<Face, string> = {
  sans: "instrument-sans-400.ttf",
  bold: "instrument-sans-600.ttf",
  serif: "instrument-serif-400.ttf",
};

export type Pdf = PDFKit.PDFDocument;
export type Node = PDFKit.PDFStructureElement;

/** The library writes these into XML as they are: the same characters, but for those that XML would read. */
const bare = (text: string): string => text.replaceAll("&", "＆").replaceAll("<", "‹").replaceAll(">", "›");

/** Opens a tagged document in its language with the house's fonts. Pages are kept until the end, to be numbered. */
export function openSheet(model: PdfDocument): Pdf {
  // From the project's root and not from this file, which a bundler moves.
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "server/adapters/pdf/fonts");
  const pdf = new PDFKit({
    size: "A4",
    margins: { top: page.top, left: page.left, right: page.right, bottom: 0 },
    font: path.join(/* turbopackIgnore: true */ folder, files.sans),
    bufferPages: true,
    pdfVersion: "1.7",
    // PDF/A-3 level A: for keeping, for screen readers, and the one that may carry another file.
    subset: "PDF/A-3a",
    tagged: true,
    lang: model.language,
    displayTitle: true,
    info: { Title: bare(model.title), Author: bare(model.author), Creator: "Comptoir", CreationDate: model.date },
  });
  if (model.facturX) attachFacturX(pdf, model.facturX, model.date);
  for (const [face, file] of Object.entries(files))
    pdf.registerFont(face, path.join(/* turbopackIgnore: true */ folder, file));
  return pdf;
}

export type TextStyle = {
  face?: Face;
  size?: number;
  color?: string;
  align?: "left" | "right";
  width?: number;
  lineGap?: number;
  tracking?: number;
};

// Figures of one width, so that amounts stand in columns.
const features = ["kern", "liga", "tnum"] as unknown as PDFKit.Mixins.OpenTypeFeatures[];

function apply(pdf: Pdf, style: TextStyle): PDFKit.Mixins.TextOptions {
  pdf
    .font(style.face ?? "sans")
    .fontSize(style.size ?? 9)
    .fillColor(style.color ?? ink);
  return {
    width: style.width ?? contentWidth,
    align: style.align ?? "left",
    lineGap: style.lineGap ?? 1.5,
    ...(style.tracking && { characterSpacing: style.tracking }),
    features,
  };
}

export function heightOf(pdf: Pdf, text: string, style: TextStyle): number {
  return pdf.heightOfString(text || " ", apply(pdf, style));
}

/** Writes text at a place; the position afterwards is the line below it. */
export function write(pdf: Pdf, text: string, x: number, y: number, style: TextStyle = {}): void {
  const options = apply(pdf, style);
  pdf.text(text, x, y, options);
}

/** Draws something that belongs to the reading order, as an element of the structure tree. */
export function tagged(pdf: Pdf, parent: Node, type: string, draw: () => void, options: object = {}): void {
  const content = pdf.markStructureContent(type);
  draw();
  pdf.endMarkedContent();
  parent.add(pdf.struct(type, options, [content]));
}

/** Draws something that is only for the eye: rules, repeated heads, page numbers. */
export function artifact(pdf: Pdf, type: "Layout" | "Pagination", draw: () => void): void {
  pdf.markContent("Artifact", { type });
  draw();
  pdf.endMarkedContent();
}

export function rule(
  pdf: Pdf,
  y: number,
  color = hairline,
  width = 0.6,
  from = page.left,
  to = page.width - page.right,
) {
  artifact(pdf, "Layout", () => {
    pdf.moveTo(from, y).lineTo(to, y).lineWidth(width).strokeColor(color).stroke();
  });
}

/** A new page when less than `height` is left; true when it turned. */
export function turnIfNeeded(pdf: Pdf, y: number, height: number): { y: number; turned: boolean } {
  if (y + height <= floor) return { y, turned: false };
  pdf.addPage();
  return { y: page.top, turned: true };
}
