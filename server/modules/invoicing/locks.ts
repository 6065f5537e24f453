import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";
import type { InvoiceKind, InvoiceStatus } from "./contract.ts";

// The order of all locks is in platform/lock-order.ts.
// The row locked here makes posting and crediting one invoice wait for each other; the counter comes last.

export type LockedInvoice = {
  id: string;
  kind: InvoiceKind;
  status: InvoiceStatus;
  number: string | null;
  orderId: string;
  currency: string;
  /** Of an invoice on account. */
  paymentTerms: string | null;
};

/** Locks an invoice. Throws not_found `invoicing.invoice_not_found`. */
export async function lockInvoice(tx: Tx, id: string): Promise<LockedInvoice> {
  const [row] = await lockRows<LockedInvoice>(tx, "invoice")`
    SELECT id, kind, status, number, order_id AS "orderId", currency, payment_terms AS "paymentTerms"
    FROM invoice WHERE id = ${id} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "invoicing.invoice_not_found");
  return row;
}

/** The order of an invoice, read without a lock: it never changes. Throws not_found `invoicing.invoice_not_found`. */
export async function orderOfInvoice(tx: Tx, id: string): Promise<string> {
  const row = await tx.invoice.findUnique({ where: { id }, select: { orderId: true } });
  if (!row) throw new DomainError("not_found", "invoicing.invoice_not_found");
  return row.orderId;
}

/** Locks an order's posted invoice, if it has one: for who will credit it after taking later locks. */
export async function lockPostedInvoice(tx: Tx, orderId: string): Promise<void> {
  const row = await tx.invoice.findFirst({
    where: { orderId, kind: "invoice", status: "posted", replacing: null },
    select: { id: true },
  });
  if (row) await lockInvoice(tx, row.id);
}
