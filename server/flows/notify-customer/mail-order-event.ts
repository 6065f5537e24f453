// Notify customer: the letters that follow what happened to an order. Called by a job, after the fact was committed.
// Reads the order as its customer may see it, then writes one mail; the dedupe key is the fact itself, so repeats mail once.
import { everything } from "#server/access/scope.ts";
import { groupInFours } from "#server/kernel/iban.ts";
import { addMoney, zero } from "#server/kernel/money.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { discountsOf, type OrderAddress, type OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { freshAccessToken, orderAccessToken } from "#server/modules/sales/index.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { postalAddress } from "../track-order/postal-address.ts";
import { mailPickup } from "./mail-pickup.ts";
import { mailReturnAnnounced } from "./mail-returns.ts";

/** What an event carries: ids only. */
export type OrderFact = {
  eventType: string;
  orderId: string;
  deliveryId?: string;
  invoiceId?: string;
  refundId?: string;
  amendmentId?: string;
  returnId?: string;
  paymentId?: string;
};

/** Where the buyer follows an order without an account. The language is put in front by the mail. */
export const orderPath = (orderId: string): string => `/order/${orderAccessToken(orderId)}`;

const postal = (a: OrderAddress): string[] =>
  [a.recipient, a.company, a.line1, a.line2, `${a.postcode} ${a.city}`, a.country].filter((line) => line !== null);

type Letter = { order: OrderDetail; path: string };

/** Paid by what came back: the letter of the exchange has told it. */
const exchangedEvenly = (order: OrderDetail) =>
  order.exchangeOf !== null && order.payments.every((payment) => payment.method === "exchange");

async function confirmed(tx: Tx, { order, path }: Letter): Promise<void> {
  if (exchangedEvenly(order)) return;
  const { discount, points } = discountsOf(order);
  await queueMail(tx, {
    dedupeKey: `order-confirmed:${order.id}`,
    to: order.email,
    template: "order_confirmed",
    locale: order.locale,
    data: {
      number: order.number,
      path,
      name: order.billing.recipient,
      lines: order.lines
        .filter((line) => line.kind === "product")
        .map((line) => ({ ...line, gross: line.listed, mediaKey: line.media?.key ?? null })),
      items: order.totals.items,
      discount,
      pointsOff: points,
      points: order.points,
      shipping: order.totals.shipping,
      shippingMethod: order.shippingMethod.name,
      taxes: order.totals.taxes.map((tax) => ({ rate: Number(tax.rate), tax: tax.tax })),
      total: order.totals.total,
      delivery: postal(order.delivery),
      billing: postal(order.billing),
    },
  });
}

async function shipped(tx: Tx, { order, path }: Letter, deliveryId: string): Promise<void> {
  const delivery = order.deliveries.find((d) => d.id === deliveryId);
  // What a buyer takes along at a store has arrived by then.
  if (!delivery || delivery.pickup) return;
  const descriptions = new Map(order.lines.map((line) => [line.id, line.description]));
  const described = <L extends { orderLineId: string }>(line: L) => ({
    ...line,
    description: descriptions.get(line.orderLineId) ?? null,
  });
  const later = order.deliveries
    .filter((d) => ["planned", "picking", "packed"].includes(d.status))
    .flatMap((d) => d.lines)
    .map(described);
  await queueMail(tx, {
    dedupeKey: `order-shipped:${deliveryId}`,
    to: order.email,
    template: "order_shipped",
    locale: order.locale,
    data: {
      number: order.number,
      path,
      parcels: delivery.parcels.map((parcel) => ({
        ...parcel,
        lines: parcel.lines.map(described),
      })),
      later,
    },
  });
}

async function invoiced(tx: Tx, { order, path }: Letter, invoiceId: string): Promise<void> {
  const invoice = order.invoices.find((one) => one.id === invoiceId);
  if (!invoice?.number) return;
  // Its replacement is what the buyer asked for; no money comes back.
  const row = await tx.invoice.findUnique({ where: { id: invoiceId }, select: { reissue: true } });
  if (row?.reissue) return;
  await queueMail(tx, {
    dedupeKey: `invoice-posted:${invoiceId}`,
    to: order.email,
    template: "invoice_posted",
    locale: order.locale,
    data: {
      ...{ kind: invoice.kind, invoice: invoice.number, number: order.number, path },
      ...{ total: invoice.total, points: order.points },
    },
  });
}

async function refunded(tx: Tx, { order, path }: Letter, refundId: string): Promise<void> {
  const refund = order.payments.flatMap((p) => p.refunds).find((one) => one.id === refundId);
  if (refund?.status !== "succeeded") return;
  // What pays for other goods did not go back.
  if (await tx.payment.count({ where: { movedById: refundId } })) return;
  await queueMail(tx, {
    dedupeKey: `refund-succeeded:${refundId}`,
    to: order.email,
    template: "refund_succeeded",
    locale: order.locale,
    data: { number: order.number, path, amount: refund.amount, points: order.points },
  });
}

/** Why it was called off, and that what was paid comes back: nobody is left to find a cancelled order by chance. */
async function cancelled(tx: Tx, { order, path }: Letter): Promise<void> {
  const entry = order.timeline.findLast((one) => one.type === "cancelled");
  // Nothing was ordered but an exchange, whose end has a letter of its own (or the buyer called it off).
  if (order.exchangeOf !== null && order.payments.length === 0) return;
  const paid = order.payments.reduce(
    (sum, payment) => addMoney(sum, payment.captured),
    zero(order.totals.total.currency),
  );
  await queueMail(tx, {
    dedupeKey: `order-cancelled:${order.id}`,
    to: order.email,
    template: "order_cancelled",
    locale: order.locale,
    data: { number: order.number, path, reason: String(entry?.data.reason ?? ""), paid, points: order.points },
  });
}

/** Where to transfer to, and what to name. */
async function transferAwaited(tx: Tx, { order, path }: Letter): Promise<void> {
  if (!order.transfer) return;
  const { amount, holder, iban, bic, reference, deadline } = order.transfer;
  const day = new Intl.DateTimeFormat(order.locale, { dateStyle: "long", timeZone: "Europe/Paris" });
  await queueMail(tx, {
    dedupeKey: `transfer-awaited:${order.id}`,
    to: order.email,
    template: "transfer_awaited",
    locale: order.locale,
    data: {
      number: order.number,
      path,
      amount,
      holder,
      iban: groupInFours(iban),
      bic,
      reference: groupInFours(reference),
      deadline: deadline && day.format(new Date(deadline)),
    },
  });
}

/** Held money was let go before the goods left; nothing to say when the order was called off or is paid otherwise. */
async function paymentNeeded(tx: Tx, { order, path }: Letter, paymentId: string): Promise<void> {
  if (order.status !== "confirmed" || order.paymentStatus !== "unpaid") return;
  await queueMail(tx, {
    dedupeKey: `payment-needed:${paymentId}`,
    to: order.email,
    template: "payment_needed",
    locale: order.locale,
    data: { number: order.number, path, amount: order.totals.total },
  });
}

/** What became of the order: a change that holds, or one that waits to be paid. */
async function edited(tx: Tx, { order, path }: Letter, amendmentId: string, type: "edited" | "change_waiting") {
  const entry = order.timeline.find((one) => one.type === type && one.data.amendmentId === amendmentId);
  if (!entry || (type === "change_waiting" && order.change?.id !== amendmentId)) return;
  const { lines, differenceMinor, addressAfter, expiresAt } = entry.data as unknown as ChangeEntry;
  const until = new Intl.DateTimeFormat(order.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Paris",
  });
  // A change that was paid for before it held owes nothing any more.
  const owed = type === "change_waiting" || differenceMinor < 0 || order.due.minor > 0;
  await queueMail(tx, {
    dedupeKey: `order-${type}:${amendmentId}`,
    to: order.email,
    template: "order_edited",
    locale: order.locale,
    data: {
      number: order.number,
      path,
      changes: lines,
      delivery: addressAfter ? postal(postalAddress(addressAfter)) : null,
      difference: { minor: owed ? differenceMinor : 0, currency: order.totals.total.currency },
      waitsUntil: type === "change_waiting" && expiresAt ? until.format(new Date(expiresAt)) : null,
      // Those of a change that waits are not known yet.
      points: type === "edited" ? order.points : null,
    },
  });
}

type ChangeEntry = {
  lines: { name: string; description: string | null; before: number; after: number }[];
  differenceMinor: number;
  /** As it was asked for: what it does not say is not there. */
  addressAfter?: Partial<OrderAddress>;
  expiresAt?: string;
};

/** The goods arrived here; what is refunded is written about when it is. */
async function returnReceived(tx: Tx, { order, path }: Letter, returnId: string): Promise<void> {
  const found = order.returns.find((one) => one.id === returnId);
  const lines = (found?.lines ?? []).filter((line) => line.received > 0);
  if (!found || lines.length === 0) return;
  await queueMail(tx, {
    dedupeKey: `return-received:${returnId}`,
    to: order.email,
    template: "return_received",
    locale: order.locale,
    data: {
      number: order.number,
      path,
      return: found.number,
      lines: lines.map((line) => ({ name: line.name, quantity: line.received })),
    },
  });
}

const isPaper = (type: string) => type === "invoicing.invoice.posted" || type === "invoicing.credit_note.posted";

/** Writes the mail that an event calls for; none for events that nobody is written about, or whose order is gone. */
export async function mailOrderEvent(db: Db, fact: OrderFact): Promise<void> {
  const found = await db.salesOrder.findUnique({ where: { id: fact.orderId }, select: { number: true } });
  if (!found) return;
  const order = await orderDetail(db, everything, found.number);
  const letter = { order, path: orderPath(order.id) };
  await inTx(async (tx) => {
    if (fact.eventType === "sales.order.confirmed") await confirmed(tx, letter);
    else if (fact.eventType === "sales.order.cancelled") await cancelled(tx, letter);
    else if (fact.eventType === "payments.transfer.awaited") await transferAwaited(tx, letter);
    else if (fact.eventType === "payments.payment.lapsed" && fact.paymentId) {
      await paymentNeeded(tx, letter, fact.paymentId);
    } else if (fact.eventType === "fulfilment.delivery.shipped" && fact.deliveryId) {
      await shipped(tx, letter, fact.deliveryId);
    } else if (fact.eventType.startsWith("fulfilment.pickup.") && fact.deliveryId) {
      await mailPickup(tx, letter, fact.deliveryId, fact.eventType === "fulfilment.pickup.overdue");
    } else if (isPaper(fact.eventType) && fact.invoiceId) {
      await invoiced(tx, letter, fact.invoiceId);
    } else if (fact.eventType === "payments.refund.succeeded" && fact.refundId) {
      await refunded(tx, letter, fact.refundId);
    } else if (fact.eventType === "sales.order.edited" && fact.amendmentId) {
      await edited(tx, letter, fact.amendmentId, "edited");
    } else if (fact.eventType === "sales.order.amended" && fact.amendmentId) {
      await edited(tx, letter, fact.amendmentId, "change_waiting");
    } else if (fact.eventType === "fulfilment.return.requested" && fact.returnId) {
      await mailReturnAnnounced(tx, letter, fact.returnId);
    } else if (fact.eventType === "fulfilment.return.received" && fact.returnId) {
      await returnReceived(tx, letter, fact.returnId);
    }
  });
}

/** Mails a fresh link to a guest who gave number and e-mail. `dedupeKey` limits how often the same one is sent. */
export function mailOrderLink(
  tx: Tx,
  order: { id: string; number: string; email: string; locale: string },
  dedupeKey: string,
  now: Date,
): Promise<void> {
  return queueMail(tx, {
    dedupeKey,
    to: order.email,
    template: "order_link",
    locale: order.locale,
    // Whoever reads it has reached the order's mailbox: it opens old orders too.
    data: { number: order.number, path: `/order/${freshAccessToken(order.id, now)}` },
  });
}
