// Track order: one order as its reader may see it, the timeline down to the parcel included.
// Reads only; five SQL statements whatever the order holds, a sixth while something of it may wait for goods. The scope (or the guest's token) is part of the first one.
import { type Actor, can } from "#server/access/actor.ts";
import { type Scope, seenBy } from "#server/access/scope.ts";
import { payPageOf } from "#server/flows/edit-order/pay-page.ts";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { decimal, roundToInteger } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, localeSchema } from "#server/kernel/localized.ts";
import { exponentOf } from "#server/kernel/money.ts";
import { joinPromises, outcomeOf, pickupCode } from "#server/modules/fulfilment/index.ts";
import { dueOf } from "#server/modules/payments/index.ts";
import { type OrderActionName, type OrderDetail, orderDetailSchema } from "#server/modules/sales/contract-detail.ts";
import { assertLinkOpen, hashOfLink } from "#server/modules/sales/index.ts";
import { type LineWaiting, waitingOfOrder } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { transferDue } from "../checkout/payment-methods.ts";
import { pointsOfOrder } from "../loyalty/order-points.ts";
import { type ActionFacts, customerActions, staffActions } from "./order-actions.ts";
import {
  type DeliveryRow,
  deliveryRows,
  findOrder,
  type LineRow,
  lineRows,
  type OrderFacts,
  type OrderRow,
  type PaperRow,
  paperRows,
  paymentRows,
} from "./order-rows.ts";
import { postalAddress } from "./postal-address.ts";

/** Who reads: a member of staff with what they may do, or the buyer (signed in or by the guest's link). */
export type Reader = { staff: Actor } | "customer";

/** The order with a number within a scope. Throws not_found `sales.order_not_found`, for foreign orders too. */
export async function orderDetail(
  db: Db,
  scope: Scope,
  number: string,
  reader: Reader = "customer",
  clock: Clock = systemClock,
): Promise<OrderDetail> {
  return read(db, await findOrder(db, { AND: [seenBy(scope), { number }] }), reader, clock);
}

/** The order behind a guest's secret link. Throws not_found `sales.order_not_found`, forbidden `sales.order_link_aged`. */
export async function orderDetailByToken(db: Db, token: string, clock: Clock = systemClock): Promise<OrderDetail> {
  const order = await findOrder(db, { accessHash: hashOfLink(token) });
  if (order) assertLinkOpen(order, token, clock.now());
  return read(db, order, "customer", clock);
}

async function read(db: Db, order: OrderRow | null, reader: Reader, clock: Clock): Promise<OrderDetail> {
  if (!order) throw new DomainError("not_found", "sales.order_not_found");
  const staff = reader === "customer" ? null : reader.staff;
  // Staff whose role does not cover money do not get it along with the order.
  const seesPayments = !staff || can(staff, "payments.payment.read");
  const seesInvoices = !staff || can(staff, "invoicing.invoice.read");
  const seesPoints = !staff || can(staff, "loyalty.account.read");
  const [lines, payments, deliveries, papers] = [
    await lineRows(db, order.id),
    seesPayments ? await paymentRows(db, order.id) : [],
    await deliveryRows(db, order.id),
    await paperRows(db, order.id, staff !== null),
  ];
  const closed = order.status === "completed" || order.status === "cancelled" || order.status === "expired";
  const waiting = closed ? new Map<string, LineWaiting>() : await waitingOfOrder(db, order.id, clock.now());
  const { currency } = order;
  const money = (minor: number | bigint) => ({ minor: Number(minor), currency });
  const iso = (at: string | Date | null) => (at === null ? null : new Date(at).toISOString());

  const invoices = papers.flatMap((row) =>
    row.what === "invoice" && seesInvoices
      ? [{ id: row.id, kind: row.type, ...row.data, total: money(row.data.totalMinor), totalMinor: undefined }]
      : [],
  );
  const stands = order.status === "confirmed" || order.status === "completed";
  const dueMinor = stands && seesPayments ? dueOf(Number(order.totalMinor), payments) : 0;
  const facts: ActionFacts = {
    status: order.status,
    holdOpen: order.holdExpiresAt !== null && order.holdExpiresAt > clock.now(),
    deliveries: deliveries.map((d) => d.status),
    invoices: invoices.map((i) => i.status),
    held: payments.some((p) => p.status === "authorised"),
    refundable: payments.some((p) => p.capturedMinor > p.refundedMinor),
    invoiceStatus: order.invoiceStatus,
    deliveryStatus: order.deliveryStatus,
    changeWaits: papers.some((row) => row.what === "change"),
    owes: dueMinor > 0,
    taxed: order.taxTreatment === "standard",
    exchangeWaits: order.exchangeOfId !== null && !payments.some((p) => p.method === "exchange"),
    returnable: lines.some((line) => line.delivered > line.returned),
  };
  const detail = {
    id: order.id,
    number: order.number,
    channel: lines[0]?.channel ?? "",
    placedAt: order.placedAt.toISOString(),
    status: order.status,
    paymentStatus: order.paymentStatus,
    deliveryStatus: order.deliveryStatus,
    invoiceStatus: order.invoiceStatus,
    email: order.email,
    phone: order.phone,
    locale: localeSchema.catch("fr").parse(order.locale),
    exchangeOf: lines[0]?.exchangeOf ?? null,
    quote: staff ? (lines[0]?.quote ?? null) : null,
    note: order.note,
    purchaseReference: order.purchaseReference,
    parties: lines[0]?.parties ?? { orderer: null, company: null, billTo: null, payer: null },
    holdExpiresAt: iso(order.holdExpiresAt),
    billing: postalAddress(order.billingAddress),
    delivery: postalAddress(order.deliveryAddress),
    shippingMethod: { code: order.shippingMethodCode, name: order.shippingMethodName },
    pickup: order.pickupLocationId !== null,
    wantedOn: order.wantedOn?.toISOString().slice(0, 10) ?? null,
    promise: promiseOf(order, deliveries, waiting.size),
    lines: lines.map((line) => ({
      ...line,
      waiting: waiting.get(line.id) ?? null,
      media: mediaOf(line, order.locale),
      unitPrice: money(roundToInteger(decimal(line.unitPrice), exponentOf(currency))),
      net: money(line.netMinor),
      tax: money(line.taxMinor),
      gross: money(line.grossMinor),
      listed: money(line.grossMinor + line.discountMinor),
    })),
    totals: {
      items: money(order.itemsMinor),
      discount: money(order.discountMinor),
      coupon: lines[0]?.coupon ?? null,
      shipping: money(order.shippingMinor),
      net: money(order.netMinor),
      tax: money(order.taxMinor),
      total: money(order.totalMinor),
      taxes: taxesOf(lines).map((tax) => ({ rate: tax.rate, base: money(tax.base), tax: money(tax.tax) })),
    },
    points: seesPoints ? pointsOfOrder(lines[0]?.points ?? null, discountOf(order, lines)) : null,
    payments: payments.map((p) => ({
      ...p,
      amount: money(p.amountMinor),
      authorised: money(p.authorisedMinor),
      heldUntil: iso(p.heldUntil),
      captured: money(p.capturedMinor),
      refunded: money(p.refundedMinor),
      attempts: p.attempts.map((a) => ({ ...a, at: iso(a.at) })),
      refunds: p.refunds.map((r) => ({
        ...r,
        amount: money(r.amountMinor),
        reason: staff ? r.reason : null,
        at: iso(r.at),
      })),
    })),
    due: money(dueMinor),
    payPage: staff && (dueMinor > 0 || facts.changeWaits) ? payPageOf(order) : null,
    change: papers.flatMap((row) => (row.what === "change" ? [changeOf(row.id, row.data, currency)] : []))[0] ?? null,
    returns: papers.flatMap((row) =>
      row.what === "return" ? [{ id: row.id, number: row.type, createdAt: row.at.toISOString(), ...row.data }] : [],
    ),
    claims: papers.flatMap((row) =>
      row.what === "claim" ? [{ id: row.id, number: row.type, createdAt: row.at.toISOString(), ...row.data }] : [],
    ),
    transfer: seesPayments ? transferDue(order, payments) : null,
    deliveries: deliveries.map((d) => ({
      ...d,
      ...promiseOfDelivery(d, staff === null, clock.now()),
      location: { code: d.locationCode, name: d.locationName },
      parcels: d.parcels.map((p) => ({
        ...p,
        shippedAt: iso(p.shippedAt),
        deliveredAt: iso(p.deliveredAt),
        scans: p.scans.map((scan) => ({ ...scan, at: new Date(scan.at).toISOString() })),
      })),
    })),
    invoices,
    timeline: papers.flatMap((row) =>
      row.what === "event"
        ? [{ id: row.id, type: row.type, at: row.at.toISOString(), data: row.data, by: row.by }]
        : [],
    ),
    version: order.version,
    actions: (staff ? staffActions(facts, staff) : customerActions(facts)) satisfies OrderActionName[],
  };
  // The schema drops the columns that only served to build the answer.
  return orderDetailSchema.parse(detail);
}

const discountOf = ({ currency, discountMinor }: OrderRow, lines: readonly (LineRow & OrderFacts)[]) => ({
  ...{ currency, discountMinor: Number(discountMinor), couponTakes: lines[0]?.couponTakes ?? false, lines },
});

type ChangeData = Extract<PaperRow, { what: "change" }>["data"];

const changeOf = (id: string, data: ChangeData, currency: string) => ({
  id,
  difference: { minor: data.differenceMinor, currency },
  expiresAt: new Date(data.expiresAt).toISOString(),
  changes: data.changes,
});

/** The days told with the order or, where none were, those of its deliveries; nothing before it is paid or once all arrived. */
function promiseOf(order: OrderRow, deliveries: readonly DeliveryRow[], waiting: number) {
  if (order.status !== "confirmed" || order.deliveryStatus === "delivered") return null;
  const [from, to] = [order.promisedFrom, order.promisedTo].map((day) => day?.toISOString().slice(0, 10));
  if (from && to) return { from, to };
  const parts = deliveries.flatMap(({ status, promisedFrom, promisedTo }) =>
    status !== "cancelled" && promisedFrom && promisedTo
      ? [{ from: promisedFrom, to: promisedTo, orderBefore: order.placedAt }]
      : [],
  );
  const all = waiting > 0 ? null : joinPromises(parts);
  return all && { from: all.from, to: all.to };
}

/** What the buyer was promised of a delivery and what became of it; the code to collect it by, for the buyer alone. */
function promiseOfDelivery(row: DeliveryRow, forBuyer: boolean, now: Date) {
  const { promisedFrom, promisedTo, pickup, status } = row;
  const at = (instant: string | null) => (instant === null ? null : new Date(instant));
  const facts = { readyAt: at(row.readyAt), shippedAt: at(row.shippedAt), deliveredAt: at(row.deliveredAt) };
  return {
    promised: promisedFrom && promisedTo ? { from: promisedFrom, to: promisedTo } : null,
    outcome: outcomeOf({ promisedTo, pickup, status, ...facts }, row.timeZone, now),
    readyAt: facts.readyAt?.toISOString() ?? null,
    pickupCode: forBuyer && pickup && status === "packed" && facts.readyAt ? pickupCode(row.id) : null,
  };
}

function mediaOf(line: LineRow, locale: string) {
  if (!line.mediaKey) return null;
  return { key: line.mediaKey, width: line.width, height: line.height, alt: inLocale(line.alt, locale) || line.name };
}

/** Bases and taxes per rate, the highest rate first: sums of what each line carries. */
export function taxesOf(lines: readonly Pick<LineRow, "taxRate" | "netMinor" | "taxMinor">[]) {
  const rates = new Map<string, { rate: string; base: number; tax: number }>();
  for (const line of lines) {
    const sum = rates.get(line.taxRate) ?? { rate: line.taxRate, base: 0, tax: 0 };
    rates.set(line.taxRate, { ...sum, base: sum.base + line.netMinor, tax: sum.tax + line.taxMinor });
  }
  return [...rates.values()].sort((a, b) => Number(b.rate) - Number(a.rate));
}
