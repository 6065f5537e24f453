import type { Scope } from "#server/access/scope.ts";
import type { PdfDocument } from "#server/adapters/pdf/document.ts";
import { renderPdf } from "#server/adapters/pdf/render.ts";
import { parisDate } from "#server/kernel/days.ts";
import { negateMoney, subtractMoney, sumMoney } from "#server/kernel/money.ts";
import type { Seller } from "#server/modules/invoicing/contract.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import type { QuoteDetail } from "#server/modules/quotes/contract.ts";
import { quoteByToken, quoteDetail } from "#server/modules/quotes/index.ts";
import type { Db } from "#server/platform/db.ts";
import { housePaper } from "./house.ts";
import { wordsOf } from "./words.ts";

const now = () => ({ now: new Date(), today: parisDate(new Date()) });

/** A quote within a scope, by id. Throws not_found `quotes.quote_not_found`. */
export const openQuote = async (db: Db, scope: Scope, id: string) => quoteFile(await quoteDetail(db, scope, id, now()));

/** The same by the secret link. Throws not_found `quotes.quote_not_found`. */
export const openQuoteByToken = async (db: Db, token: string) => quoteFile(await quoteByToken(db, token, now()));

async function quoteFile(quote: QuoteDetail) {
  const bytes = await renderPdf(quotePaper(quote, seller()));
  return { filename: `${wordsOf(quote.locale).t("quote.file")}-${quote.number}-${quote.version}.pdf`, bytes };
}

/** An offer, in its customer's language: what each article costs by the list and what it is offered at, until which day. */
export function quotePaper(quote: QuoteDetail, house: Seller): PdfDocument {
  const words = wordsOf(quote.locale);
  const { t } = words;
  const name = t("quote.name", { number: quote.number, version: quote.version });
  const off = subtractMoney(quote.listed, quote.items);
  const before = sumMoney([quote.items, quote.shipping], quote.total.currency);
  return {
    ...housePaper(words, house),
    title: t("quote.title", { number: name }),
    date: new Date(quote.sentAt ?? quote.createdAt),
    heading: t("quote.heading"),
    number: name,
    remark: quote.status === "sent" || quote.status === "accepted" ? null : t(`quote.status.${quote.status}`),
    facts: [
      { label: t("quote.date"), value: words.instant(quote.sentAt ?? quote.createdAt) },
      { label: t("quote.until"), value: words.date(quote.validUntil) },
      { label: t("quote.shipping"), value: quote.shippingMethod.name },
    ],
    parties: [
      {
        title: t("quote.for"),
        lines: quote.partner.company ? [quote.partner.name, quote.recipient] : [quote.recipient],
      },
    ],
    table: {
      columns: [
        { label: t("columns.item"), width: 4, align: "left" },
        { label: t("columns.quantity"), width: 0.8, align: "right" },
        { label: t("quote.list"), width: 1.4, align: "right" },
        { label: t("quote.price"), width: 1.4, align: "right" },
        { label: t(quote.taxIncluded ? "columns.gross" : "columns.net"), width: 1.6, align: "right" },
      ],
      rows: quote.lines.map((line) => [
        { text: line.name, small: [line.description, line.sku, line.note].filter(Boolean).join(" · ") },
        words.quantity(line.quantity),
        line.listPrice ? words.money(line.listPrice) : "",
        words.price(line.unitPrice, quote.total.currency),
        words.money(line.total),
      ]),
    },
    totals: [
      ...(off.minor > 0
        ? [
            { label: t("quote.listed"), value: words.money(quote.listed) },
            { label: t("quote.off"), value: words.money(negateMoney(off)) },
          ]
        : []),
      { label: t("totals.items"), value: words.money(quote.items) },
      { label: t("totals.shipping", { method: quote.shippingMethod.name }), value: words.money(quote.shipping) },
      ...(quote.taxIncluded ? [] : [{ label: t("quote.tax"), value: words.money(subtractMoney(quote.total, before)) }]),
      { label: t("totals.total"), value: words.money(quote.total), strong: true },
    ],
    notices: [
      ...(quote.terms ? [quote.terms] : []),
      t("quote.accept", { day: words.date(quote.validUntil) }),
      t("quote.stock"),
      t("confirmation.contact", { email: house.email, number: quote.number }),
    ],
  };
}
