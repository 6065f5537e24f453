// A buyer says what is wrong with goods of their order, and takes that back while nobody has answered (shop.order.claim).
// Locks: order → attachments' rows.
import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { isDivisible } from "#server/kernel/quantity.ts";
import { attachDrafts } from "#server/modules/attachments/index.ts";
import { type ClaimSeen, mostClaimPhotos, type OpenClaimInput } from "#server/modules/claims/contract.ts";
import { keepClaim, readClaim, withdrawClaim } from "#server/modules/claims/index.ts";
import { type LockedOrder, lockOrder, recordEvent, touchOrder } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { mailClaimReceived } from "../notify-customer/mail-claims.ts";
import { namedLines } from "../return-order/create-return.ts";
import { orderIdWithin } from "../track-order/reach-order.ts";
import { claimableOf } from "./claimable.ts";
import { inClaim } from "./in-claim.ts";

/**
 * Makes a claim for units of an order. Throws DomainError not_found `sales.order_not_found`, `attachments.not_found`; conflict
 * `claims.too_much` { name, left }, `claims.too_late` { name, until }; unprocessable `claims.line_not_in_order`,
 * `attachments.too_many`, `attachments.kind_not_allowed`; invalid `sales.quantity_not_divisible`.
 */
export async function openClaim(
  scope: Scope,
  orderNumber: string,
  { photos, ...said }: OpenClaimInput,
  by: By,
  now: Date,
): Promise<{ number: string }> {
  const orderId = await orderIdWithin(db(), scope, orderNumber);
  return inTx(async (tx) => {
    const order = await lockOrder(tx, orderId);
    await assertClaimable(tx, order, said.lines, now);
    const made = await keepClaim(tx, { ...said, orderId }, by, now);
    await attachDrafts(tx, { type: "claim", id: made.id }, photos, { most: mostClaimPhotos, mimes: ["image/webp"] });
    await touchOrder(tx, order);
    const lines = namedLines(order, said.lines);
    const data = { number: made.number, claimKind: said.kind, lines };
    await recordEvent(tx, order.id, { type: "claim_opened", data }, by, now);
    await mailClaimReceived(tx, order, { ...said, ...made, lines }, now);
    return { number: made.number };
  });
}

async function assertClaimable(tx: Tx, order: LockedOrder, wanted: OpenClaimInput["lines"], now: Date): Promise<void> {
  const goods = order.lines
    .filter((line) => line.kind === "product")
    .map((line) => ({
      ...{ id: line.id, ordered: Number(line.quantity), delivered: Number(line.delivered) },
      ...{ returned: Number(line.returned), refunded: Number(line.refunded) },
    }));
  const claimable = await claimableOf(tx, order.id, goods, now);
  const variants = await tx.variant.findMany({
    where: { id: { in: order.lines.flatMap(({ variantId }) => variantId ?? []) } },
    select: { id: true, uom: true },
  });
  const asked = new Set<string>();
  for (const { orderLineId, quantity } of wanted) {
    const [line, of] = [order.lines.find(({ id }) => id === orderLineId), claimable.get(orderLineId)];
    if (!line || !of || asked.has(orderLineId)) throw new DomainError("unprocessable", "claims.line_not_in_order");
    asked.add(orderLineId);
    const uom = variants.find(({ id }) => id === line.variantId)?.uom ?? "unit";
    if (!Number.isInteger(quantity) && !isDivisible(uom)) {
      throw new DomainError("invalid", "sales.quantity_not_divisible");
    }
    const { name } = line;
    if (of.closed) throw new DomainError("conflict", "claims.too_late", { name, until: of.until ?? "" });
    if (quantity > of.left) throw new DomainError("conflict", "claims.too_much", { name, left: of.left });
  }
}

/**
 * Takes a claim back for its buyer. Throws DomainError not_found `claims.not_found`; conflict `claims.changed`,
 * `claims.transition_not_allowed` once it is decided.
 */
export async function withdrawOwnClaim(
  scope: Scope,
  orderNumber: string,
  seen: ClaimSeen,
  by: By,
  now: Date,
): Promise<void> {
  const found = await readClaim(db(), scope, seen.number);
  if (found.order.number !== orderNumber) throw new DomainError("not_found", "claims.not_found");
  await inClaim(seen, async (tx, { order, claim }) => {
    await withdrawClaim(tx, claim, by, now);
    await touchOrder(tx, order);
    await recordEvent(tx, order.id, { type: "claim_withdrawn", data: { number: claim.number } }, by, now);
  });
}
