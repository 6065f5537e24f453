import { newId } from "../../kernel/ids.ts";
import type { Tx } from "../../platform/db.ts";
import { noteLocks } from "../../platform/lock-order.ts";
import type { Demand } from "./model.ts";
import type { Selling } from "./sellable.ts";
import { firstPlace, type Towards } from "./turns.ts";

type Taking = Towards & {
  orderId: string;
  demands: readonly Demand[];
  channel: Selling;
  cartId?: string | null;
  expiresAt: Date | null;
  now: Date;
};

/**
 * One line that the first place in turn has whole, and nothing to give back for it: then sourcing would choose that place,
 * and one statement looks, locks and takes. The row that everyone wants waits for nothing but COMMIT. False: not so.
 */
export async function takeAtFirst(tx: Tx, input: Taking): Promise<boolean> {
  const [demand, ...more] = input.demands;
  const place = firstPlace(input.channel, input);
  if (!demand || more.length > 0 || !place) return false;
  const { variantId, lineId, quantity } = demand;
  const written = await tx.$executeRaw`
    WITH changed AS (
      UPDATE stock_level l SET reserved = l.reserved + ${quantity}::numeric, updated_at = now()
      WHERE l.variant_id = ${variantId} AND l.location_id = ${place.id}
        AND l.on_hand - l.reserved - ${place.safetyStock}::numeric >= ${quantity}::numeric
        AND NOT EXISTS (SELECT FROM channel_safety_stock s
          WHERE s.channel_id = ${input.channel.id} AND s.variant_id = l.variant_id AND s.quantity > 0)
        AND NOT EXISTS (SELECT FROM reservation r WHERE r.variant_id = l.variant_id AND r.location_id = l.location_id
          AND r.status = 'held' AND r.expires_at <= ${input.now})
        AND NOT EXISTS (SELECT FROM reservation r WHERE r.cart_id = ${input.cartId ?? null} AND r.status = 'held')
      RETURNING l.variant_id, l.location_id)
    INSERT INTO reservation (id, variant_id, location_id, order_id, order_line_id, kind, quantity, status, expires_at)
    SELECT ${newId("reservation")}, variant_id, location_id, ${input.orderId}, ${lineId}, 'stock', ${quantity}::numeric,
      ${input.expiresAt ? "held" : "committed"}, ${input.expiresAt}::timestamptz
    FROM changed`;
  if (written > 0) noteLocks(tx, "level", [`${variantId} ${place.id}`]);
  return written > 0;
}
