import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Tx } from "#server/platform/db.ts";
import { type LockedInvoice, lockInvoice } from "../locks.ts";
import { netUnitPrice, splitCredit, taxSummary, totalsOf } from "../model.ts";
import { number } from "./post-invoice.ts";

/** What a credit note gives back of one ordered line, tax included; `quantity` as the customer reads it. */
export type CreditedLine = { orderLineId: string; quantity: number; grossMinor: number };

export type CreditInput = {
  invoiceId: string;
  /** Tax included. */
  amountMinor: number;
  reason: string;
  /** The lines that go back; what the amount has beyond them is spread. */
  lines?: readonly CreditedLine[];
  /** It only makes room for the same invoice in another name: no money goes back. */
  reissue?: boolean;
};

/**
 * Reverses a posted invoice in part or in whole by a credit note, posted at once: the lines named, then the rest of the
 * amount by what is left of each line, with their taxes, exactly; together credit notes never exceed the invoice.
 * Locks the invoice, then the counter. Throws not_found `invoicing.invoice_not_found`, conflict `invoicing.not_posted`,
 * `invoicing.credit_exceeds_invoice` { left }, unprocessable `invoicing.credit_amount_invalid`.
 */
export async function creditNoteFor(
  tx: Tx,
  input: CreditInput,
  clock: Clock = systemClock,
): Promise<{ id: string; number: string }> {
  const note = await writeCreditNote(tx, input, clock);
  return { id: note.id, number: await number(tx, note, clock) };
}

/** The note without its number yet, which its caller gives it in the same transaction. Throws as `creditNoteFor`. */
export async function writeCreditNote(tx: Tx, input: CreditInput, clock: Clock): Promise<LockedInvoice> {
  const locked = await lockInvoice(tx, input.invoiceId);
  if (locked.kind !== "invoice" || locked.status !== "posted") {
    throw new DomainError("conflict", "invoicing.not_posted");
  }
  const invoice = await tx.invoice.findUniqueOrThrow({
    where: { id: locked.id },
    include: { lines: { orderBy: { position: "asc" } } },
  });
  const earlier = await tx.invoiceLine.groupBy({
    by: ["position"],
    where: { invoice: { reversesId: locked.id } },
    _sum: { grossMinor: true, taxMinor: true },
  });
  const credited = new Map(earlier.map((row) => [row.position, row._sum]));
  const lines = invoice.lines.map((line) => ({
    netMinor: Number(line.netMinor),
    taxMinor: Number(line.taxMinor),
    grossMinor: Number(line.grossMinor),
    creditedGross: Number(credited.get(line.position)?.grossMinor ?? 0),
    creditedTax: Number(credited.get(line.position)?.taxMinor ?? 0),
  }));
  const asked = invoice.lines.map((line) => input.lines?.find((one) => one.orderLineId === line.orderLineId));
  const wanted = asked.map((one) => one?.grossMinor ?? 0);
  const parts = splitCredit(lines, input.amountMinor, invoice.currency, wanted);
  const made = invoice.lines.flatMap((line, i) => {
    const part = parts[i];
    if (!part || part.grossMinor === 0) return [];
    const whole = part.grossMinor === Number(line.grossMinor);
    const units = asked[i]?.grossMinor === part.grossMinor ? asked[i].quantity : 0;
    const quantity = whole ? Number(line.quantity) : units || 1;
    return [
      {
        id: newId("invoiceLine"),
        // The position of what it reverses: this is how a line's credits are summed.
        position: line.position,
        orderLineId: line.orderLineId,
        sku: line.sku,
        name: line.name,
        description: line.description,
        quantity,
        unitPrice: whole ? line.unitPrice : netUnitPrice(part.netMinor, quantity, invoice.currency),
        taxRate: line.taxRate,
        ...part,
      },
    ];
  });
  const totals = totalsOf(parts);
  const id = newId("invoice", clock.now().getTime());
  await tx.invoice.create({
    data: {
      id,
      kind: "credit_note",
      journal: "AV",
      orderId: invoice.orderId,
      partnerId: invoice.partnerId,
      reversesId: invoice.id,
      locale: invoice.locale,
      currency: invoice.currency,
      seller: invoice.seller ?? {},
      buyer: invoice.buyer ?? {},
      deliveryTo: invoice.deliveryTo ?? {},
      taxTreatment: invoice.taxTreatment,
      netMinor: totals.netMinor,
      taxMinor: totals.taxMinor,
      totalMinor: totals.grossMinor,
      reason: input.reason,
      reissue: input.reissue ?? false,
      createdAt: clock.now(),
      lines: { create: made },
      taxes: { create: taxSummary(made.map((line) => ({ ...line, taxRate: line.taxRate.toString() }))) },
    },
  });
  return { ...locked, id, kind: "credit_note", status: "draft", number: null };
}

/**
 * Brings an order's credit notes up to what went back to the buyer: one credit note for what is missing, of the lines named
 * first; none when the order has no posted invoice yet (posting looks again) or nothing is missing. Safe to repeat; call it
 * under the order's lock.
 */
export async function creditUpTo(
  tx: Tx,
  input: { orderId: string; refundedMinor: number; reason: string; lines?: readonly CreditedLine[] },
  clock: Clock = systemClock,
): Promise<{ id: string; number: string } | null> {
  const invoice = await tx.invoice.findFirst({
    where: { orderId: input.orderId, kind: "invoice", status: "posted", replacing: null },
    select: { id: true, totalMinor: true, reversals: { select: { totalMinor: true } } },
  });
  if (!invoice) return null;
  const left = invoice.reversals.reduce((rest, note) => rest - Number(note.totalMinor), Number(invoice.totalMinor));
  // Of every invoice that the order had; what was only written anew in another name went back to nobody.
  const notes = await tx.invoice.aggregate({
    where: { orderId: input.orderId, kind: "credit_note", reissue: false },
    _sum: { totalMinor: true },
  });
  const missing = Math.min(input.refundedMinor - Number(notes._sum.totalMinor ?? 0), left);
  if (missing <= 0) return null;
  const { reason, lines = [] } = input;
  return creditNoteFor(tx, { invoiceId: invoice.id, amountMinor: missing, reason, lines }, clock);
}
