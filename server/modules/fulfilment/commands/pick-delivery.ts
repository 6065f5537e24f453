import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { PickInput } from "../contract.ts";
import { deliveryChanged } from "../events.ts";
import type { LockedDelivery } from "../locks.ts";
import { applyPicks } from "../model.ts";
import { changeStatus } from "./change-status.ts";
import { linesOf } from "./lines-of.ts";

/** Someone takes the delivery in hand. */
export async function startPicking(tx: Tx, delivery: LockedDelivery): Promise<void> {
  await changeStatus(tx, delivery, "start_picking");
  emit(tx, deliveryChanged(delivery.id, delivery.orderId));
}

/**
 * Writes what was found of each line; a line left out keeps its figure. May be repeated until the delivery is packed.
 * Throws as `applyPicks` and `changeStatus` do.
 */
export async function pick(tx: Tx, delivery: LockedDelivery, picks: PickInput["lines"], now: Date): Promise<void> {
  const lines = await linesOf(tx, delivery.id);
  await changeStatus(tx, delivery, "pick", { pickedAt: now });
  const before = new Map(lines.map((line) => [line.id, line.picked]));
  for (const line of applyPicks(lines, picks)) {
    if (before.get(line.id) === line.picked) continue;
    const { count } = await tx.deliveryLine.updateMany({
      where: { id: line.id, deliveryId: delivery.id, quantity: { gte: line.picked } },
      data: { picked: line.picked },
    });
    if (count !== 1) throw new DomainError("conflict", "fulfilment.picked_too_much", { wanted: line.quantity });
  }
}
