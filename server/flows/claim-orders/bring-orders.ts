import { addAddress } from "#server/modules/partners/index.ts";
import { addressInput } from "#server/modules/sales/contract.ts";
import { claimOrders } from "#server/modules/sales/index.ts";
import { audit } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";

/**
 * What an account opened after an order begins with: the guest orders of its mailbox, which its link has just proven, and
 * in an empty address book the address that the order went to. Part of signing in, in its transaction. Locks: the book.
 */
export async function bringOrders(
  tx: Tx,
  { userId, email, orderId }: { userId: string; email: string; orderId: string },
): Promise<void> {
  const { partnerId } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { partnerId: true } });
  const order = await tx.salesOrder.findUnique({
    where: { id: orderId },
    select: { email: true, deliveryAddress: true },
  });
  if (!partnerId || order?.email !== email) return;
  const address = addressInput.safeParse(order.deliveryAddress);
  if (address.success && (await tx.address.count({ where: { partnerId, archivedAt: null } })) === 0) {
    await addAddress(tx, partnerId, { type: "delivery", ...address.data });
  }
  const claimed = await claimOrders(tx, { userId, partnerId, email });
  await audit(tx, { userId }, "sales.orders.claimed", { type: "user", id: userId }, { claimed });
}
