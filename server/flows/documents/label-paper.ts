import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { LabelFacts, ReturnLabelFacts } from "#server/modules/fulfilment/index.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { housePaper } from "./house.ts";
import { addressLines, type Words } from "./words.ts";

/** What a parcel's label and a return's have in common: from where to where, what is inside, the number that is scanned. */
export function labelPaper(words: Words, label: LabelFacts | ReturnLabelFacts, seller: Seller) {
  const { t } = words;
  return {
    ...housePaper(words, seller),
    date: new Date(label.bookedAt),
    number: label.trackingNumber,
    remark: null,
    parties: [
      { title: t("parties.ship"), lines: addressLines(words, label.to) },
      { title: t("parties.from"), lines: [label.from.name, label.from.line1, label.from.town] },
    ],
    table: {
      columns: [
        { label: t("columns.item"), width: 5, align: "left" },
        { label: t("columns.quantity"), width: 1, align: "right" },
      ],
      rows: label.lines.map((line) => [line.name, words.quantity(line.quantity)]),
    },
    totals: [],
  } satisfies Partial<PdfDocument>;
}
