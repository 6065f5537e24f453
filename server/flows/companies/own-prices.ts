// Prices of a customer's own: what a member is shown late on a page that everybody shares (account.company.own), and the list
// that staff give a company (companies.company.write). Reading takes no lock and three statements.
import { unitPriceOf } from "#server/kernel/unit-price.ts";
import { netContents } from "#server/modules/catalogue/index.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { requireRole } from "#server/modules/companies/index.ts";
import type { OwnPrice } from "#server/modules/pricing/contract.ts";
import { pricesFor, setOwnList, unitPrices } from "#server/modules/pricing/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** Of these variants those that cost the company one buys for less than everybody; none for who buys for themselves. */
export async function ownPrices(
  buyer: { companyId: string | null; channelCode: string },
  variantIds: readonly string[],
  now: Date,
): Promise<OwnPrice[]> {
  if (buyer.companyId === null) return [];
  const channel = await channelByCode(db(), buyer.channelCode);
  const prices = await unitPrices(db(), pricesFor(channel, buyer), variantIds, now);
  const own = [...prices.values()].flatMap(({ variantId, unit, listed }) =>
    listed ? [{ variantId, price: unit, listed }] : [],
  );
  const contents = await netContents(
    db(),
    own.map(({ variantId }) => variantId),
  );
  return own.map((one) => ({ ...one, measurePrice: unitPriceOf(one.price, contents.get(one.variantId) ?? null) }));
}

/**
 * Gives a company a list of its own, or takes it away (null). Throws DomainError not_found
 * `companies.company_not_found`, `pricing.price_list_not_found`.
 */
export const givePriceList = (
  { companyId, priceListId }: { companyId: string; priceListId: string | null },
  by: By,
): Promise<void> =>
  inTx(async (tx) => {
    await requireRole(tx, "staff", companyId, "administrator");
    await setOwnList(tx, { partnerId: companyId, priceListId }, by);
  });
