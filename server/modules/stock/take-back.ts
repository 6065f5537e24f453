import { DomainError } from "../../kernel/errors.ts";
import type { Quantity } from "../../kernel/quantity.ts";
import type { By } from "../../platform/audit.ts";
import type { Tx } from "../../platform/db.ts";
import { fillWaiting } from "./fill-waiting.ts";
import { lockLevels } from "./locks.ts";
import { writeMoves } from "./moves.ts";

export type TakenBack = {
  variantId: string;
  /** Where it is put on the shelf again; null: it is written off. */
  locationId: string | null;
  quantity: Quantity;
};

/**
 * Goods come back from a customer, as moves of the ledger: what is fit lies at its location again and goes to those who
 * wait for it first, the rest is lost. Locks levels. Throws DomainError not_found `stock.location_not_found`.
 */
export async function takeBack(
  tx: Tx,
  goods: readonly TakenBack[],
  document: { type: string; id: string },
  by: By,
  now: Date,
): Promise<void> {
  if (goods.length === 0) return;
  const ends = await tx.location.findMany({
    where: { code: { in: ["CUSTOMER", "LOSS"] } },
    select: { id: true, code: true },
  });
  const end = (code: string): string => {
    const found = ends.find((one) => one.code === code);
    if (!found) throw new DomainError("not_found", "stock.location_not_found", { location: code });
    return found.id;
  };
  const shelves = [...new Set(goods.flatMap(({ locationId }) => (locationId ? [locationId] : [])))];
  const own = await tx.location.count({
    where: { id: { in: shelves }, kind: { in: ["warehouse", "store", "bin"] }, active: true },
  });
  if (own !== shelves.length) throw new DomainError("not_found", "stock.location_not_found", {});
  const variantIds = [...new Set(goods.map((one) => one.variantId))];
  // A shelf that never had this article gets its level first: all levels are then locked in one go.
  const pairs = goods.flatMap(({ variantId, locationId }) => (locationId ? [{ variantId, locationId }] : []));
  await tx.$executeRaw`
    INSERT INTO stock_level (variant_id, location_id)
    SELECT DISTINCT "variantId", "locationId" FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
      AS p("variantId" text, "locationId" text) ORDER BY 1, 2
    ON CONFLICT DO NOTHING`;
  await lockLevels(tx, variantIds);
  const [fromId, lostId] = [end("CUSTOMER"), end("LOSS")];
  await writeMoves(
    tx,
    goods.map(({ variantId, locationId, quantity }) => ({
      ...{ variantId, quantity, fromId, toId: locationId ?? lostId, reason: "return" as const, document },
    })),
    by,
  );
  if (shelves.length) await fillWaiting(tx, variantIds, now);
}
