import { DomainError } from "#server/kernel/errors.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { PriceListChoice } from "./contract.ts";

/** Lists that a customer may be given: sale lists that no channel sells by. By code, at most two hundred. */
export async function listOwnLists(db: Db, locale: string): Promise<PriceListChoice[]> {
  const rows = await db.priceList.findMany({
    where: { kind: "sale", channels: { none: {} } },
    orderBy: { code: "asc" },
    take: 200,
    select: {
      ...{ id: true, code: true, name: true, currency: true, taxIncluded: true },
      _count: { select: { items: true } },
    },
  });
  return rows.map(({ name, _count, ...row }) => ({ ...row, name: inLocale(name, locale), articles: _count.items }));
}

/** The list of a customer's own; null: they pay what everybody pays. */
export async function ownListOf(db: Db, partnerId: string): Promise<string | null> {
  const row = await db.partnerPriceList.findUnique({ where: { partnerId }, select: { priceListId: true } });
  return row?.priceListId ?? null;
}

/**
 * Gives a customer a list of their own, or takes it away (null), and writes the audit entry. It holds from the next price
 * they are shown. Throws DomainError not_found `pricing.price_list_not_found`, also for a list that a channel sells by.
 */
export async function setOwnList(
  tx: Tx,
  { partnerId, priceListId }: { partnerId: string; priceListId: string | null },
  by: By,
): Promise<void> {
  const before = await ownListOf(tx, partnerId);
  if (before === priceListId) return;
  if (priceListId === null) {
    await tx.partnerPriceList.deleteMany({ where: { partnerId } });
  } else {
    const list = await tx.priceList.findFirst({
      where: { id: priceListId, kind: "sale", channels: { none: {} } },
      select: { id: true },
    });
    if (!list) throw new DomainError("not_found", "pricing.price_list_not_found");
    await tx.partnerPriceList.upsert({
      where: { partnerId },
      create: { partnerId, priceListId },
      update: { priceListId },
    });
  }
  await audit(
    tx,
    by,
    "pricing.own_list.changed",
    { type: "partner", id: partnerId },
    { from: before, to: priceListId },
  );
}
