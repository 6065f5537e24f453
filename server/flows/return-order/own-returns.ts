// A buyer reads what they may send back of an order, and what became of what they sent (shop.order.return). Reads only; the
// order is asked for within the reader's scope, or was reached by its link.
import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import { exclusionOf } from "#server/kernel/return-exclusions.ts";
import { attachmentsOf } from "#server/modules/attachments/index.ts";
import type { OwnReturn, ReturnOptions } from "#server/modules/fulfilment/contract-returning.ts";
import type { ReturnDetail } from "#server/modules/fulfilment/contract-returns.ts";
import {
  announcedUnits,
  arrivals,
  lastArrival,
  lastReturnDay,
  returnableUnits,
  returnableUntil,
  returnDetail,
} from "#server/modules/fulfilment/index.ts";
import { counted, dueOf, paymentsOfOrder } from "#server/modules/payments/index.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { Db } from "#server/platform/db.ts";
import { exchangeChoices } from "../exchange/plan-exchange.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { waysOf } from "./choose-way.ts";

const goodsOf = (order: OrderDetail) => order.lines.filter((line) => line.kind === "product");
const shown = (line: OrderDetail["lines"][number]) => ({
  ...{ orderLineId: line.id, name: line.name, description: line.description, media: line.media },
});

const labelOf = ({ sku, description }: { sku: string | null; description: string | null }) => description ?? sku ?? "";

/** Where the order of an exchange stands, for its buyer: nothing is due before what comes back paid for it. */
async function exchangeOf(
  db: Db,
  { state, number, orderStatus, holdExpiresAt, total, reason }: NonNullable<ReturnDetail["exchange"]>,
  orderId: string,
): Promise<NonNullable<OwnReturn["exchange"]>> {
  const payments = state === "sent" ? await paymentsOfOrder(db, orderId) : [];
  const open = state === "sent" && orderStatus === "awaiting_payment";
  const due = money(open ? dueOf(total.minor, payments.map(counted)) : 0, total.currency);
  return { ...{ state, number, orderStatus, due, reason }, heldUntil: holdExpiresAt };
}

/** What of an order may come back now. Throws not_found `sales.order_not_found`. */
export async function returnOptions(db: Db, scope: Scope, number: string, now: Date): Promise<ReturnOptions> {
  const order = await orderDetail(db, scope, number);
  const [announced, arrived, row] = [
    await announcedUnits(db, order.id),
    await arrivals(db, order.id),
    await db.salesOrder.findUniqueOrThrow({
      where: { id: order.id },
      select: {
        shippingMethodCode: true,
        channelId: true,
        locale: true,
        partnerId: true,
        channel: { select: { returnToleranceDays: true } },
        lines: { select: { id: true, variantId: true, returnExclusion: true } },
      },
    }),
  ];
  const { returnToleranceDays } = row.channel;
  const lastCame = lastArrival(goodsOf(order), arrived);
  const exclusions = new Map(row.lines.map((line) => [line.id, exclusionOf(line.returnExclusion)]));
  const choices = await exchangeChoices(db, row, row.lines, now);
  return {
    number: order.number,
    until: lastCame && lastReturnDay(lastCame, returnToleranceDays),
    closed: lastCame !== null && returnableUntil(lastCame, returnToleranceDays) <= now,
    lines: goodsOf(order).flatMap((line) => {
      const free = returnableUnits({ ...line, announced: announced.get(line.id) ?? 0 });
      const quantity = Math.max(0, Math.min(free, subtractQuantity(line.quantity, line.refunded)));
      return quantity > 0
        ? [
            {
              ...{ ...shown(line), quantity, exclusion: exclusions.get(line.id) ?? null },
              choices: choices.get(line.id) ?? [],
            },
          ]
        : [];
    }),
    ways: await waysOf(db, { shippingMethodCode: row.shippingMethodCode, country: order.delivery.country }),
  };
}

/**
 * A return as its buyer follows it. Throws not_found `fulfilment.return_not_found`, for another order's too when the order is
 * named.
 */
export async function ownReturn(db: Db, scope: Scope, number: string, orderNumber?: string): Promise<OwnReturn> {
  const found = await returnDetail(db, scope, number);
  if (orderNumber !== undefined && found.order.number !== orderNumber) {
    throw new DomainError("not_found", "fulfilment.return_not_found");
  }
  const order = await orderDetail(db, scope, found.order.number);
  const store = await db.customerReturn.findUniqueOrThrow({
    where: { id: found.id },
    select: {
      store: { select: { name: true, line1: true, postcode: true, city: true } },
      replacementId: true,
    },
  });
  const exchange = found.exchange && (await exchangeOf(db, found.exchange, store.replacementId ?? ""));
  const refunds = await db.refund.findMany({
    // What stays for the exchanged goods does not go back.
    where: { idempotencyKey: { startsWith: `return:${found.id}:` }, movedTo: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, amountMinor: true, status: true, createdAt: true, settledAt: true },
  });
  const photos = await attachmentsOf(db, { type: "return", id: found.id });
  const { id, status, version, reason, source, wayBack, trackingNumber, expected, withShipping, refundBy } = found;
  return {
    ...{ id, number, status, version, reason, source, wayBack, trackingNumber, expected, withShipping, refundBy },
    orderNumber: order.number,
    remark: source === "customer" ? found.note : null,
    ...{ createdAt: found.createdAt, receivedAt: found.receivedAt, closedAt: found.closedAt },
    lines: found.lines.flatMap(({ orderLineId, quantity, received, refunded, replacement }) => {
      const line = order.lines.find((one) => one.id === orderLineId);
      return line
        ? [{ ...shown(line), quantity, received, refunded, replacement: replacement && labelOf(replacement) }]
        : [];
    }),
    exchange,
    store: store.store && {
      name: store.store.name,
      line1: store.store.line1 ?? "",
      postcode: store.store.postcode ?? "",
      city: store.store.city ?? "",
    },
    refunds: refunds.map((refund) => ({
      id: refund.id,
      amount: { minor: Number(refund.amountMinor), currency: order.totals.total.currency },
      status: refund.status as "pending" | "succeeded" | "failed",
      at: (refund.settledAt ?? refund.createdAt).toISOString(),
    })),
    photos: photos.map((photo) => ({ id: photo.id, name: photo.name })),
    ways:
      status === "requested" && wayBack === null
        ? await waysOf(db, { shippingMethodCode: order.shippingMethod.code, country: order.delivery.country })
        : null,
    mayCancel: status === "requested" && source === "customer",
  };
}
