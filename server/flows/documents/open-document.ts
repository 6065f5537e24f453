// Open document: the papers of an order for whoever may read them. Reads only; who may is part of each query, so that a
// foreign paper is as absent as one that does not exist.

import { nothing, type Scope } from "#server/access/scope.ts";
import { renderPdf } from "#server/adapters/pdf/render.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import {
  deliveryDetail,
  labelFacts,
  type NoteFacts,
  noteFacts,
  returnLabelFacts,
} from "#server/modules/fulfilment/index.ts";
import type { InvoiceDetail } from "#server/modules/invoicing/contract.ts";
import { invoiceDetail, seller } from "#server/modules/invoicing/index.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { findOrderByToken, hashOfLink } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { type InvoicedPoints, pointsAt } from "../loyalty/order-points.ts";
import { orderDetail, orderDetailByToken } from "../track-order/order-detail.ts";
import { reachOrder } from "../track-order/reach-order.ts";
import { deliveryNote } from "./delivery-note.ts";
import { invoicePaper } from "./invoice-paper.ts";
import type { Settlement } from "./invoice-xml.ts";
import { orderConfirmation } from "./order-confirmation.ts";
import { parcelLabel } from "./parcel-label.ts";
import { pickingSlip } from "./picking-slip.ts";
import { returnLabel } from "./return-label.ts";
import { wordsOf } from "./words.ts";

export type OpenedDocument = { filename: string; bytes: Uint8Array<ArrayBuffer> };

/** Confirmation of an order within a scope. Throws not_found, also while the order is not (or no longer) a sale. */
export async function openConfirmation(db: Db, scope: Scope, number: string): Promise<OpenedDocument> {
  return confirmation(await orderDetail(db, scope, number));
}

/** The same by the guest's secret link. */
export async function openConfirmationByToken(db: Db, token: string): Promise<OpenedDocument> {
  return confirmation(await orderDetailByToken(db, token));
}

async function confirmation(order: OrderDetail): Promise<OpenedDocument> {
  if (order.status !== "confirmed" && order.status !== "completed") {
    throw new DomainError("not_found", "documents.not_found");
  }
  const bytes = await renderPdf(orderConfirmation(order, seller()));
  return { filename: `${wordsOf(order.locale).t("confirmation.file")}-${order.number}.pdf`, bytes };
}

/** An invoice or credit note within a scope, by number or id. Throws not_found. */
export async function openInvoice(
  db: Db,
  scope: Scope,
  which: { number: string } | { id: string },
): Promise<OpenedDocument> {
  return invoiceFile(db, await invoiceDetail(db, scope, which));
}

/** A posted invoice or credit note of the order behind the guest's secret link. */
export async function openInvoiceByToken(db: Db, token: string, number: string): Promise<OpenedDocument> {
  if (!(await findOrderByToken(db, token))) throw new DomainError("not_found", "invoicing.invoice_not_found");
  return invoiceFile(db, await invoiceDetail(db, nothing, { number, accessHash: hashOfLink(token) }));
}

async function invoiceFile(db: Db, invoice: InvoiceDetail): Promise<OpenedDocument> {
  const [settlement, points] = [await settlementOf(db, invoice), await pointsOf(db, invoice)];
  const bytes = await renderPdf(invoicePaper(invoice, settlement, points));
  const file = wordsOf(invoice.locale).t(invoice.kind === "credit_note" ? "creditNote.file" : "invoice.file");
  return { filename: `${file}-${invoice.number ?? "draft"}.pdf`, bytes };
}

/** What had been paid when the invoice was posted (now, for a draft): a posted paper reads the same for ever. */
async function settlementOf(db: Db, invoice: InvoiceDetail): Promise<Settlement> {
  const payments = await db.payment.findMany({
    where: {
      order: { number: invoice.orderNumber },
      status: "captured",
      ...(invoice.postedAt && { settledAt: { lte: new Date(invoice.postedAt) } }),
    },
    orderBy: { settledAt: "asc" },
    select: { capturedMinor: true, settledAt: true },
  });
  const paidMinor = payments.reduce((sum, payment) => sum + Number(payment.capturedMinor), 0);
  return {
    paidMinor: Math.min(paidMinor, invoice.total.minor),
    paidOn: payments.at(-1)?.settledAt?.toISOString() ?? null,
  };
}

/** The order's points as they were when the invoice was posted (are, for a draft). */
async function pointsOf(db: Db, { orderNumber, total, postedAt }: InvoiceDetail): Promise<InvoicedPoints | null> {
  const order = await db.salesOrder.findUnique({ where: { number: orderNumber }, select: { id: true } });
  return order && pointsAt(db, { id: order.id, currency: total.currency }, postedAt ? new Date(postedAt) : null);
}

/** The delivery note of goods that left (packed, for the house), within a scope. Throws not_found, for foreign ones too. */
export async function openDeliveryNote(db: Db, scope: Scope, number: string): Promise<OpenedDocument> {
  return noteFile(await noteFacts(db, scope, number));
}

/** The same by the guest's secret link. Throws not_found, forbidden `sales.order_link_aged`. */
export async function openDeliveryNoteByToken(db: Db, token: string, number: string): Promise<OpenedDocument> {
  if (!(await findOrderByToken(db, token))) throw new DomainError("not_found", "documents.not_found");
  return noteFile(await noteFacts(db, { accessHash: hashOfLink(token) }, number));
}

async function noteFile(note: NoteFacts): Promise<OpenedDocument> {
  const bytes = await renderPdf(deliveryNote(note, seller()));
  const { t } = wordsOf(localeSchema.catch("fr").parse(note.locale));
  return { filename: `${t("note.file")}-${note.number}.pdf`, bytes };
}

/** The picking slip of a delivery, in the language of the warehouse. Throws not_found. */
export async function openPickingSlip(db: Db, scope: Scope, number: string, locale: Locale): Promise<OpenedDocument> {
  const delivery = await deliveryDetail(db, scope, number);
  const bytes = await renderPdf(pickingSlip(delivery, seller(), locale));
  return { filename: `${wordsOf(locale).t("slip.file")}-${number}.pdf`, bytes };
}

/** The label of a booked parcel, by the parcel's number. Throws not_found. */
export async function openParcelLabel(db: Db, scope: Scope, number: string, locale: Locale): Promise<OpenedDocument> {
  const label = await labelFacts(db, scope, number);
  const bytes = await renderPdf(parcelLabel(label, seller(), locale));
  return { filename: `${wordsOf(locale).t("label.file")}-${number}.pdf`, bytes };
}

/** The label of a return within a scope, or the slip to lay in its parcel. Throws not_found. */
export async function openReturnLabel(db: Db, scope: Scope, number: string, locale: Locale): Promise<OpenedDocument> {
  const label = await returnLabelFacts(db, scope, number);
  const bytes = await renderPdf(returnLabel(label, seller(), locale));
  return { filename: `${wordsOf(locale).t("returnLabel.file")}-${number}.pdf`, bytes };
}

/** The same by the guest's secret link: a return of that order. Throws not_found. */
export async function openReturnLabelByToken(
  db: Db,
  token: string,
  number: string,
  locale: Locale,
): Promise<OpenedDocument> {
  const order = await reachOrder(db, { token });
  const found = await db.customerReturn.findFirst({
    where: { number, order: { number: order.number } },
    select: { id: true },
  });
  if (!found) throw new DomainError("not_found", "fulfilment.return_not_found");
  return openReturnLabel(db, order.scope, number, locale);
}
