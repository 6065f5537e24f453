import { DomainError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { audit, type By } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/db.ts";
import type { LockedBankTransaction } from "../locks.ts";

export type NewBankLine = {
  externalId: string;
  /** yyyy-mm-dd */
  bookedOn: string;
  amountMinor: number;
  currency: string;
  counterparty: string | null;
  text: string;
};

/** Writes a line of our bank statement; null when the bank's id is known already. */
export async function addBankLine(tx: Tx, line: NewBankLine): Promise<string | null> {
  const id = newId("bankLine");
  const written = await tx.$executeRaw`
    INSERT INTO bank_transaction (id, external_id, booked_on, amount_minor, currency, counterparty, text)
    VALUES (${id}, ${line.externalId}, ${line.bookedOn}::date, ${line.amountMinor}, ${line.currency},
      ${line.counterparty}, ${line.text})
    ON CONFLICT (external_id) DO NOTHING`;
  return written > 0 ? id : null;
}

/** Throws DomainError conflict `payments.bank_line_settled` unless the line still waits for somebody. */
export function assertUnmatched(line: LockedBankTransaction): void {
  if (line.status !== "unmatched") throw new DomainError("conflict", "payments.bank_line_settled");
}

/** The line is this payment's money. Throws DomainError conflict `payments.bank_line_settled`. */
export async function markMatched(
  tx: Tx,
  line: LockedBankTransaction,
  paymentId: string,
  by: By,
  now: Date,
): Promise<void> {
  assertUnmatched(line);
  await tx.bankTransaction.update({
    where: { id: line.id },
    data: { status: "matched", paymentId, matchedBy: by.userId, matchedAt: now },
  });
  await audit(tx, by, "payments.bank_line.matched", { type: "bank_transaction", id: line.id }, { paymentId });
}

/** The line is none of our orders' money. Throws DomainError conflict `payments.bank_line_settled`. */
export async function ignoreLine(tx: Tx, line: LockedBankTransaction, by: By, now: Date): Promise<void> {
  assertUnmatched(line);
  await tx.bankTransaction.update({
    where: { id: line.id },
    data: { status: "ignored", matchedBy: by.userId, matchedAt: now },
  });
  await audit(tx, by, "payments.bank_line.ignored", { type: "bank_transaction", id: line.id });
}
