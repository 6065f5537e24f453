import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import type { NoteFacts } from "#server/modules/fulfilment/index.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { housePaper } from "./house.ts";
import { addressLines, wordsOf } from "./words.ts";

/** What goes with the goods and stays with the customer, in the customer's language: what was ordered, what is in here. */
export function deliveryNote(note: NoteFacts, seller: Seller): PdfDocument {
  const words = wordsOf(localeSchema.catch("fr").parse(note.locale));
  const { t } = words;
  const { from, to } = note;
  const parcels = note.parcels.map(({ carrier, trackingNumber }) =>
    [carrier, trackingNumber].filter(Boolean).join(" "),
  );
  return {
    ...housePaper(words, seller),
    title: t("note.title", { number: note.number }),
    date: new Date(note.shippedAt ?? note.order.placedAt),
    heading: t("note.heading"),
    number: note.number,
    remark: note.backorderOf ? t("slip.backorder", { number: note.backorderOf }) : null,
    facts: [
      { label: t("slip.order"), value: note.order.number },
      ...(note.order.purchaseReference ? [{ label: t("invoice.reference"), value: note.order.purchaseReference }] : []),
      { label: t("invoice.ordered"), value: words.instant(note.order.placedAt) },
      ...(note.shippedAt
        ? [{ label: t(note.pickup ? "note.collected" : "note.shipped"), value: words.instant(note.shippedAt) }]
        : []),
      { label: t("confirmation.method"), value: note.method },
      ...parcels.map((value) => ({ label: t("label.parcel"), value })),
    ],
    parties: [
      {
        title: t("parties.from"),
        lines: [from.name, from.line1, [from.postcode, from.city].filter(Boolean).join(" ")].filter(
          (line): line is string => Boolean(line),
        ),
      },
      { title: t("parties.delivery"), lines: addressLines(words, to) },
    ],
    table: {
      columns: [
        { label: t("columns.sku"), width: 1.7, align: "left" },
        { label: t("columns.item"), width: 4, align: "left" },
        { label: t("columns.ordered"), width: 1, align: "right" },
        { label: t("columns.delivered"), width: 1, align: "right" },
      ],
      rows: note.lines.map((line) => [
        line.sku ?? "",
        { text: line.name, small: line.description ?? "" },
        words.quantity(line.ordered),
        words.quantity(line.delivered),
      ]),
    },
    totals: [],
    notices: [t("note.check"), t("confirmation.contact", { email: seller.email, number: note.order.number })],
  };
}
