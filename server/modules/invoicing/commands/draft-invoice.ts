import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Tx } from "#server/platform/db.ts";
import type { Buyer, Postal } from "../contract.ts";
import { netUnitPrice, taxSummary, totalsOf } from "../model.ts";
import { seller } from "../seller.ts";

export type DraftInput = {
  orderId: string;
  partnerId: string | null;
  locale: string;
  currency: string;
  buyer: Buyer;
  deliveryTo: Postal;
  /** As the order was taxed. */
  taxTreatment: "standard" | "reverse_charge";
  /** On account: the terms that its due date follows from. */
  paymentTerms: string | null;
  lines: readonly {
    orderLineId: string;
    sku: string | null;
    name: string;
    description: string | null;
    quantity: number;
    taxRate: string;
    netMinor: number;
    taxMinor: number;
    grossMinor: number;
  }[];
  /** What the order says: the invoice must say the same. */
  totals: { netMinor: number; taxMinor: number; totalMinor: number };
  now: Date;
};

/**
 * Writes an order's invoice without a number yet. One per order: repeating it answers the first (call it under the order's
 * lock). Throws conflict `invoicing.totals_do_not_match` when the lines are not the order's totals.
 */
export async function draftInvoice(tx: Tx, input: DraftInput): Promise<{ id: string; created: boolean }> {
  const known = await tx.invoice.findFirst({
    where: { orderId: input.orderId, kind: "invoice" },
    select: { id: true },
  });
  if (known) return { id: known.id, created: false };
  const sums = totalsOf(input.lines);
  const { netMinor, taxMinor, totalMinor } = input.totals;
  if (sums.netMinor !== netMinor || sums.taxMinor !== taxMinor || sums.grossMinor !== totalMinor) {
    throw new DomainError("conflict", "invoicing.totals_do_not_match", { order: totalMinor, lines: sums.grossMinor });
  }
  const id = newId("invoice", input.now.getTime());
  await tx.invoice.create({
    data: {
      id,
      kind: "invoice",
      journal: "FA",
      orderId: input.orderId,
      partnerId: input.partnerId,
      locale: input.locale,
      currency: input.currency,
      seller: seller(),
      buyer: input.buyer,
      deliveryTo: input.deliveryTo,
      taxTreatment: input.taxTreatment,
      paymentTerms: input.paymentTerms,
      netMinor,
      taxMinor,
      totalMinor,
      createdAt: input.now,
      lines: {
        create: input.lines.map((line, position) => ({
          ...line,
          id: newId("invoiceLine"),
          position,
          unitPrice: netUnitPrice(line.netMinor, line.quantity, input.currency),
        })),
      },
      taxes: { create: taxSummary(input.lines) },
    },
  });
  return { id, created: true };
}

/** Throws away an order's draft (the order was called off before it was invoiced). Posted invoices stay. */
export async function discardDraft(tx: Tx, orderId: string): Promise<void> {
  await tx.invoice.deleteMany({ where: { orderId, kind: "invoice", status: "draft" } });
}
