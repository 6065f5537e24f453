import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { ReturnLabelFacts } from "#server/modules/fulfilment/index.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { housePaper } from "./house.ts";
import { addressLines, wordsOf } from "./words.ts";

/** What brings a return home: the carrier's label, or a slip to lay in a parcel that the buyer sends by themselves. */
export function returnLabel(label: ReturnLabelFacts, seller: Seller, locale: Locale): PdfDocument {
  const words = wordsOf(locale);
  const { t } = words;
  const facts = [
    { label: t("label.service"), value: label.service },
    { label: t("label.routing"), value: label.routing },
    { label: t("returnLabel.return"), value: label.returnNumber },
  ];
  return {
    ...housePaper(words, seller),
    title: t("returnLabel.title", { number: label.returnNumber }),
    date: new Date(label.bookedAt),
    heading: t(label.booked ? "returnLabel.labelHeading" : "returnLabel.slip"),
    number: label.trackingNumber,
    remark: null,
    facts: label.booked ? facts : facts.slice(2),
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
    notices: [t(label.booked ? "returnLabel.instruction" : "returnLabel.inside")],
  };
}
