import type { Tx } from "#server/platform/db.ts";

type Person = { userId: string; email: string; partnerId: string | null };

/**
 * What orders say of a person beyond what has to be kept. A contract is kept for ten years with its parties and addresses
 * (Code de la consommation, L213-1 and D213-2; Code de commerce, L123-22): phone, note and what was said to the carrier go.
 * An order that never became one keeps nothing of them.
 */
export async function forgetBuyer(tx: Tx, person: Person): Promise<void> {
  const { userId, email, partnerId } = person;
  await tx.$executeRaw`
    UPDATE sales_order SET phone = NULL, note = NULL,
      delivery_address = delivery_address - 'phone' - 'instructions',
      billing_address = billing_address - 'phone' - 'instructions'
    WHERE user_id = ${userId} OR partner_id = ${partnerId} OR (email = ${email} AND user_id IS NULL)`;
  await tx.$executeRaw`
    UPDATE sales_order SET email = id || '@erased.invalid',
      delivery_address = jsonb_build_object('recipient', '—', 'line1', '—', 'postcode', '—', 'city', '—',
        'country', delivery_address->>'country'),
      billing_address = jsonb_build_object('recipient', '—', 'line1', '—', 'postcode', '—', 'city', '—',
        'country', billing_address->>'country')
    WHERE (user_id = ${userId} OR partner_id = ${partnerId} OR (email = ${email} AND user_id IS NULL))
      AND status IN ('cancelled', 'expired') AND invoice_status = 'none'`;
  await tx.$executeRaw`
    DELETE FROM order_search WHERE order_id IN (
      SELECT id FROM sales_order WHERE user_id = ${userId} AND email LIKE '%@erased.invalid')`;
  await tx.cart.updateMany({ where: { userId, status: "open" }, data: { status: "abandoned", couponCode: null } });
}
