// What of an order may be claimed for: read for whoever asks, and again under its lock by who claims.
import type { Quantity } from "#server/kernel/quantity.ts";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import { claimableUnits, claimableUntil, claimedUnits, lastClaimDay } from "#server/modules/claims/index.ts";
import { announcedUnits, arrivals } from "#server/modules/fulfilment/index.ts";
import type { Db } from "#server/platform/db.ts";

export type ClaimableLine = {
  /** Units that may still be claimed for. */
  left: Quantity;
  /** When the last of it arrived, and the last day for a claim; null while something of it is on its way. */
  arrivedAt: Date | null;
  until: string | null;
  closed: boolean;
};

type Line = { id: string; ordered: Quantity; delivered: Quantity; returned: Quantity; refunded: Quantity };

/** By line of the order. */
export async function claimableOf(
  db: Db,
  orderId: string,
  lines: readonly Line[],
  now: Date,
): Promise<ReadonlyMap<string, ClaimableLine>> {
  const [announced, claimed, arrived, unpaid] = [
    await announcedUnits(db, orderId),
    await claimedUnits(db, orderId),
    await arrivals(db, orderId),
    await unpaidReturns(db, orderId),
  ];
  return new Map(
    lines.map(({ id, ...line }) => {
      const arrivedAt = arrived.get(id) ?? null;
      const left = claimableUnits({
        ...line,
        announced: announced.get(id) ?? 0,
        unpaid: unpaid.get(id) ?? 0,
        ...(claimed.get(id) ?? { claimed: 0, granted: 0 }),
      });
      const until = arrivedAt && lastClaimDay(arrivedAt);
      return [id, { left, arrivedAt, until, closed: arrivedAt !== null && claimableUntil(arrivedAt) <= now }] as const;
    }),
  );
}

/** Units that came back and whose money did not go back, by line. */
async function unpaidReturns(db: Db, orderId: string): Promise<ReadonlyMap<string, Quantity>> {
  const rows = await db.returnLine.groupBy({
    by: ["orderLineId"],
    where: { return: { orderId } },
    _sum: { received: true, refunded: true },
  });
  return new Map(
    rows.map(({ orderLineId, _sum }) => [
      orderLineId,
      subtractQuantity(Number(_sum.received ?? 0), Number(_sum.refunded ?? 0)),
    ]),
  );
}
