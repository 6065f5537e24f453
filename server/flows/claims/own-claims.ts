// A buyer reads what of an order may be claimed for, and what became of a claim (shop.order.claim). Reads only; the order is
// asked for within the reader's scope, or was reached by its link.
import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { attachmentsOf } from "#server/modules/attachments/index.ts";
import type { ClaimOptions, OwnClaim } from "#server/modules/claims/contract.ts";
import { readClaim } from "#server/modules/claims/index.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { Db } from "#server/platform/db.ts";
import { orderDetail } from "../track-order/order-detail.ts";
import { claimableOf } from "./claimable.ts";
import { claimRefundKey } from "./end-claim.ts";

const goodsOf = (order: OrderDetail) => order.lines.filter((line) => line.kind === "product");
const shown = (line: OrderDetail["lines"][number]) => ({
  ...{ orderLineId: line.id, name: line.name, description: line.description, media: line.media },
});

/** What of an order may be claimed for now. Throws not_found `sales.order_not_found`. */
export async function claimOptions(db: Db, scope: Scope, number: string, now: Date): Promise<ClaimOptions> {
  const order = await orderDetail(db, scope, number);
  const goods = goodsOf(order);
  const counted = goods.map(({ id, quantity: ordered, delivered, returned, refunded }) => ({
    ...{ id, ordered, delivered, returned, refunded },
  }));
  const claimable = await claimableOf(db, order.id, counted, now);
  return {
    number: order.number,
    lines: goods.flatMap((line) => {
      const of = claimable.get(line.id);
      return of && of.left > 0 ? [{ ...shown(line), quantity: of.left, until: of.until, closed: of.closed }] : [];
    }),
  };
}

/** What a claim gave back at once: what stays for its replacement does not. */
export async function claimRefunds(db: Db, claimId: string, currency: string): Promise<OwnClaim["refunds"]> {
  const key = claimRefundKey(claimId);
  const rows = await db.refund.findMany({
    where: { OR: [{ idempotencyKey: key }, { idempotencyKey: { startsWith: `${key}#` } }], movedTo: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, amountMinor: true, status: true, createdAt: true, settledAt: true },
  });
  return rows.map((row) => ({
    id: row.id,
    amount: { minor: Number(row.amountMinor), currency },
    status: row.status as "pending" | "succeeded" | "failed",
    at: (row.settledAt ?? row.createdAt).toISOString(),
  }));
}

/** Its photos, as pages name them. */
export async function claimPhotos(db: Db, claimId: string): Promise<OwnClaim["photos"]> {
  const photos = await attachmentsOf(db, { type: "claim", id: claimId });
  return photos.map(({ id, name }) => ({ id, name }));
}

/** A claim as its buyer follows it. Throws not_found `claims.not_found`, for another order's too when the order is named. */
export async function ownClaim(db: Db, scope: Scope, number: string, orderNumber?: string): Promise<OwnClaim> {
  const found = await readClaim(db, scope, number);
  if (orderNumber !== undefined && found.order.number !== orderNumber) {
    throw new DomainError("not_found", "claims.not_found");
  }
  const order = await orderDetail(db, scope, found.order.number);
  return {
    ...found.head,
    orderNumber: order.number,
    photos: await claimPhotos(db, found.id),
    refunds: await claimRefunds(db, found.id, found.order.currency),
    lines: found.lines.flatMap(({ orderLineId, quantity, accepted }) => {
      const line = order.lines.find((one) => one.id === orderLineId);
      return line ? [{ ...shown(line), quantity, accepted }] : [];
    }),
  };
}
