import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import { negateMoney } from "#server/kernel/money.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { discountsOf, type OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { housePaper } from "./house.ts";
import { pointsNotices } from "./points-notices.ts";
import { addressLines, wordsOf } from "./words.ts";

/** An order's confirmation, in the customer's language: what was bought, at which price, where it goes. */
export function orderConfirmation(order: OrderDetail, seller: Seller): PdfDocument {
  const words = wordsOf(order.locale);
  const { t } = words;
  const { discount, points } = discountsOf(order);
  const paid = order.timeline.find((entry) => entry.type === "confirmed");
  const products = order.lines.filter((line) => line.kind === "product");
  return {
    ...housePaper(words, seller),
    title: t("confirmation.title", { number: order.number }),
    date: new Date(order.placedAt),
    heading: t("confirmation.heading"),
    number: order.number,
    remark: null,
    facts: [
      { label: t("confirmation.placed"), value: words.instant(order.placedAt) },
      ...(paid ? [{ label: t("confirmation.paid"), value: words.instant(paid.at) }] : []),
      { label: t("confirmation.method"), value: order.shippingMethod.name },
      { label: t("confirmation.email"), value: order.email },
    ],
    parties: [
      { title: t("confirmation.delivery"), lines: addressLines(words, order.delivery) },
      { title: t("confirmation.billing"), lines: addressLines(words, order.billing) },
    ],
    table: {
      columns: [
        { label: t("columns.item"), width: 4.6, align: "left" },
        { label: t("columns.quantity"), width: 0.8, align: "right" },
        { label: t("columns.unit"), width: 1.6, align: "right" },
        { label: t("columns.gross"), width: 1.6, align: "right" },
      ],
      rows: products.map((line) => [
        { text: line.name, small: [line.description, line.sku].filter(Boolean).join(" · ") },
        words.quantity(line.quantity),
        words.money(line.unitPrice),
        words.money(line.listed),
      ]),
    },
    totals: [
      { label: t("totals.items"), value: words.money(order.totals.items) },
      ...(discount.minor > 0
        ? [
            {
              label: t("totals.discount", { code: order.totals.coupon ?? "" }),
              value: words.money(negateMoney(discount)),
            },
          ]
        : []),
      ...(points.minor > 0 ? [{ label: t("totals.points"), value: words.money(negateMoney(points)) }] : []),
      {
        label: t("totals.shipping", { method: order.shippingMethod.name }),
        value: words.money(order.totals.shipping),
      },
      { label: t("totals.total"), value: words.money(order.totals.total), strong: true },
      ...order.totals.taxes.map((tax) => ({
        label: t("totals.taxWithin", { rate: words.rate(tax.rate) }),
        value: words.money(tax.tax),
      })),
    ],
    notices: [
      t("confirmation.thanks"),
      ...pointsNotices(
        words,
        order.points && { earned: order.points.earned, spent: order.points.spent - order.points.returned },
      ),
      t("confirmation.notInvoice"),
      // Consumers only: the right is theirs.
      ...(order.billing.company ? [] : [t("confirmation.withdrawal")]),
      t("confirmation.contact", { email: seller.email, number: order.number }),
    ],
  };
}
