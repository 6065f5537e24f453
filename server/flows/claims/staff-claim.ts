// A claim with what staff decide it by: photos, when the goods arrived, what they cost and what could be sent instead
// (claims.claim.read). Reads only.
import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { type Money, money } from "#server/kernel/money.ts";
import type { StaffClaim } from "#server/modules/claims/contract.ts";
import { claimantOf, readClaim } from "#server/modules/claims/index.ts";
import { arrivals } from "#server/modules/fulfilment/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import type { Db } from "#server/platform/db.ts";
import { exchangeChoices } from "../exchange/plan-exchange.ts";
import { worthLeft } from "../refund-payment/worth-left.ts";
import { claimPhotos, claimRefunds } from "./own-claims.ts";
import { readPayments } from "./read-payments.ts";

/** Throws not_found `claims.not_found`. */
export async function staffClaim(db: Db, scope: Scope, number: string, now: Date): Promise<StaffClaim> {
  const found = await readClaim(db, scope, number);
  const order = await db.salesOrder.findUniqueOrThrow({
    where: { id: found.order.id },
    include: { lines: { orderBy: { position: "asc" } } },
  });
  const claimed = order.lines.filter((line) => found.lines.some((one) => one.orderLineId === line.id));
  const variants = await db.variant.findMany({
    where: { id: { in: claimed.flatMap((line) => line.variantId ?? []) } },
    select: { id: true, uom: true },
  });
  const open = found.head.status === "open";
  const arrived = await arrivals(db, order.id);
  const choices = open ? await exchangeChoices(db, order, claimed, now) : null;
  const goods = order.lines.filter((line) => line.kind === "product");
  const unitsOf = (id: string) => found.lines.find((one) => one.orderLineId === id)?.quantity ?? 0;
  return {
    ...found.head,
    photos: await claimPhotos(db, found.id),
    refunds: await claimRefunds(db, found.id, order.currency),
    order: { number: order.number, email: order.email, customer: claimantOf(found.order) },
    decidedBy: await nameOf(db, found.decidedById),
    lines: claimed.map((line) => ({
      ...{ orderLineId: line.id, sku: line.sku, name: line.name, description: line.description },
      mediaKey: line.mediaKey,
      uom: variants.find(({ id }) => id === line.variantId)?.uom ?? "unit",
      quantity: unitsOf(line.id),
      accepted: found.lines.find((one) => one.orderLineId === line.id)?.accepted ?? 0,
      arrivedAt: arrived.get(line.id)?.toISOString() ?? null,
      // What differs in price: the house pays, so nothing dearer; what is cheaper gives the difference back.
      choices: (choices?.get(line.id) ?? []).filter(({ difference }) => difference !== null && difference.minor <= 0),
    })),
    worth: open ? await worthOf(db, order, found.lines) : null,
    whole: goods.every((line) => unitsOf(line.id) === Number(line.quantity)),
  };
}

async function nameOf(db: Db, userId: string | null): Promise<string | null> {
  if (!userId) return null;
  const user = await db.user.findUnique({ where: { id: userId }, select: { name: true, email: true } });
  return user && (user.name ?? user.email);
}

/** Nothing where its units went back meanwhile. */
async function worthOf(db: Db, order: LockedOrder, units: Parameters<typeof worthLeft>[2]): Promise<Money> {
  try {
    const lines = worthLeft(order, await readPayments(db, order.id), units);
    return money(
      lines.reduce((sum, line) => sum + line.grossMinor, 0),
      order.currency,
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return money(0, order.currency);
  }
}
