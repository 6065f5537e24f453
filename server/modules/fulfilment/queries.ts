import type { Scope } from "#server/access/scope.ts";
import { parisDate } from "#server/kernel/days.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { lateAfterHours } from "#server/kernel/lateness.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import {
  type DeliveryAddress,
  type DeliveryDetail,
  type DeliveryQueue,
  type DeliveryRow,
  type DeliveryStatus,
  deliveryStatusSchema,
  parcelStatusSchema,
} from "./contract.ts";
import { inOrder, scanSchema } from "./contract-scans.ts";
import { actionsOf } from "./model.ts";

/** Deliveries are the house's papers: only a scope over everything reads them (customers read their order). */
const within = (scope: Scope): Prisma.DeliveryWhereInput => (scope.all ? {} : { id: { in: [] } });

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const orNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** A postal address as documents keep it, from its JSON column. */
export function addressOf(json: unknown): DeliveryAddress {
  const from = (json ?? {}) as Record<string, unknown>;
  return {
    recipient: text(from.recipient),
    company: orNull(from.company),
    line1: text(from.line1),
    line2: orNull(from.line2),
    postcode: text(from.postcode),
    city: text(from.city),
    region: orNull(from.region),
    country: text(from.country),
    phone: orNull(from.phone),
    instructions: orNull(from.instructions),
  };
}

/** Deliveries, the newest first. */
export async function listDeliveries(
  db: Db,
  scope: Scope,
  input: { status?: DeliveryStatus; queue?: DeliveryQueue; locationCode?: string; cursor?: string; limit: number },
  now = new Date(),
): Promise<Page<DeliveryRow>> {
  const [at, lastId] = decodeCursor(input.cursor) ?? [];
  const createdAt = new Date(String(at));
  const after = lastId !== undefined && !Number.isNaN(createdAt.getTime());
  const rows = await db.delivery.findMany({
    where: {
      AND: [
        within(scope),
        input.status ? { status: input.status } : {},
        input.queue === "to_pick" ? { status: { in: ["planned", "picking"] } } : {},
        input.queue === "late"
          ? {
              status: { in: ["planned", "picking", "packed"] },
              createdAt: { lt: new Date(now.getTime() - lateAfterHours * 3_600_000) },
              // What its buyer wants next week does not wait.
              OR: [{ wantedOn: null }, { wantedOn: { lte: new Date(now.getTime() + 3 * 86_400_000) } }],
            }
          : {},
        input.locationCode ? { location: { code: input.locationCode } } : {},
        after ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(lastId) } }] } : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: {
      id: true,
      number: true,
      status: true,
      version: true,
      address: true,
      backorderOfId: true,
      createdAt: true,
      shippedAt: true,
      wantedOn: true,
      location: { select: { code: true, name: true } },
      order: {
        select: {
          number: true,
          amendments: { where: { source: "customer", status: "applied" }, take: 1, select: { id: true } },
        },
      },
      lines: { select: { quantity: true } },
    },
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => {
      const { recipient, city, country } = addressOf(row.address);
      return {
        id: row.id,
        number: row.number,
        status: deliveryStatusSchema.parse(row.status),
        version: row.version,
        orderNumber: row.order.number,
        recipient,
        city,
        country,
        location: row.location,
        isBackorder: row.backorderOfId !== null,
        changed: row.order.amendments.length > 0,
        wantedOn: row.wantedOn?.toISOString().slice(0, 10) ?? null,
        createdAt: row.createdAt.toISOString(),
        shippedAt: row.shippedAt?.toISOString() ?? null,
        lineCount: row.lines.length,
        units: row.lines.reduce((sum, line) => sum + Number(line.quantity) * 1000, 0) / 1000,
      };
    }),
  };
}

type ChangedOrder = {
  amendments: { id: string; closedAt: Date | null }[];
  timeline: { data: Prisma.JsonValue }[];
};

/** The buyer's last change of an order and, if it moved, where it went before. */
function changedBy({ amendments: [last], timeline }: ChangedOrder): DeliveryDetail["changed"] {
  if (!last?.closedAt) return null;
  const entry = timeline.map(({ data }) => (data ?? {}) as Record<string, unknown>);
  const { addressBefore } = entry.find(({ amendmentId }) => amendmentId === last.id) ?? {};
  return { at: last.closedAt.toISOString(), before: addressBefore ? addressOf(addressBefore) : null };
}

/** One delivery with everything on its paper. Throws not_found `fulfilment.delivery_not_found`. */
export async function deliveryDetail(db: Db, scope: Scope, number: string): Promise<DeliveryDetail> {
  const row = await db.delivery.findFirst({
    where: { AND: [within(scope), { number }] },
    include: {
      location: { select: { code: true, name: true } },
      order: {
        select: {
          number: true,
          email: true,
          note: true,
          purchaseReference: true,
          placedAt: true,
          shippingMethodCode: true,
          shippingMethodName: true,
          // The last change that its buyer made: who picks must know that earlier papers are wrong.
          amendments: {
            where: { source: "customer", status: "applied" },
            orderBy: { closedAt: "desc" },
            take: 1,
            select: { id: true, closedAt: true },
          },
          timeline: { where: { type: "edited" }, orderBy: { occurredAt: "desc" }, select: { data: true } },
          reservations: {
            where: { kind: "supply", status: "committed" },
            orderBy: [{ orderLine: { position: "asc" } }, { id: "asc" }],
            select: { quantity: true, orderLine: { select: { name: true } }, variant: { select: { sku: true } } },
          },
        },
      },
      backorderOf: { select: { number: true } },
      backorders: { select: { number: true }, orderBy: { number: "asc" } },
      lines: {
        orderBy: [{ orderLine: { position: "asc" } }, { id: "asc" }],
        include: {
          orderLine: { select: { name: true, description: true, mediaKey: true, sku: true } },
          variant: { select: { sku: true, uom: true } },
        },
      },
      parcels: { orderBy: { number: "asc" }, include: { lines: true, scans: true } },
    },
  });
  if (!row) throw new DomainError("not_found", "fulfilment.delivery_not_found");
  const method = await db.shippingMethod.findUnique({
    where: { code: row.order.shippingMethodCode },
    select: { carrier: true, carrierCode: true },
  });
  const status = deliveryStatusSchema.parse(row.status);
  const lines = row.lines.map((line) => ({
    id: line.id,
    orderLineId: line.orderLineId,
    sku: line.orderLine.sku ?? line.variant.sku,
    name: line.orderLine.name,
    description: line.orderLine.description,
    mediaKey: line.orderLine.mediaKey,
    uom: line.variant.uom,
    quantity: Number(line.quantity),
    picked: Number(line.picked),
  }));
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  return {
    id: row.id,
    number: row.number,
    status,
    version: row.version,
    order: {
      number: row.order.number,
      email: row.order.email,
      note: row.order.note,
      purchaseReference: row.order.purchaseReference,
      placedAt: row.order.placedAt.toISOString(),
    },
    shippingMethod: {
      code: row.order.shippingMethodCode,
      name: row.order.shippingMethodName,
      carrier: method?.carrier ?? row.order.shippingMethodName,
      books: (method?.carrierCode ?? "manual") !== "manual",
    },
    location: row.location,
    address: addressOf(row.address),
    changed: changedBy(row.order),
    wantedOn: row.wantedOn?.toISOString().slice(0, 10) ?? null,
    backorderOf: row.backorderOf?.number ?? null,
    backorders: row.backorders.map((b) => b.number),
    createdAt: row.createdAt.toISOString(),
    pickedAt: row.pickedAt?.toISOString() ?? null,
    shippedAt: row.shippedAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    lines,
    parcels: row.parcels.map((parcel) => ({
      id: parcel.id,
      number: parcel.number,
      carrier: parcel.carrier,
      trackingNumber: parcel.trackingNumber,
      trackingUrl: parcel.trackingUrl,
      weightG: parcel.weightG,
      bookedAt: parcel.bookedAt?.toISOString() ?? null,
      scans: inOrder(parcel.scans.map((scan) => scanSchema.parse({ ...scan, at: scan.occurredAt.toISOString() }))),
      status: parcelStatusSchema.parse(parcel.status),
      shippedAt: parcel.shippedAt?.toISOString() ?? null,
      deliveredAt: parcel.deliveredAt?.toISOString() ?? null,
      lines: parcel.lines.map((l) => ({
        deliveryLineId: l.deliveryLineId,
        name: lineOf.get(l.deliveryLineId)?.name ?? "",
        sku: lineOf.get(l.deliveryLineId)?.sku ?? "",
        quantity: Number(l.quantity),
      })),
    })),
    awaited: row.order.reservations.map(({ quantity, orderLine, variant }) => ({
      name: orderLine?.name ?? variant.sku,
      sku: variant.sku,
      quantity: Number(quantity),
    })),
    actions: actionsOf(status),
  };
}

/** Reservations whose goods may leave: committed, here, and no pre-order before its day. */
const mayLeave = (now: Date): Prisma.ReservationWhereInput => ({
  status: "committed",
  kind: "stock",
  NOT: { variant: { stockPolicy: { mode: "preorder", releaseOn: { gt: new Date(`${parisDate(now)}T00:00:00Z`) } } } },
});

/** What is committed to an order, may leave and has not, by reservation: what planning works from. */
export async function committedStock(db: Db, orderId: string, now: Date = new Date()) {
  const rows = await db.reservation.findMany({
    where: { orderId, ...mayLeave(now) },
    orderBy: [{ orderLine: { position: "asc" } }, { id: "asc" }],
    select: { id: true, orderLineId: true, variantId: true, locationId: true, quantity: true },
  });
  return rows.map(({ id, quantity, orderLineId, ...row }) => ({
    reservationId: id,
    quantity: Number(quantity),
    orderLineId: orderLineId ?? "",
    ...row,
  }));
}

/** How many deliveries of an order have not reached the buyer, and were not called off. */
export const openDeliveries = (db: Db, orderId: string): Promise<number> =>
  db.delivery.count({ where: { orderId, status: { notIn: ["delivered", "cancelled"] } } });

/** Confirmed orders with goods that may leave and are in no delivery yet: those whose day, or whose goods, have come. */
export async function ordersToPlan(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT o.id FROM reservation r JOIN sales_order o ON o.id = r.order_id AND o.status = 'confirmed'
    LEFT JOIN stock_policy p ON p.variant_id = r.variant_id
    WHERE r.status = 'committed' AND r.kind = 'stock'
      AND NOT (coalesce(p.mode, 'deny') = 'preorder' AND p.release_on > ${parisDate(now)}::date)
      AND r.quantity > coalesce((
        SELECT sum(l.quantity) FROM delivery_line l JOIN delivery d ON d.id = l.delivery_id
        WHERE l.order_line_id = r.order_line_id AND l.reservation_id = r.id AND d.status IN ('planned', 'picking', 'packed')), 0)
    ORDER BY o.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
