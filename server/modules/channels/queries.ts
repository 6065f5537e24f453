import { DomainError } from "#server/kernel/errors.ts";
import type { Db } from "#server/platform/db.ts";
import type { ChannelTerms } from "./contract.ts";

/**
 * An active channel by its code ("web"), with its price list's terms and its locations by priority. One statement.
 * Throws DomainError not_found `channels.channel_not_found`.
 */
export async function channelByCode(db: Db, code: string): Promise<ChannelTerms> {
  const rows = await db.$queryRaw<ChannelTerms[]>`
    SELECT c.id, c.code, c.kind, c.price_list_id AS "priceListId", p.currency, p.tax_included AS "taxIncluded",
      c.hold_minutes AS "holdMinutes",
      ARRAY(
        SELECT cl.location_id FROM channel_location cl JOIN location l ON l.id = cl.location_id
        WHERE cl.channel_id = c.id AND l.active ORDER BY cl.priority, cl.location_id
      ) AS "locationIds"
    FROM channel c JOIN price_list p ON p.id = c.price_list_id
    WHERE c.code = ${code} AND c.active`;
  const channel = rows[0];
  if (!channel) throw new DomainError("not_found", "channels.channel_not_found", { code });
  return channel;
}
