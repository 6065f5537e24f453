import type { z } from "zod";
import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { addQuantity, type Quantity, subtractQuantity } from "../../kernel/quantity.ts";
import { audit, type By } from "../../platform/audit.ts";
import type { Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import type { changeSupplyInput, newSupplyInput, policyInput, supplyVersion } from "./contract.ts";
import { levelsChanged } from "./events.ts";
import { type LockedSupply, lockSupply } from "./locks.ts";
import { receiveFrom } from "./moves.ts";

const dateOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

/**
 * Announces goods on their way to a place by a date. Throws DomainError not_found `stock.variant_not_found`,
 * `stock.location_not_found`.
 */
export async function addSupply(tx: Tx, input: z.infer<typeof newSupplyInput>, by: By): Promise<{ id: string }> {
  const { variantId, locationCode, quantity, expectedOn, note } = input;
  const [variant, location] = await Promise.all([
    tx.variant.findUnique({ where: { id: variantId }, select: { id: true } }),
    tx.location.findFirst({
      where: { code: locationCode, kind: { in: ["warehouse", "store"] } },
      select: { id: true },
    }),
  ]);
  if (!variant) throw new DomainError("not_found", "stock.variant_not_found");
  if (!location) throw new DomainError("not_found", "stock.location_not_found", { location: locationCode });
  const supply = await tx.inboundSupply.create({
    data: {
      id: newId("supply"),
      variantId,
      locationId: location.id,
      quantity,
      expectedOn: dateOf(expectedOn),
      note: note ?? null,
      byUserId: by.userId,
    },
    select: { id: true },
  });
  await audit(tx, by, "stock.supply_added", { type: "supply", id: supply.id }, input);
  emit(tx, levelsChanged([variantId]));
  return supply;
}

/** The supply as the reader saw it, locked. Throws not_found, conflict `stock.version_conflict`, `stock.supply_closed`. */
async function openSupply(tx: Tx, { id, version }: z.infer<typeof supplyVersion>): Promise<LockedSupply> {
  const supply = await lockSupply(tx, id);
  if (!supply) throw new DomainError("not_found", "stock.supply_not_found");
  if (supply.version !== version)
    throw new DomainError("conflict", "stock.version_conflict", { version: supply.version });
  if (supply.status !== "expected") throw new DomainError("conflict", "stock.supply_closed");
  return supply;
}

/**
 * Another date or quantity: what was promised stands, the dates that shoppers read follow. Throws DomainError not_found
 * `stock.supply_not_found`; conflict `stock.version_conflict`, `stock.supply_closed`; invalid `stock.supply_too_small`
 * when less than already came.
 */
export async function changeSupply(tx: Tx, input: z.infer<typeof changeSupplyInput>, by: By): Promise<void> {
  const supply = await openSupply(tx, input);
  if (input.quantity <= supply.received) {
    throw new DomainError("invalid", "stock.supply_too_small", { received: supply.received });
  }
  const { expectedOn, quantity, note } = input;
  await tx.inboundSupply.update({
    where: { id: supply.id },
    data: { expectedOn: dateOf(expectedOn), quantity, note: note ?? null, version: { increment: 1 } },
  });
  await audit(tx, by, "stock.supply_changed", { type: "supply", id: supply.id }, input);
  emit(tx, levelsChanged([supply.variantId]));
}

/**
 * Goods of a supply came: into the ledger, then to those who wait for them, oldest first. More than expected is refused:
 * what else came is a receipt of its own. Locks supply → levels. Throws as `changeSupply`.
 */
export async function receiveSupply(
  tx: Tx,
  input: z.infer<typeof supplyVersion> & { quantity: Quantity },
  by: By,
): Promise<void> {
  const supply = await openSupply(tx, input);
  const received = addQuantity(supply.received, input.quantity);
  const open = subtractQuantity(supply.quantity, supply.received);
  if (received > supply.quantity) throw new DomainError("invalid", "stock.supply_too_large", { open });
  await tx.inboundSupply.update({
    where: { id: supply.id },
    data: { received, status: received === supply.quantity ? "received" : "expected", version: { increment: 1 } },
  });
  const { variantId, locationCode } = supply;
  const document = { type: "supply", id: supply.id };
  await receiveFrom(tx, [{ variantId, locationCode, quantity: input.quantity }], by, document);
  await audit(tx, by, "stock.supply_received", { type: "supply", id: supply.id }, { quantity: input.quantity });
}

/** The goods, or the rest of them, will not come. What was promised on them waits for others. Throws as `changeSupply`. */
export async function cancelSupply(tx: Tx, input: z.infer<typeof supplyVersion>, by: By): Promise<void> {
  const supply = await openSupply(tx, input);
  await tx.inboundSupply.update({
    where: { id: supply.id },
    data: { status: "cancelled", version: { increment: 1 } },
  });
  await audit(tx, by, "stock.supply_cancelled", { type: "supply", id: supply.id });
  emit(tx, levelsChanged([supply.variantId]));
}

/**
 * Whether a variant sells beyond stock, and how far. `seenAt`: when the policy that the reader saw was written. Throws
 * DomainError not_found `stock.variant_not_found`, conflict `stock.version_conflict`.
 */
export async function setPolicy(tx: Tx, input: z.infer<typeof policyInput>, by: By): Promise<void> {
  const { variantId, mode, maxBackorder, releaseOn, seenAt } = input;
  const variant = await tx.variant.findUnique({ where: { id: variantId }, select: { id: true } });
  if (!variant) throw new DomainError("not_found", "stock.variant_not_found");
  const data = { mode, maxBackorder, releaseOn: releaseOn ? dateOf(releaseOn) : null };
  const written =
    seenAt === null
      ? await tx.stockPolicy.createMany({ data: [{ variantId, ...data }], skipDuplicates: true })
      : await tx.stockPolicy.updateMany({ where: { variantId, updatedAt: new Date(seenAt) }, data });
  if (written.count === 0) throw new DomainError("conflict", "stock.version_conflict", {});
  await audit(tx, by, "stock.policy_set", { type: "variant", id: variantId }, { mode, maxBackorder, releaseOn });
  emit(tx, levelsChanged([variantId]));
}
