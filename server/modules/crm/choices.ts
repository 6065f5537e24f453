import type { Db, Tx } from "#server/platform/db.ts";
import type { OwnAlert } from "./contract.ts";
import { type ConsentPurpose, consentPurposes } from "./contract-consent.ts";

/** What an address agrees to at this moment. */
export async function standingConsents(db: Db, email: string): Promise<ConsentPurpose[]> {
  const rows = await db.consent.findMany({ where: { email, withdrawnAt: null }, select: { purpose: true } });
  return consentPurposes.filter((purpose) => rows.some((row) => row.purpose === purpose));
}

/** The user's alerts that wait for goods to come back, the latest first. */
export async function ownWaitingAlerts(db: Db, userId: string, locale: string): Promise<OwnAlert[]> {
  return db.$queryRaw<OwnAlert[]>`
    SELECT a.id, coalesce(p.name->>${locale}, p.name->>'fr') AS name, v.sku, p.slug
    FROM stock_alert a JOIN variant v ON v.id = a.variant_id JOIN product p ON p.id = v.product_id
    WHERE a.user_id = ${userId} AND a.status = 'waiting' ORDER BY a.id DESC LIMIT 100`;
}

/** Ends a user's own alert. */
export async function stopAlertOf(tx: Tx, input: { id: string; userId: string; now: Date }): Promise<void> {
  await tx.stockAlert.updateMany({
    where: { id: input.id, userId: input.userId, status: { in: ["pending", "waiting"] } },
    data: { status: "ended", closedAt: input.now },
  });
}
