// Credit refund: money went back, so the books say so: a credit note for what the order's credit notes do not cover yet.
// Part of executing a refund, inside its transaction. Locks (held by the caller): order → payment; here: invoice → counter.
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { creditUpTo } from "#server/modules/invoicing/index.ts";
import { type LockedOrder, recordEvent } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { creditedLines } from "./credited-lines.ts";

/**
 * `refundedMinor` is all that went back of the order so far; `id` the refund whose lines are reversed first. Answers the credit note's number; null when there is nothing
 * to credit, or no posted invoice yet (posting it will credit).
 */
export async function creditRefund(
  tx: Tx,
  order: LockedOrder,
  refund: { id?: string; refundedMinor: number; reason: string | null },
  clock: Clock = systemClock,
): Promise<string | null> {
  const { refundedMinor } = refund;
  const lines = refund.id ? await creditedLines(tx, order, { refundId: refund.id }) : [];
  const note = await creditUpTo(tx, { orderId: order.id, refundedMinor, reason: refund.reason ?? "", lines }, clock);
  if (!note) return null;
  await recordCreditNote(tx, order, note, clock);
  return note.number;
}

/** Tells the order's readers. */
export async function recordCreditNote(
  tx: Tx,
  order: LockedOrder,
  note: { id: string; number: string },
  clock: Clock,
): Promise<void> {
  const data = { number: note.number, invoiceId: note.id };
  await recordEvent(tx, order.id, { type: "credited", data }, bySystem, clock.now());
}
