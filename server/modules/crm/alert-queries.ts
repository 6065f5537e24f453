import type { Scope } from "#server/access/scope.ts";
import type { Db } from "#server/platform/db.ts";
import type { Waiting } from "./contract.ts";

export type Queue = { variantId: string; channelId: string; channelCode: string };

/** Where somebody waits, in channels that are open: of these variants, or of all. Answered from an index. */
export async function openQueues(db: Db, variantIds: readonly string[] | null): Promise<Queue[]> {
  const rows = await db.stockAlert.findMany({
    where: {
      status: "waiting",
      channel: { active: true },
      ...(variantIds && { variantId: { in: [...variantIds] } }),
    },
    distinct: ["variantId", "channelId"],
    orderBy: [{ variantId: "asc" }, { channelId: "asc" }],
    select: { variantId: true, channelId: true, channel: { select: { code: true } } },
  });
  return rows.map(({ channel, ...row }) => ({ ...row, channelCode: channel.code }));
}

/** The variants of a product that the user of this scope waits for. */
export async function ownAlerts(db: Db, scope: Scope, slug: string): Promise<string[]> {
  if (scope.all || !scope.userId) return [];
  const rows = await db.stockAlert.findMany({
    where: { userId: scope.userId, status: "waiting", variant: { product: { slug } } },
    distinct: ["variantId"],
    orderBy: { variantId: "asc" },
    select: { variantId: true },
  });
  return rows.map((row) => row.variantId);
}

/** How many wait for each variant of a product and how many were told since a moment; empty outside of the scope. */
export async function waitingByVariant(db: Db, scope: Scope, productId: string, since: Date): Promise<Waiting[]> {
  if (!scope.all) return [];
  const variants = await db.variant.findMany({
    where: { productId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      id: true,
      sku: true,
      stockAlerts: {
        where: { OR: [{ status: "waiting" }, { status: "served", closedAt: { gte: since } }] },
        select: { status: true },
      },
    },
  });
  return variants.map(({ id, sku, stockAlerts }) => {
    const waiting = stockAlerts.filter((alert) => alert.status === "waiting").length;
    return { variantId: id, sku, waiting, served: stockAlerts.length - waiting };
  });
}
