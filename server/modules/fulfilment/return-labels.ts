import type { Scope } from "#server/access/scope.ts";
import { ownedBy } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { WayBack } from "./contract-returns.ts";
import type { LabelFacts } from "./label-queries.ts";
import type { PostalPlace } from "./port.ts";
import { addressOf } from "./queries.ts";

/** Carriers that may bring something back from where an order went: its own first, then the house's others that go there. */
export async function returnCarriers(
  db: Db,
  order: { shippingMethodCode: string; country: string },
): Promise<string[]> {
  const rows = await db.shippingMethod.findMany({
    where: {
      pickupLocationId: null,
      OR: [{ code: order.shippingMethodCode }, { active: true, countries: { has: order.country } }],
    },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    select: { code: true, carrierCode: true },
  });
  const own = rows.filter(({ code }) => code === order.shippingMethodCode);
  return [...new Set([...own, ...rows].map(({ carrierCode }) => carrierCode))];
}

const columns = {
  id: true,
  number: true,
  orderId: true,
  status: true,
  wayBack: true,
  bookedAt: true,
  trackingNumber: true,
  label: true,
  createdAt: true,
  lines: { select: { quantity: true, orderLine: { select: { name: true } } } },
  order: {
    select: {
      deliveryAddress: true,
      billingAddress: true,
      pickupLocationId: true,
      shippingMethodCode: true,
      deliveries: {
        where: { status: { not: "cancelled" } },
        orderBy: { number: "desc" },
        take: 1,
        select: { location: { select: { name: true, line1: true, postcode: true, city: true, country: true } } },
      },
    },
  },
} as const satisfies Prisma.CustomerReturnSelect;
type Row = Prisma.CustomerReturnGetPayload<{ select: typeof columns }>;

/** Where the buyer lives, as far as the house knows: who collected at a store has it on the bill. */
const homeOf = ({ order }: Row) => addressOf(order.pickupLocationId ? order.billingAddress : order.deliveryAddress);

/** Goods come back to where they left from. */
function placeOf({ order }: Row): PostalPlace {
  const location = order.deliveries[0]?.location;
  return {
    recipient: location?.name ?? "",
    line1: location?.line1 ?? "",
    postcode: location?.postcode ?? "",
    city: location?.city ?? location?.name ?? "",
    country: location?.country ?? "FR",
  };
}

/** A return as a carrier is asked to bring it back; null when there is none. */
export async function returnForCarrier(db: Db, id: string) {
  const row = await db.customerReturn.findUnique({ where: { id }, select: columns });
  if (!row) return null;
  const { recipient, line1, postcode, city, country } = homeOf(row);
  return {
    ...{ id: row.id, number: row.number, orderId: row.orderId, status: row.status, bookedAt: row.bookedAt },
    wayBack: row.wayBack as WayBack | null,
    shippingMethodCode: row.order.shippingMethodCode,
    from: { recipient, line1, postcode, city, country },
    to: placeOf(row),
  };
}

/** What is stuck on the parcel: a carrier's label, or the house's slip while none was booked (`booked` false). */
export type ReturnLabelFacts = LabelFacts & { booked: boolean; returnNumber: string };

/**
 * The label or slip of a return within a scope; one that is handed in at a store or called off has none. Throws not_found
 * `fulfilment.return_not_found`.
 */
export async function returnLabelFacts(db: Db, scope: Scope, number: string): Promise<ReturnLabelFacts> {
  const where: Prisma.CustomerReturnWhereInput = { AND: [scope.all ? {} : { order: ownedBy(scope) }, { number }] };
  const row = await db.customerReturn.findFirst({ where, select: columns });
  const sent =
    row && row.status !== "cancelled" && row.wayBack !== "store" && (row.wayBack !== "label" || row.bookedAt);
  if (!row || !sent) throw new DomainError("not_found", "fulfilment.return_not_found");
  const { service = "", routing = "" } = (row.label ?? {}) as { service?: string; routing?: string };
  const [home, place] = [homeOf(row), placeOf(row)];
  return {
    booked: row.bookedAt !== null,
    returnNumber: row.number,
    number: row.number,
    carrier: "",
    trackingNumber: row.trackingNumber ?? row.number,
    bookedAt: (row.bookedAt ?? row.createdAt).toISOString(),
    weightG: null,
    ...{ service, routing },
    from: { name: home.company ?? home.recipient, line1: home.line1, town: `${home.postcode} ${home.city}`.trim() },
    to: {
      ...{ recipient: place.recipient, company: null, line1: place.line1, line2: null, postcode: place.postcode },
      ...{ city: place.city, region: null, country: place.country, phone: null, instructions: null },
    },
    instructions: null,
    lines: row.lines.map(({ quantity, orderLine }) => ({ name: orderLine.name, quantity: Number(quantity) })),
  };
}
