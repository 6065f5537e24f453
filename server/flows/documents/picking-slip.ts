import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { sumQuantity } from "#server/kernel/quantity.ts";
import type { DeliveryDetail } from "#server/modules/fulfilment/contract.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { housePaper } from "./house.ts";
import { addressLines, wordsOf } from "./words.ts";

/** What a picker carries through the warehouse: references first, a box to tick, room for what was found. */
export function pickingSlip(delivery: DeliveryDetail, seller: Seller, locale: Locale): PdfDocument {
  const words = wordsOf(locale);
  const { t } = words;
  const { note, purchaseReference } = delivery.order;
  const { instructions } = delivery.address;
  return {
    ...housePaper(words, seller),
    title: t("slip.title", { number: delivery.number }),
    date: new Date(delivery.createdAt),
    heading: t("slip.heading"),
    number: delivery.number,
    remark:
      [
        delivery.backorderOf && t("slip.backorder", { number: delivery.backorderOf }),
        delivery.changed && t("slip.changed", { at: words.instant(delivery.changed.at) }),
      ]
        .filter(Boolean)
        .join(" ") || null,
    facts: [
      { label: t("slip.order"), value: delivery.order.number },
      ...(purchaseReference ? [{ label: t("invoice.reference"), value: purchaseReference }] : []),
      { label: t("slip.planned"), value: words.instant(delivery.createdAt) },
      ...(delivery.wantedOn ? [{ label: t("slip.wanted"), value: words.date(delivery.wantedOn) }] : []),
      { label: t("slip.method"), value: `${delivery.shippingMethod.carrier} · ${delivery.shippingMethod.name}` },
      { label: t("slip.pieces"), value: words.quantity(sumQuantity(delivery.lines.map((line) => line.quantity))) },
    ],
    parties: [
      { title: t("parties.from"), lines: [delivery.location.name, delivery.location.code] },
      { title: t("parties.ship"), lines: addressLines(words, delivery.address) },
    ],
    table: {
      columns: [
        { label: t("columns.done"), width: 0.5, align: "left" },
        { label: t("columns.sku"), width: 1.7, align: "left" },
        { label: t("columns.item"), width: 3.6, align: "left" },
        { label: t("columns.toPick"), width: 0.9, align: "right" },
        { label: t("columns.picked"), width: 1, align: "right" },
      ],
      rows: delivery.lines.map((line) => [
        { box: true },
        line.sku,
        { text: line.name, small: line.description ?? "" },
        words.quantity(line.quantity),
        line.picked > 0 ? words.quantity(line.picked) : "______",
      ]),
    },
    totals: [],
    notices: [
      ...(instructions ? [t("slip.instructions", { text: instructions })] : []),
      ...(note ? [t("slip.note", { note })] : []),
      t("slip.signature"),
    ],
  };
}
