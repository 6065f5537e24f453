// A delivered and invoiced order whose goods have sisters in other sizes, for tests of exchanges and claims.
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { newId } from "#server/kernel/ids.ts";
import { addPrices } from "#server/modules/pricing/index.ts";
import { receive } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder, type TestOrder } from "./order-fixture.ts";
import { deliverOrder } from "./send-order.ts";

export type DeliveredOrder = Awaited<ReturnType<typeof deliveredOrder>>;

/** Two chairs at 120.00 and three bowls at 19.90; the ordered variants have a price of today too. */
export async function deliveredOrder(options: TestOrder = {}) {
  await db().location.upsert({
    where: { code: "LOSS" },
    create: { id: newId("location"), code: "LOSS", name: "Loss", kind: "loss" },
    update: {},
  });
  const order = await makeOrder(options);
  await db().location.update({ where: { code: "T2" }, data: { takesReturns: true } });
  await db().payment.updateMany({ where: { orderId: order.id }, data: { intentRef: `pi_${order.id}` } });
  await postInvoice((await draftInvoice(order.id)) ?? "", bySystem);
  await deliverOrder(order.id);
  const prices = order.lines.map(({ variantId, unitPrice }) => ({ variantId, unitPrice }));
  await inTx((tx) => addPrices(tx, order.shop.channel.priceListId, prices));
  return order;
}

/** Another size of what line `i` is of: its price of today and how many there are. */
export async function sisterOf(order: DeliveredOrder, i: number, price: string, stock: number): Promise<string> {
  const line = order.lines[i];
  const { productId } = await db().variant.findUniqueOrThrow({ where: { id: line?.variantId ?? "" } });
  const id = newId("variant");
  await db().variant.create({ data: { id, productId, sku: `SIS-${id.slice(-8)}`, weightG: 900 } });
  await inTx((tx) => addPrices(tx, order.shop.channel.priceListId, [{ variantId: id, unitPrice: price }]));
  if (stock > 0) {
    const goods = [{ variantId: id, locationCode: order.shop.first.code, quantity: stock, note: "test" }];
    await inTx((tx) => receive(tx, goods, bySystem));
  }
  return id;
}
