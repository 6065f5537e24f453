import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";
import { type CreditTerms, creditOf } from "./credit-terms.ts";

// The order of all locks is in platform/lock-order.ts.

/** Changes of a company's members wait for each other, or two administrators could each remove the other as the last. */
export async function lockCompany(tx: Tx, partnerId: string): Promise<void> {
  await lockRows(tx, "partner")`SELECT id FROM partner WHERE id = ${partnerId} FOR UPDATE`;
}

export type BuyerTerms = {
  orderLimitMinor: number | null;
  monthLimitMinor: number | null;
  referenceRequired: boolean;
  billToId: string | null;
  payerId: string | null;
  name: string;
  vatNumber: string | null;
  siren: string | null;
};

/**
 * Locks what a member may spend: their orders for the company come one after the other, so that a month's limit holds. Null
 * for who is no buyer of it (any more).
 */
export async function lockBuyer(tx: Tx, of: { userId: string; partnerId: string }): Promise<BuyerTerms | null> {
  const [row] = await lockRows<BuyerTerms & { id: string }>(tx, "member")`
    SELECT m.user_id AS id, m.order_limit_minor::float8 AS "orderLimitMinor", m.month_limit_minor::float8 AS "monthLimitMinor",
      coalesce(a.reference_required, false) AS "referenceRequired", a.bill_to_id AS "billToId", a.payer_id AS "payerId",
      p.name, p.vat_number AS "vatNumber", p.siren
    FROM membership m JOIN partner p ON p.id = m.partner_id LEFT JOIN company_account a ON a.partner_id = m.partner_id
    WHERE m.user_id = ${of.userId} AND m.partner_id = ${of.partnerId} AND m.role = 'buyer' FOR UPDATE OF m`;
  return row ?? null;
}

/** `creditTerms` under the account's lock: orders on account come one after the other, so that the limit holds. */
export async function lockCredit(tx: Tx, partnerId: string): Promise<CreditTerms | null> {
  const [row] = await lockRows<CreditTerms & { id: string }>(tx, "credit")`
    ${creditOf(partnerId)} FOR UPDATE`;
  return row ?? null;
}

/** Locks an approval: of two who decide, one does. Null when there is none. */
export async function lockApproval(tx: Tx, id: string) {
  const [row] = await lockRows<{ id: string }>(tx, "approval")`
    SELECT id FROM approval_request WHERE id = ${id} FOR UPDATE`;
  return row ? tx.approvalRequest.findUniqueOrThrow({ where: { id } }) : null;
}
export type LockedApproval = NonNullable<Awaited<ReturnType<typeof lockApproval>>>;
