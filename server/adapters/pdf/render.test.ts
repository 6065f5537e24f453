import { expect, it } from "vitest";
import type { PdfDocument } from "./document.ts";
import { renderPdf } from "./render.ts";

const paper: PdfDocument = {
  language: "fr",
  title: "Facture <1>",
  author: "Chêne & Fils",
  date: new Date("2026-11-20T09:00:00Z"),
  brand: "Chêne & Fils",
  letterhead: [],
  heading: "Facture",
  number: "FA-1",
  remark: null,
  facts: [],
  parties: [],
  table: { columns: [{ label: "Article", width: 1, align: "left" }], rows: [["Bol"]] },
  totals: [],
  notices: [],
  imprint: "Chêne & Fils",
  pageLabel: (page, pages) => `${page}/${pages}`,
  continued: "suite",
};

it("is the same file each time, for keeping, with metadata that stay XML whatever the house is called", async () => {
  const bytes = await renderPdf(paper);
  expect(Buffer.from(await renderPdf(paper)).equals(Buffer.from(bytes))).toBe(true);
  const packet = /<\?xpacket begin[\s\S]*<\?xpacket end="w"\?>/.exec(Buffer.from(bytes).toString("utf8"))?.[0] ?? "";
  expect(packet).toContain("<pdfaid:part>3</pdfaid:part>");
  expect(packet).toContain("Chêne");
  expect(packet).not.toMatch(/&(?!amp;)|<1>/);
});
