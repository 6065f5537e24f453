import { DomainError } from "#server/kernel/errors.ts";
import { transition } from "#server/kernel/state-machine.ts";
import type { Prisma, Tx } from "#server/platform/db.ts";
import type { LockedDelivery } from "../locks.ts";
import { type DeliveryVerb, deliveryTransitions } from "../model.ts";

/**
 * Moves a locked delivery along its table and raises its version. The condition is repeated in the UPDATE, so that even
 * a caller that forgot the lock cannot write over someone.
 * Throws conflict `fulfilment.transition_not_allowed` or `fulfilment.version_conflict`.
 */
export async function changeStatus(
  tx: Tx,
  delivery: LockedDelivery,
  verb: DeliveryVerb,
  data: Omit<Prisma.DeliveryUncheckedUpdateManyInput, "status" | "version"> = {},
): Promise<LockedDelivery> {
  const status = transition("fulfilment", deliveryTransitions, delivery.status, verb);
  const { count } = await tx.delivery.updateMany({
    where: { id: delivery.id, status: delivery.status, version: delivery.version },
    data: { ...data, status, version: { increment: 1 } },
  });
  if (count !== 1) throw new DomainError("conflict", "fulfilment.version_conflict");
  return { ...delivery, status, version: delivery.version + 1 };
}
