import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import type { InvoiceDetail } from "#server/modules/invoicing/contract.ts";
import type { InvoicedPoints } from "../loyalty/order-points.ts";
import { housePaper } from "./house.ts";
import { invoiceXml, type Settlement } from "./invoice-xml.ts";
import { pointsNotices } from "./points-notices.ts";
import { addressLines, termsText, type Words, wordsOf } from "./words.ts";

/**
 * An invoice or credit note as the law wants it: CGI annexe II, article 242 nonies A (parties with SIREN and VAT numbers,
 * unique number, dates, quantities, unit prices without tax, tax per rate) and Code de commerce, article L441-9 (terms of
 * payment; late fees and recovery indemnity towards professionals). `points`: what the order did to its buyer's.
 */
export function invoicePaper(
  invoice: InvoiceDetail,
  settlement: Settlement,
  points: InvoicedPoints | null = null,
): PdfDocument {
  const words = wordsOf(invoice.locale);
  const { t } = words;
  const isNote = invoice.kind === "credit_note";
  const number = invoice.number ?? t("invoice.draft");
  return {
    ...housePaper(words, invoice.seller),
    title: invoice.number
      ? t(isNote ? "creditNote.title" : "invoice.title", { number: invoice.number })
      : t("invoice.draftTitle"),
    date: new Date(invoice.postedAt ?? invoice.createdAt),
    heading: isNote ? t("creditNote.heading") : t("invoice.heading"),
    number,
    remark: invoice.reverses
      ? t("creditNote.corrects", {
          number: invoice.reverses.number,
          date: words.date(invoice.reverses.issueDate ?? ""),
        })
      : invoice.replaces
        ? t("invoice.replaces", {
            number: invoice.replaces.number,
            date: words.date(invoice.replaces.issueDate ?? ""),
          })
        : null,
    facts: facts(words, invoice),
    parties: [
      { title: t("parties.billing"), lines: buyerLines(words, invoice) },
      { title: t("parties.delivery"), lines: addressLines(words, invoice.deliveryTo) },
    ],
    table: {
      columns: [
        { label: t("columns.item"), width: 3.7, align: "left" },
        { label: t("columns.quantity"), width: 0.7, align: "right" },
        { label: t("columns.unitNet"), width: 1.4, align: "right" },
        { label: t("columns.rate"), width: 0.8, align: "right" },
        { label: t("columns.net"), width: 1.4, align: "right" },
        { label: t("columns.gross"), width: 1.4, align: "right" },
      ],
      rows: invoice.lines.map((line) => [
        { text: line.name, small: [line.description, line.sku].filter(Boolean).join(" · ") },
        words.quantity(line.quantity),
        words.price(line.unitPrice, line.net.currency),
        words.rate(line.taxRate),
        words.money(line.net),
        words.money(line.gross),
      ]),
    },
    totals: totals(words, invoice, settlement),
    notices: [
      ...notices(words, invoice, settlement),
      ...(invoice.kind === "invoice" ? pointsNotices(words, points) : []),
    ],
    // A draft has no number yet: nothing for a machine to book.
    ...(invoice.number && {
      facturX: { xml: invoiceXml(invoice, settlement), description: t("invoice.forMachines") },
    }),
  };
}

function facts(words: Words, invoice: InvoiceDetail): PdfDocument["facts"] {
  const { t } = words;
  const all: [string, string | null][] = [
    [t("invoice.issued"), invoice.issueDate && words.date(invoice.issueDate)],
    [t("invoice.order"), invoice.orderNumber],
    [t("invoice.reference"), invoice.purchaseReference],
    [t("invoice.ordered"), words.instant(invoice.orderPlacedAt)],
    [t("invoice.supplied"), invoice.suppliedOn && words.date(invoice.suppliedOn)],
    [t("invoice.terms"), invoice.kind === "invoice" ? termsText(words, invoice.paymentTerms) : null],
    [t("invoice.due"), invoice.kind === "invoice" && invoice.dueDate ? words.date(invoice.dueDate) : null],
  ];
  return all.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function buyerLines(words: Words, { buyerDetail: buyer }: InvoiceDetail): string[] {
  return [
    ...addressLines(words, buyer),
    ...(buyer.siret
      ? [words.t("ids.siret", { value: buyer.siret })]
      : buyer.siren
        ? [words.t("ids.siren", { value: buyer.siren })]
        : []),
    ...(buyer.vatNumber ? [words.t("ids.vat", { value: buyer.vatNumber })] : []),
  ];
}

function totals(words: Words, invoice: InvoiceDetail, { paidMinor }: Settlement): PdfDocument["totals"] {
  const { t } = words;
  const { currency } = invoice.total;
  const rows = [
    { label: t("totals.net"), value: words.money(invoice.net) },
    ...invoice.taxes.map((tax) => ({
      label: t("totals.taxOn", { rate: words.rate(tax.rate), base: words.money(tax.base) }),
      value: words.money(tax.tax),
    })),
    {
      label: invoice.kind === "credit_note" ? t("totals.credit") : t("totals.total"),
      value: words.money(invoice.total),
      strong: true,
    },
  ];
  if (invoice.kind === "credit_note" || paidMinor === 0) return rows;
  return [
    ...rows,
    { label: t("totals.paid"), value: words.money({ minor: paidMinor, currency }) },
    { label: t("totals.due"), value: words.money({ minor: invoice.total.minor - paidMinor, currency }) },
  ];
}

/** Why there is no VAT, as an invoice has to say (Directive 2006/112/EC, article 226, points 11 and 11a). */
const exemption = ({ t }: Words, { taxTreatment }: InvoiceDetail): string[] =>
  taxTreatment === "reverse_charge" ? [t("invoice.reverseCharge")] : [];

function notices(words: Words, invoice: InvoiceDetail, settlement: Settlement): string[] {
  const { t } = words;
  if (invoice.kind === "credit_note") {
    return [
      ...(invoice.reason ? [t("creditNote.reason", { reason: invoice.reason })] : []),
      t(invoice.isReissue ? "creditNote.replaced" : "creditNote.refund"),
      t("invoice.nature"),
      ...exemption(words, invoice),
    ];
  }
  const open = invoice.total.minor - settlement.paidMinor > 0;
  return [
    ...(!open && settlement.paidOn ? [t("invoice.paidNotice", { date: words.instant(settlement.paidOn) })] : []),
    ...(open && invoice.dueDate ? [t("invoice.dueNotice", { date: words.date(invoice.dueDate) })] : []),
    ...(open && invoice.seller.iban ? [t("invoice.iban", { iban: invoice.seller.iban })] : []),
    t("invoice.nature"),
    ...exemption(words, invoice),
    // Towards consumers these clauses would mislead: they are for professionals only.
    ...(invoice.buyerDetail.professional ? [t("invoice.noDiscount"), t("invoice.late")] : []),
  ];
}
