import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db } from "#server/platform/db.ts";
import type { DeliveryAddress } from "./contract.ts";
import { addressOf } from "./queries.ts";

/** What a delivery note says: what left, of what was ordered, and where it went. No prices: it may be a present. */
export type NoteFacts = {
  number: string;
  locale: string;
  order: { number: string; placedAt: string; purchaseReference: string | null };
  shippedAt: string | null;
  pickup: boolean;
  backorderOf: string | null;
  method: string;
  parcels: { carrier: string; trackingNumber: string | null }[];
  from: { name: string; line1: string | null; postcode: string | null; city: string | null };
  to: DeliveryAddress;
  lines: { sku: string | null; name: string; description: string | null; ordered: number; delivered: number }[];
};

/**
 * The facts of a delivery's note, for whoever owns its order: within a scope, or by the hash of the order's secret link.
 * The buyer has it once the goods left, the house once they are packed. Throws not_found `fulfilment.delivery_not_found`,
 * for foreign ones too.
 */
export async function noteFacts(db: Db, reader: Scope | { accessHash: string }, number: string): Promise<NoteFacts> {
  const left = { status: { in: ["shipped", "delivered"] } };
  const within =
    "accessHash" in reader
      ? { ...left, order: { accessHash: reader.accessHash } }
      : reader.all
        ? { status: { in: ["packed", "shipped", "delivered"] } }
        : { ...left, order: ownedBy(reader) };
  const row = await db.delivery.findFirst({
    where: { AND: [{ number }, within] },
    select: {
      number: true,
      shippedAt: true,
      pickup: true,
      address: true,
      backorderOf: { select: { number: true } },
      location: { select: { name: true, line1: true, postcode: true, city: true } },
      order: {
        select: { number: true, locale: true, placedAt: true, shippingMethodName: true, purchaseReference: true },
      },
      parcels: { orderBy: { number: "asc" }, select: { carrier: true, trackingNumber: true } },
      lines: {
        where: { picked: { gt: 0 } },
        orderBy: [{ orderLine: { position: "asc" } }, { id: "asc" }],
        select: {
          picked: true,
          variant: { select: { sku: true } },
          orderLine: { select: { sku: true, name: true, description: true, quantity: true } },
        },
      },
    },
  });
  if (!row) throw new DomainError("not_found", "fulfilment.delivery_not_found");
  return {
    number: row.number,
    locale: row.order.locale,
    order: {
      number: row.order.number,
      placedAt: row.order.placedAt.toISOString(),
      purchaseReference: row.order.purchaseReference,
    },
    shippedAt: row.shippedAt?.toISOString() ?? null,
    pickup: row.pickup,
    backorderOf: row.backorderOf?.number ?? null,
    method: row.order.shippingMethodName,
    parcels: row.parcels,
    from: row.location,
    to: addressOf(row.address),
    lines: row.lines.map(({ picked, variant, orderLine }) => ({
      sku: orderLine.sku ?? variant.sku,
      name: orderLine.name,
      description: orderLine.description,
      ordered: Number(orderLine.quantity),
      delivered: Number(picked),
    })),
  };
}
