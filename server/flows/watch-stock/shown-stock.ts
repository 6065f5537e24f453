// What shoppers see of stock in a channel now. Reads only; no lock. The terms are one statement, the stock another.

import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { type ShownStock, shownStock } from "#server/modules/stock/contract-display.ts";
import { availabilityByLocation } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";

const most = 500;

/** The stock of these variants as the channel shows it, in the order asked; one statement for every 500. */
export async function readShownStock(
  db: Db,
  channel: ChannelTerms,
  variantIds: readonly string[],
  now: Date,
): Promise<ShownStock[]> {
  const rows: ShownStock[] = [];
  for (let i = 0; i < variantIds.length; i += most) {
    const found = await availabilityByLocation(db, variantIds.slice(i, i + most), channel, now);
    rows.push(...found.map((row) => shownStock(row, channel)));
  }
  return rows;
}
