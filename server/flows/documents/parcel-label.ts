import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { LabelFacts } from "#server/modules/fulfilment/index.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { housePaper } from "./house.ts";
import { addressLines, wordsOf } from "./words.ts";

/** What is stuck on a parcel: where it goes in the first place, and the number that the carrier scans. */
export function parcelLabel(label: LabelFacts, seller: Seller, locale: Locale): PdfDocument {
  const words = wordsOf(locale);
  const { t } = words;
  return {
    ...housePaper(words, seller),
    title: t("label.title", { number: label.trackingNumber }),
    date: new Date(label.bookedAt),
    heading: label.carrier,
    number: label.trackingNumber,
    remark: null,
    facts: [
      { label: t("label.service"), value: label.service },
      { label: t("label.routing"), value: label.routing },
      { label: t("label.parcel"), value: label.number },
      ...(label.weightG === null
        ? []
        : [{ label: t("label.weight"), value: `${words.quantity(label.weightG / 1000)} kg` }]),
    ],
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
    notices: label.instructions ? [t("slip.instructions", { text: label.instructions })] : [],
  };
}
