import { sendQuote } from "#server/flows/quotes/send-quote.ts";
import { draftQuote } from "#server/flows/quotes/write-quote.ts";
import { parisDate } from "#server/kernel/days.ts";
import { addPrices, createPriceList, setOwnList } from "#server/modules/pricing/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { demoAccount } from "./accounts.ts";

const chairs = ["MC-CHA-ALBA-NAT", "MC-CHA-ALBA-NOY", "MC-CHA-ALBA-NOI"];

async function company(reader: Tx | ReturnType<typeof db>) {
  const user = await reader.user.findUniqueOrThrow({
    where: { email: demoAccount("buyer").email },
    select: { id: true, memberships: { where: { role: "buyer" }, select: { partnerId: true } } },
  });
  const variants = await reader.variant.findMany({ where: { sku: { in: chairs } }, orderBy: { sku: "asc" } });
  return { userId: user.id, companyId: user.memberships[0]?.partnerId ?? "", variants };
}

/** The demo company buys chairs by a list of its own, twelve per cent below everybody's. */
export async function seedOwnList(tx: Tx): Promise<void> {
  const { companyId, variants } = await company(tx);
  const name = { fr: "Ateliers et architectes", en: "Workshops and architects" };
  const priceListId = await createPriceList(tx, { code: "trade", name, currency: "EUR", taxIncluded: true });
  const items = await tx.priceListItem.findMany({
    where: { variantId: { in: variants.map(({ id }) => id) }, priceListId: { not: priceListId }, minQuantity: 1 },
    distinct: ["variantId"],
  });
  const below = (price: string) => (Math.round(Number(price) * 88) / 100).toFixed(2);
  const prices = items.map(({ variantId, unitPrice }) => ({ variantId, unitPrice: below(unitPrice.toFixed()) }));
  await addPrices(tx, priceListId, prices);
  await setOwnList(tx, { partnerId: companyId, priceListId }, bySystem);
}

/** A quote that waits for the demo buyer's answer. */
export async function seedQuote(now: Date): Promise<void> {
  const { userId, companyId, variants } = await company(db());
  const rep = await db().user.findUniqueOrThrow({
    where: { email: demoAccount("sales").email },
    select: { id: true },
  });
  const by = { ...bySystem, userId: rep.id };
  const id = await draftQuote(
    {
      ...{ userId, companyId, shippingMethod: "large", shippingMinor: 0 },
      lines: variants.slice(0, 2).map((variant) => ({
        ...{ variantId: variant.id, quantity: 6, offer: { discountPercent: 10 } },
      })),
      validUntil: parisDate(new Date(now.getTime() + 30 * 86_400_000)),
      terms: "Livraison à Strasbourg comprise. Paiement sur facture à 30 jours, ou à la commande.",
    },
    by,
    now,
  );
  await sendQuote({ id, revision: 1 }, by, now);
}
