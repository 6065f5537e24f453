// A buyer says how goods come back that were announced without a way: by a withdrawal, or by staff on the telephone
// (shop.order.return). The label is booked at once where the carrier answers. Locks: order → payments → return.
import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { ChooseWayInput, ReturnOptions } from "#server/modules/fulfilment/contract-returning.ts";
import { chooseWayBack, returnDetail } from "#server/modules/fulfilment/index.ts";
import type { LockedOrder } from "#server/modules/sales/index.ts";
import { returnPlaces } from "#server/modules/stock/index.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { type Db, db, type Tx } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { bookReturn, labelCarrier } from "./book-return.ts";
import { inReturn } from "./in-return.ts";

/** How something of an order may come back: where the house pays for a label, nobody has to send it otherwise. */
export async function waysOf(
  db: Db,
  order: { shippingMethodCode: string; country: string },
): Promise<ReturnOptions["ways"]> {
  const label = (await labelCarrier(db, order)) !== null;
  const stores = await returnPlaces(db);
  return { label, own: !label, stores: stores.map(({ id: _, ...place }) => place) };
}

/** The store of a chosen way, null for the others. Throws unprocessable `fulfilment.return_way_not_offered`. */
export async function wayOf(
  tx: Tx,
  order: LockedOrder,
  input: Pick<ChooseWayInput, "wayBack" | "storeCode">,
): Promise<{ storeId: string | null }> {
  const refused = () => new DomainError("unprocessable", "fulfilment.return_way_not_offered");
  if (input.wayBack === "store") {
    const place = (await returnPlaces(tx)).find(({ code }) => code === input.storeCode);
    if (!place) throw refused();
    return { storeId: place.id };
  }
  const { country = "" } = order.deliveryAddress as { country?: string };
  const label = await labelCarrier(tx, { shippingMethodCode: order.shippingMethodCode, country });
  if ((input.wayBack === "label") !== (label !== null)) throw refused();
  return { storeId: null };
}

/**
 * Chooses the way, once. Throws DomainError not_found `fulfilment.return_not_found`; conflict `fulfilment.return_stays`,
 * `fulfilment.return_changed`; unprocessable `fulfilment.return_way_not_offered`.
 */
export async function chooseWay(
  scope: Scope,
  orderNumber: string,
  input: ChooseWayInput,
  by: By,
  now: Date,
): Promise<void> {
  const { returnNumber: number, version, ...way } = input;
  const found = await returnDetail(db(), scope, number);
  if (found.order.number !== orderNumber) throw new DomainError("not_found", "fulfilment.return_not_found");
  await inReturn({ number, version }, async (tx, locked) => {
    const { storeId } = await wayOf(tx, locked.order, way);
    await chooseWayBack(tx, locked.found, { wayBack: way.wayBack, storeId });
    await audit(tx, by, "fulfilment.return.way_chosen", { type: "return", id: found.id }, way);
  });
  // The return stands without its label: the job asks again.
  await bookReturn(found.id, now).catch((error: unknown) =>
    log.warn({ err: error, returnId: found.id }, "no label yet"),
  );
}
