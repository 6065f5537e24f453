// Issuing a gift card by hand: money taken elsewhere, or a gesture; owed to its holder, and in the books, from that moment on.
// Permission payments.gift_card.issue. Locks: counters.
import { money } from "#server/kernel/money.ts";
import { postEntries } from "#server/modules/accounting/index.ts";
import { issueGiftCard } from "#server/modules/payments/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { draftEntries } from "../keep-books/draft-entries.ts";

/**
 * Answers the new card and its code, which is told only now. `amountMinor` is in minor units of `currency`. Throws conflict
 * `accounting.role_missing`.
 */
export function issueCard(
  input: { amountMinor: number; currency: string; expiresAt: string | null; note?: string | undefined },
  by: By,
  now: Date,
): Promise<{ id: string; code: string }> {
  const amount = money(input.amountMinor, input.currency);
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  return inTx(async (tx) => {
    const card = await issueGiftCard(tx, { amount, expiresAt, note: input.note || null }, by, now);
    await postEntries(tx, await draftEntries(tx, [{ type: "gift_card", id: card.id }]), { now });
    return card;
  });
}
