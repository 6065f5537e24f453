import type { DomainEvent } from "#server/platform/outbox.ts";
import type { InvoiceKind } from "./contract.ts";

/** An invoice or credit note got its number. */
export const invoicePosted = (kind: InvoiceKind, invoiceId: string, orderId: string): DomainEvent => ({
  type: kind === "invoice" ? "invoicing.invoice.posted" : "invoicing.credit_note.posted",
  aggregateType: "invoice",
  aggregateId: invoiceId,
  payload: { invoiceId, orderId },
});
