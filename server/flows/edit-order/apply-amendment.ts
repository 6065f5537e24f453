// The difference of a waiting change is paid (or its money is held): the change holds, or, when it is no longer possible,
// it is given up and the caller gives the money back. Part of settling a payment, under the locks of order and payments.
import { DomainError } from "#server/kernel/errors.ts";
import { closeAmendment, type LockedOrder, waitingAmendment } from "#server/modules/sales/index.ts";
import { releaseHeld } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { applyChange } from "./apply-change.ts";

/**
 * Applies the change that a payment paid for. `applied`: the order is the new one; `impossible`: picking began, the stock is
 * gone, the order is another one; `none`: that change does not wait (any more).
 */
export async function applyAmendment(
  tx: Tx,
  order: LockedOrder,
  amendmentId: string,
  now: Date,
): Promise<"applied" | "impossible" | "none"> {
  const waiting = await waitingAmendment(tx, order.id);
  if (waiting?.id !== amendmentId) return "none";
  const { proposal, source } = waiting;
  try {
    await applyChange(tx, order, { proposal, amendmentId, source }, { userId: waiting.byUserId }, now);
    await closeAmendment(tx, order, amendmentId, { status: "applied" }, bySystem, now);
    return "applied";
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "conflict") throw error;
    const to = { status: "cancelled" as const, reason: error.code };
    await closeAmendment(tx, order, amendmentId, to, bySystem, now);
    await releaseHeld(tx, order.id);
    return "impossible";
  }
}
