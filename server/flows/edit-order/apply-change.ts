// Makes a priced change true, in the caller's transaction: deliveries are taken back from the pickers, stock follows, the
// order is rewritten, what is to be picked and invoiced is drawn anew. Either all of it or (a savepoint) nothing.
// Locks (order, payments held by the caller): deliveries → stock levels.
import { DomainError } from "#server/kernel/errors.ts";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import { channelById } from "#server/modules/channels/index.ts";
import { claimPlanned, committedStock, replanDeliveries } from "#server/modules/fulfilment/index.ts";
import { discardDraft } from "#server/modules/invoicing/index.ts";
import {
  applyProposal,
  assertEditable,
  type ChangeSource,
  insertNewLines,
  type LockedOrder,
  type Proposal,
  placeAfter,
} from "#server/modules/sales/index.ts";
import {
  claimHolds,
  destinationOf,
  lockLevels,
  releaseCommitted,
  releaseHeld,
  releaseQuantity,
  reserve,
} from "#server/modules/stock/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { promiseParts } from "../deliver-order/promise-parts.ts";
import { writeDraft } from "../invoice-order/draft-invoice.ts";

/**
 * Applies a proposal to a locked order. Throws DomainError conflict `sales.order_not_editable`, `sales.order_changed`,
 * `fulfilment.picking_started`, `stock.not_enough`, `stock.must_wait`; nothing is written then.
 */
export function applyChange(
  tx: Tx,
  order: LockedOrder,
  change: { proposal: Proposal; amendmentId: string; source: ChangeSource },
  by: By,
  now: Date,
): Promise<void> {
  return orNothing(tx, async () => {
    const { proposal } = change;
    assertEditable(order);
    const claimed = await claimPlanned(tx, order.id);
    const drafted = await tx.invoice.count({ where: { orderId: order.id, kind: "invoice", status: "draft" } });
    await discardDraft(tx, order.id);
    await insertNewLines(tx, order, proposal);
    await shiftStock(tx, order, proposal, now);
    await applyProposal(tx, order, change, by, now);
    const reserved = await committedStock(tx, order.id);
    const places = [...new Set(reserved.map((part) => part.locationId))];
    await replanDeliveries(tx, claimed, {
      orderId: order.id,
      address: order.deliveryAddress ?? {},
      reserved,
      pickup: order.pickupLocationId !== null,
      promises: await promiseParts(tx, order, places, now),
      toldAnew: proposal.told !== undefined,
      wantedOn: order.wantedOn,
      now,
    });
    if (drafted > 0) await writeDraft(tx, order, now);
  });
}

type Demand = { lineId: string; variantId: string; quantity: number };

/** What a proposal needs beyond what the order has, one line per variant. */
const extraDemands = (proposal: Proposal): Demand[] =>
  proposal.lines.flatMap(({ id, variantId, quantity, before }) =>
    variantId && quantity > before ? [{ lineId: id, variantId, quantity: subtractQuantity(quantity, before) }] : [],
  );

const allDemands = (proposal: Proposal): Demand[] =>
  proposal.lines.flatMap(({ id, variantId, quantity }) => (variantId ? [{ lineId: id, variantId, quantity }] : []));

/** Collected elsewhere, or delivered instead: all of it is taken from another place. */
const movesPlace = (order: LockedOrder, proposal: Proposal): boolean =>
  placeAfter(order, proposal) !== order.pickupLocationId;

/** Has part of it been waiting for goods to come in? Then it may wait elsewhere too. */
const waits = async (tx: Tx, order: LockedOrder): Promise<boolean> =>
  (await tx.reservation.count({ where: { orderId: order.id, kind: "supply" } })) > 0;

/** Holds the extra units of a change until it is paid. Its new lines are not written yet: an old one stands for them. */
export async function holdExtra(
  tx: Tx,
  order: LockedOrder,
  proposal: Proposal,
  until: { expiresAt: Date; now: Date },
): Promise<void> {
  const known = new Set(order.lines.map((line) => line.id));
  const stand = order.lines.find((line) => line.kind === "product")?.id ?? "";
  const moves = movesPlace(order, proposal);
  const demands = (moves ? allDemands : extraDemands)(proposal).map((demand) => ({
    ...demand,
    lineId: known.has(demand.lineId) ? demand.lineId : stand,
  }));
  if (demands.length === 0) return;
  await reserve(tx, {
    orderId: order.id,
    demands,
    channel: await channelById(tx, order.channelId),
    to: destinationOf(proposal.delivery),
    collectAt: placeAfter(order, proposal),
    acceptsWaiting: moves && (await waits(tx, order)),
    ...until,
  });
}

async function shiftStock(tx: Tx, order: LockedOrder, proposal: Proposal, now: Date): Promise<void> {
  const after = new Map(proposal.lines.map((line) => [line.id, line.quantity]));
  const gone = order.lines.flatMap((line) => {
    const quantity = subtractQuantity(Number(line.quantity), after.get(line.id) ?? 0);
    return line.kind === "product" && quantity > 0 ? [{ orderLineId: line.id, quantity }] : [];
  });
  const moves = movesPlace(order, proposal);
  const demands = (moves ? allDemands : extraDemands)(proposal);
  if (gone.length === 0 && demands.length === 0) return;
  const variants = [...order.lines, ...proposal.lines].flatMap(({ variantId }) => (variantId ? [variantId] : []));
  await lockLevels(tx, [...new Set(variants)]);
  const acceptsWaiting = moves && (await waits(tx, order));
  if (moves) await releaseCommitted(tx, order.id);
  if (!(await claimHolds(tx, order.id, demands))) {
    await releaseHeld(tx, order.id);
    await reserve(tx, {
      orderId: order.id,
      demands,
      channel: await channelById(tx, order.channelId),
      to: destinationOf(proposal.delivery),
      collectAt: placeAfter(order, proposal),
      acceptsWaiting,
      expiresAt: null,
      now,
    });
  }
  if (gone.length && !moves) await releaseQuantity(tx, order.id, gone);
}

/** Undoes what `work` wrote when it refuses, so that the caller may go on in the same transaction. */
async function orNothing<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SAVEPOINT change`;
  try {
    const result = await work();
    await tx.$executeRaw`RELEASE SAVEPOINT change`;
    return result;
  } catch (error) {
    if (error instanceof DomainError) await tx.$executeRaw`ROLLBACK TO SAVEPOINT change`;
    throw error;
  }
}
