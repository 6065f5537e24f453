import { addQuantity, type Quantity } from "../../kernel/quantity.ts";
import { Prisma, type Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import { levelsChanged } from "./events.ts";
import { fillWaiting } from "./fill-waiting.ts";
import { lockLevelsOfOrder } from "./locks.ts";
import { giveBack } from "./release.ts";

export type LineDemand = { lineId: string; variantId: string; quantity: Quantity };

/**
 * Turns what a confirmed order holds for a change into commitments of the lines that the change made, one line per variant.
 * Holds past their time count as long as nobody took them. Answers false, changing nothing, when they are not exactly
 * what the lines need: the caller then gives them back and reserves anew. Locks levels.
 */
export async function claimHolds(tx: Tx, orderId: string, lines: readonly LineDemand[]): Promise<boolean> {
  await lockLevelsOfOrder(tx, orderId);
  const held = await tx.reservation.findMany({ where: { orderId, status: "held" } });
  const sums = new Map<string, Quantity>();
  for (const row of held) sums.set(row.variantId, addQuantity(sums.get(row.variantId) ?? 0, Number(row.quantity)));
  if (sums.size !== lines.length || lines.some((line) => sums.get(line.variantId) !== line.quantity)) return false;
  await tx.$executeRaw`
    UPDATE reservation r SET status = 'committed', expires_at = NULL, order_line_id = w."lineId", updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS w("lineId" text, "variantId" text)
    WHERE r.order_id = ${orderId} AND r.status = 'held' AND r.variant_id = w."variantId"`;
  return true;
}

/** Gives back all that is committed to an order and has not shipped: it is about to be taken elsewhere. Locks levels. */
export async function releaseCommitted(tx: Tx, orderId: string): Promise<void> {
  await release(tx, orderId, "committed");
}

/** Gives back what an order only holds; what is committed to it stays. Repeating it is harmless. Locks levels. */
export async function releaseHeld(tx: Tx, orderId: string): Promise<void> {
  await release(tx, orderId, "held");
}

async function release(tx: Tx, orderId: string, status: "held" | "committed"): Promise<void> {
  const levels = await lockLevelsOfOrder(tx, orderId);
  if (levels.length === 0) return;
  const freed = await giveBack(tx, Prisma.sql`order_id = ${orderId} AND status = ${status}`);
  if (freed.length === 0) return;
  const variantIds = [...new Set(freed.map((f) => f.variantId))];
  await fillWaiting(tx, variantIds);
  emit(tx, levelsChanged(variantIds));
}
