// Customers with loyalty points, for tests: they are given some, spend them at checkout, send goods back.
import { randomUUID } from "node:crypto";
import { guestActor } from "#server/access/actor.ts";
import { settlePayment } from "#server/flows/checkout/settle-payment.ts";
import { refundUnits } from "#server/flows/refund-payment/refund-units.ts";
import { newId } from "#server/kernel/ids.ts";
import { correctPoints } from "#server/modules/loyalty/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { runJobs } from "./run-jobs.ts";
import { payOnPage, testCards } from "./sandbox-shopper.ts";
import { article, shopper } from "./shoppers.ts";

const currency = "EUR";

/** A customer with an account, and points given by hand. */
export async function customer(points = 0, at = new Date()) {
  const [id, partnerId] = [newId("user"), newId("partner")];
  const email = `${randomUUID().slice(0, 8)}@points.example.test`;
  await db().user.create({
    data: {
      ...{ id, email, name: "Camille", emailVerifiedAt: new Date() },
      partner: { create: { id: partnerId, kind: "person", name: "Camille", email } },
    },
  });
  if (points) await givePoints(partnerId, points, at);
  const actor = { ...guestActor, userId: id, partnerId, name: "Camille", email, roles: ["customer" as const] };
  return { id, partnerId, email, browser: () => shopper({ ...actor, emailVerified: true }) };
}
export type Customer = Awaited<ReturnType<typeof customer>>;

export const givePoints = (partnerId: string, points: number, at = new Date()): Promise<void> =>
  inTx((tx) => correctPoints(tx, { partnerId, currency }, { points, reason: "pour essayer" }, bySystem, at));

/** What the balance says. */
export async function standOf(partnerId: string) {
  const { points, pending } = await db().loyaltyAccount.findFirstOrThrow({ where: { partnerId } });
  return { points, pending };
}

/** The lines of the ledger, oldest first: kind, points, pending. */
export const entriesOf = async (partnerId: string) =>
  (await db().loyaltyEntry.findMany({ where: { account: { partnerId } }, orderBy: { id: "asc" } })).map((e) => [
    e.kind,
    e.points,
    e.pending,
  ]);

type Basket = { price?: string; quantity?: number; use?: boolean };

/** A basket of a price, its points to be spent unless said. */
export async function basketOf(who: Customer, { price = "40", quantity = 1, use = true }: Basket = {}) {
  const { variantId } = await article({ stock: 50, price });
  const browser = who.browser();
  await browser.api.shop.cart.add({ variantId, quantity });
  if (use) await browser.api.shop.cart.spendPoints({ use: true });
  return browser;
}

/** Pays a placed order online; its id, once the worker has done what follows. */
export async function payPlaced(placed: { orderId: string; payUrl: string }): Promise<string> {
  await payOnPage(placed.payUrl, testCards.accepted);
  const { id } = await db().payment.findFirstOrThrow({ where: { orderId: placed.orderId, method: "online" } });
  await settlePayment(id, new Date());
  await runJobs();
  return placed.orderId;
}

/** A paid order of one article; its id. */
export async function buyWithPoints(who: Customer, basket?: Basket): Promise<string> {
  const browser = await basketOf(who, basket);
  return payPlaced(await browser.order({ email: who.email }));
}

/** Refunds so many units of each product line. */
export async function giveBack(orderId: string, units: readonly number[]): Promise<void> {
  const order = await db().salesOrder.findUniqueOrThrow({
    where: { id: orderId },
    include: { lines: { where: { kind: "product" }, orderBy: { position: "asc" } } },
  });
  const lines = order.lines.flatMap((line, i) => (units[i] ? [{ orderLineId: line.id, quantity: units[i] }] : []));
  const said = { withShipping: false, reason: "Retour", idempotencyKey: randomUUID() };
  await refundUnits({ number: order.number, version: order.version, lines, ...said }, bySystem);
  await runJobs();
}
