import { DomainError } from "../../kernel/errors.ts";
import type { Tx } from "../../platform/db.ts";

// Lock order of the house: cart → order → payment → delivery → invoice → stock levels by (variant, location) → counters.

export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>;

/** Locks an order by id or number. Throws DomainError not_found `sales.order_not_found`. */
export async function lockOrder(tx: Tx, idOrNumber: string) {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM sales_order WHERE id = ${idOrNumber} OR number = ${idOrNumber} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "sales.order_not_found");
  return tx.salesOrder.findUniqueOrThrow({
    where: { id: row.id },
    include: { lines: { orderBy: { position: "asc" } } },
  });
}

/** Locks an open cart by the hash of its token; null when there is none. */
export async function lockCart(tx: Tx, tokenHash: string) {
  const [row] = await tx.$queryRaw<{ id: string; status: string; userId: string | null; partnerId: string | null }[]>`
    SELECT id, status, user_id AS "userId", partner_id AS "partnerId" FROM cart WHERE token_hash = ${tokenHash} FOR UPDATE`;
  return row ?? null;
}
