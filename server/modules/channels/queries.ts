import { DomainError } from "#server/kernel/errors.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { ChannelTerms } from "./contract.ts";

async function readTerms(db: Db, where: Prisma.Sql): Promise<ChannelTerms | null> {
  const [row] = await db.$queryRaw<Omit<ChannelTerms, "locationIds">[]>`
    SELECT c.id, c.code, c.kind, c.price_list_id AS "priceListId", p.currency, p.tax_included AS "taxIncluded",
      c.hold_minutes AS "holdMinutes", c.hold_on AS "holdOn", c.cart_hold_minutes AS "cartHoldMinutes",
      c.transfer_hold_days AS "transferHoldDays", c.sourcing, c.split_lines AS "splitLines",
      c.capture_mode AS "captureMode", c.payment_methods AS "paymentMethods", c.stock_display AS "stockDisplay",
      c.plenty_from AS "plentyFrom",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name, 'kind', l.kind, 'city', l.city,
          'safetyStock', cl.safety_stock, 'ships', cl.ships, 'latitude', l.latitude, 'longitude', l.longitude,
          'calendar', jsonb_build_object('timeZone', l.time_zone, 'cutoffMinutes', l.cutoff_minutes,
            'weekdays', l.working_days, 'holidays', l.holidays, 'handlingDays', l.handling_days,
            'closedOn', l.closed_on))
          ORDER BY cl.priority, cl.location_id)
        FROM channel_location cl JOIN location l ON l.id = cl.location_id WHERE cl.channel_id = c.id AND l.active
      ), '[]'::jsonb) AS locations
    FROM channel c JOIN price_list p ON p.id = c.price_list_id WHERE ${where}`;
  return row ? { ...row, locationIds: row.locations.map((place) => place.id) } : null;
}

/**
 * An active channel by its code ("web"), with its price list's terms and its locations by priority. One statement.
 * Throws DomainError not_found `channels.channel_not_found`.
 */
export async function channelByCode(db: Db, code: string): Promise<ChannelTerms> {
  const channel = await readTerms(db, Prisma.sql`c.code = ${code} AND c.active`);
  if (!channel) throw new DomainError("not_found", "channels.channel_not_found", { code });
  return channel;
}

/**
 * The channel of an order by its id, switched off or not: what was sold through it is still served. One statement.
 * Throws DomainError not_found `channels.channel_not_found`.
 */
export async function channelById(db: Db, id: string): Promise<ChannelTerms> {
  const channel = await readTerms(db, Prisma.sql`c.id = ${id}`);
  if (!channel) throw new DomainError("not_found", "channels.channel_not_found", {});
  return channel;
}
