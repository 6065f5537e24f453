import { maturePoints } from "#server/flows/loyalty/mature-points.ts";
import { settlePoints } from "#server/flows/loyalty/settle-points.ts";
import { correctPoints, saveProgramme } from "#server/modules/loyalty/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoAccount } from "./accounts.ts";

const currency = "EUR";
const day = 86_400_000;

/** A point for every euro, five cents for a point: five percent back. */
export const seedProgramme = (tx: Tx): Promise<void> =>
  saveProgramme(
    tx,
    currency,
    {
      ...{ active: true, pointsPerUnit: "1", pointValueMinor: 5, minimumPoints: 100, pendingDays: 14 },
      ...{ expiryMonths: 24, version: 0 },
    },
    bySystem,
  );

/** Points of the past orders, at their own times, and for the demo customer some from long ago that are about to expire. */
export async function seedPoints(now: Date): Promise<void> {
  const { partnerId } = await db().user.findUniqueOrThrow({
    where: { email: demoAccount("customer").email },
    select: { partnerId: true },
  });
  if (!partnerId) return;
  const long = new Date(now);
  long.setUTCMonth(long.getUTCMonth() - 24);
  const given = [
    { points: 60, reason: "Cadeau de bienvenue", at: new Date(long.getTime() + 20 * day) },
    { points: 250, reason: "Geste pour une livraison en retard", at: new Date(now.getTime() - 70 * day) },
  ];
  for (const { at, ...change } of given) {
    await inTx((tx) => correctPoints(tx, { partnerId, currency }, change, bySystem, at));
  }
  const orders = await db().salesOrder.findMany({
    where: { confirmedAt: { not: null }, partnerId: { not: null } },
    orderBy: { confirmedAt: "asc" },
    select: { id: true, confirmedAt: true, closedAt: true },
  });
  for (const { id, confirmedAt } of orders) await settlePoints(id, confirmedAt ?? now);
  await maturePoints(now);
}
