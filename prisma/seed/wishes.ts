import { askAlert, mergeWishes } from "#server/modules/crm/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { demoAccounts } from "./accounts.ts";

/** Who waits for what is sold out, by how many: the first variants that nobody has and nobody may order. */
const waiting = [3, 1, 2] as const;
const wished = ["lampe-cepe", "fauteuil-nuage", "vase-colline"] as const;

/** Alerts for sold-out goods, so that staff see what is asked for, and a list for the demo customer. */
export async function seedWishes(tx: Tx): Promise<void> {
  const now = new Date();
  const channel = await tx.channel.findUniqueOrThrow({ where: { code: "web" }, select: { id: true } });
  const soldOut = await tx.variant.findMany({
    where: { stockPolicy: null, stockLevels: { none: { onHand: { gt: 0 } } } },
    orderBy: { sku: "asc" },
    take: waiting.length,
    select: { id: true },
  });
  for (const [i, variant] of soldOut.entries()) {
    for (let person = 1; person <= (waiting[i] ?? 0); person++) {
      const email = `waiting.${i + 1}.${person}@demo.comptoir.example`;
      const asked = {
        channelId: channel.id,
        variantId: variant.id,
        email,
        locale: "fr",
        userId: null,
        proven: true,
        now,
      };
      await askAlert(tx, asked);
    }
  }
  const customer = demoAccounts.find((account) => account.role === "customer");
  const user = customer && (await tx.user.findUnique({ where: { email: customer.email }, select: { id: true } }));
  if (!user) return;
  const products = await tx.product.findMany({
    where: { slug: { in: [...wished] } },
    orderBy: { slug: "asc" },
    select: { id: true },
  });
  await mergeWishes(tx, { userId: user.id, productIds: products.map((product) => product.id), now });
}
