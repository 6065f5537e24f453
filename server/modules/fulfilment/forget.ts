import type { Tx } from "#server/platform/db.ts";

/** What carriers were told of a person beyond the address: telephone and how to find the door. */
export async function forgetRecipient(
  tx: Tx,
  person: { userId: string; email: string; partnerId: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET address = address - 'phone' - 'instructions' WHERE order_id IN (
      SELECT o.id FROM sales_order o WHERE o.user_id = ${person.userId} OR o.partner_id = ${person.partnerId}
        OR (o.email = ${person.email} AND o.user_id IS NULL))`;
}
