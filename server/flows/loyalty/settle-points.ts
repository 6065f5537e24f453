// An order's points follow the order: what it earns, and what it spent that comes back, computed anew from what it is now.
// Called by the worker after every event of an order, so that checkout does not wait; any number of calls come to the same.
// Locks: the account. The order is read under it, so the last call sees the last state.
import {
  earnedNow,
  earningOf,
  type FrozenShare,
  findProgramme,
  lockAccount,
  openAccount,
  pointsSettled,
  settleEarning,
  settleReturned,
  spendOf,
  unspent,
} from "#server/modules/loyalty/index.ts";
import { type Db, db, type Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";

async function readOrder(reader: Db, id: string) {
  const order = await reader.salesOrder.findUnique({
    where: { id },
    select: {
      ...{ id: true, status: true, currency: true, partnerId: true },
      partner: { select: { kind: true, archivedAt: true } },
      lines: { where: { kind: "product" }, select: { id: true, quantity: true, refunded: true, grossMinor: true } },
    },
  });
  return (
    order && {
      ...order,
      stands: order.status === "confirmed" || order.status === "completed",
      over: order.status === "cancelled" || order.status === "expired",
      lines: order.lines.map(({ id, quantity, refunded, grossMinor }) => {
        return { id, quantity: Number(quantity), refunded: Number(refunded), grossMinor: Number(grossMinor) };
      }),
    }
  );
}
type Order = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

/**
 * Settles what an order does to its buyer's points. Only persons have some: what somebody buys for a company is the company's
 * money. An order that no programme concerns is left alone, and so is that of somebody forgotten: nobody is left to spend.
 */
export async function settlePoints(orderId: string, now: Date): Promise<void> {
  const seen = await readOrder(db(), orderId);
  if (!seen?.partnerId || seen.partner?.kind !== "person" || seen.partner.archivedAt) return;
  const { partnerId, currency } = seen;
  const programme = await findProgramme(db(), currency);
  if (!programme) return;
  await inTx(async (tx) => {
    const known = (await earningOf(tx, orderId)) ?? (await spendOf(tx, orderId));
    const fresh = programme.active && seen.stands;
    if (!known && !fresh) return;
    const accountId = known?.accountId ?? (await openAccount(tx, { programmeId: programme.id, partnerId }));
    await settle(tx, { orderId, accountId, pointsPerUnit: fresh ? programme.pointsPerUnit : null }, now);
  });
}

/** `pointsPerUnit` is today's rate; null: an order that has not earned yet earns nothing. */
async function settle(
  tx: Tx,
  of: { orderId: string; accountId: string; pointsPerUnit: string | null },
  now: Date,
): Promise<void> {
  const account = await lockAccount(tx, of.accountId);
  const order = await readOrder(tx, of.orderId);
  if (!order) return;
  const spend = await spendOf(tx, order.id);
  const cameBack = spend ? await settleReturned(tx, account, order.id, returnedOf(order, spend), now) : false;
  const rate = (await earningOf(tx, order.id))?.pointsPerUnit.toFixed() ?? of.pointsPerUnit;
  const target = order.stands ? earnedNow(order.lines, rate ?? "0", order.currency) : 0;
  // What came back a moment ago is on the balance too.
  const fresh = cameBack ? await lockAccount(tx, of.accountId) : account;
  const earned =
    rate !== null && (order.stands || order.over)
      ? await settleEarning(tx, fresh, { id: order.id, target, pointsPerUnit: rate }, now)
      : false;
  if (cameBack || earned) emit(tx, pointsSettled(order.id));
}

function returnedOf(order: Order, spend: { points: number; lines: unknown }): number {
  if (order.over) return spend.points;
  const left = new Map(order.lines.map((line) => [line.id, line]));
  return unspent(spend.lines as FrozenShare[], left);
}
