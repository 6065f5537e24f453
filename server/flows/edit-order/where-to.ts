// Where an order goes after a change, and when: to an address by a method, or to a store that lets collect. Reads only.
import { DomainError } from "#server/kernel/errors.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { laterDays, methodsTo, type PricedMethod } from "#server/modules/fulfilment/index.ts";
import { isPostcode, postcodeExample, tidyPostcode } from "#server/modules/partners/contract-postcodes.ts";
import type { AddressInput } from "#server/modules/sales/contract.ts";
import type { EditWanted } from "#server/modules/sales/contract-edit.ts";
import type { LockedOrder, Proposal } from "#server/modules/sales/index.ts";
import { destinationOf } from "#server/modules/stock/index.ts";
import type { Db } from "#server/platform/db.ts";
import { type Answer, addressOfPlace, factsOf, promiseBy } from "../checkout/tell-promise.ts";

export type WhereTo = {
  delivery: AddressInput;
  /** Where it is collected; null: it is delivered. */
  pickupLocationId: string | null;
  /** Another method than before. */
  switches: boolean;
};

/** An address as it is kept. Throws DomainError invalid `sales.postcode_wrong` { example }. */
function checked(address: AddressInput): AddressInput {
  const postcode = tidyPostcode(address.postcode);
  if (!isPostcode(address.country, postcode)) {
    throw new DomainError("invalid", "sales.postcode_wrong", { example: postcodeExample(address.country) });
  }
  return { ...address, postcode };
}

/**
 * Where the changed order goes. What is collected has its store's address: another one needs another method. Throws
 * DomainError conflict `sales.pickup_stays`; unprocessable `sales.address_missing`,
 * `fulfilment.shipping_method_unavailable`; invalid `sales.postcode_wrong`.
 */
export async function whereTo(db: Db, order: LockedOrder, wanted: EditWanted): Promise<WhereTo> {
  const before = order.deliveryAddress as AddressInput;
  const delivery = wanted.delivery && checked(wanted.delivery);
  const method = wanted.shippingMethod ?? order.shippingMethodCode;
  if (method === order.shippingMethodCode) {
    if (order.pickupLocationId && delivery) throw new DomainError("conflict", "sales.pickup_stays");
    return { delivery: delivery ?? before, pickupLocationId: order.pickupLocationId, switches: false };
  }
  const rows = await methodsTo(db, (delivery ?? before).country, order.currency);
  const row = rows.find(({ code }) => code === method);
  if (!row) throw new DomainError("unprocessable", "fulfilment.shipping_method_unavailable", { method });
  if (row.pickup) {
    if (delivery) throw new DomainError("conflict", "sales.pickup_stays");
    return { delivery: addressOfPlace(row.pickup, before), pickupLocationId: row.pickup.id, switches: true };
  }
  if (order.pickupLocationId && !delivery) throw new DomainError("unprocessable", "sales.address_missing");
  return { delivery: delivery ?? before, pickupLocationId: null, switches: true };
}

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

type Demanded = readonly { id: string; variantId: string | null; quantity: number }[];

/** When an order's goods could be there by a method: its own stock counts as free. */
export async function answerFor(
  db: Db,
  of: { order: { id: string }; channel: ChannelTerms; lines: Demanded; delivery: AddressInput; now: Date },
): Promise<(method: Pick<PricedMethod, "pickup" | "minDays" | "maxDays" | "weekdays">) => Answer> {
  const { order, channel, lines, delivery, now } = of;
  const demands = lines.flatMap(({ id, variantId, quantity }) =>
    variantId ? [{ lineId: id, variantId, quantity }] : [],
  );
  const facts = await factsOf(db, channel, demands, now, { orderId: order.id });
  return (method) => promiseBy(method, { channel, demands, facts, to: destinationOf(delivery), now });
}

/** The day that was asked for differs from the one on record. */
export const otherDay = (order: LockedOrder, wanted: EditWanted): boolean =>
  wanted.deliverOn !== undefined && wanted.deliverOn !== dayOf(order.wantedOn);

/**
 * What is promised of the changed order: nothing new as long as it goes the same way on the same day. Throws DomainError
 * unprocessable `sales.day_not_offered`, `fulfilment.shipping_method_unavailable` (the store has not all of it).
 */
export async function tellAgain(
  db: Db,
  of: { order: LockedOrder; channel: ChannelTerms; lines: Demanded; where: WhereTo; wanted: EditWanted; now: Date },
): Promise<Proposal["told"]> {
  const { order, channel, lines, where, wanted, now } = of;
  const abroad = where.delivery.country !== (order.deliveryAddress as AddressInput).country;
  if (!where.switches && !abroad && !otherDay(order, wanted)) return undefined;
  const code = wanted.shippingMethod ?? order.shippingMethodCode;
  const row = (await methodsTo(db, where.delivery.country, order.currency)).find((one) => one.code === code);
  if (!row) throw new DomainError("unprocessable", "fulfilment.shipping_method_unavailable", { method: code });
  const answer = (await answerFor(db, { order, channel, lines, delivery: where.delivery, now }))(row);
  if (answer === "impossible" && where.pickupLocationId !== order.pickupLocationId) {
    throw new DomainError("unprocessable", "fulfilment.shipping_method_unavailable", { method: code });
  }
  const soonest = typeof answer === "string" ? null : { from: answer.from, to: answer.to };
  const day = wanted.deliverOn ?? null;
  if (day === null) return { promise: soonest, wantedOn: null };
  if (!soonest || row.pickup || !laterDays(row, soonest.to).includes(day)) {
    throw new DomainError("unprocessable", "sales.day_not_offered", { day });
  }
  return { promise: { from: day, to: day }, wantedOn: day };
}
