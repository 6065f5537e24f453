import { randomBytes } from "node:crypto";
import { DomainError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import type { Money } from "../../../kernel/money.ts";
import { audit, type By } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/db.ts";
import { noteLocks } from "../../../platform/lock-order.ts";
import { emit } from "../../../platform/outbox.ts";
import { hashToken } from "../../../platform/secrets.ts";
import { paymentEvent } from "../events.ts";

/** The `provider` of money that was paid in advance: nobody to ask. */
export const giftCardProvider = "gift-card";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 80 random bits in Crockford's base 32: too many to try, short enough to type. */
const newCode = (): string => [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join("");

/** Puts money on a new card; the code is answered here and never again. */
export async function issueGiftCard(
  tx: Tx,
  input: { amount: Money; expiresAt: Date | null; note: string | null },
  by: By,
  now: Date,
): Promise<{ id: string; code: string }> {
  const code = newCode();
  const id = newId("giftCard", now.getTime());
  await tx.giftCard.create({
    data: {
      id,
      codeHash: hashToken(code),
      ending: code.slice(-4),
      currency: input.amount.currency,
      balanceMinor: input.amount.minor,
      expiresAt: input.expiresAt,
      note: input.note,
      createdAt: now,
      entries: {
        create: { id: newId("giftCardEntry"), kind: "issued", amountMinor: input.amount.minor, byUserId: by.userId },
      },
    },
  });
  const data = { ending: code.slice(-4), amountMinor: input.amount.minor };
  await audit(tx, by, "payments.gift_card.issued", { type: "gift_card", id }, data);
  return { id, code };
}

/**
 * Pays a part of an order from a card, as a captured payment of its own. Balances are lowered by a conditional update, so
 * that a card in two baskets is spent once. Throws DomainError conflict `payments.gift_card_changed` when the card no
 * longer has that much (or was switched off, or expired).
 */
export async function spendGiftCard(
  tx: Tx,
  input: { cardId: string; orderId: string; amount: Money; now: Date },
): Promise<{ paymentId: string }> {
  const { cardId, orderId, amount, now } = input;
  const lowered = await tx.$executeRaw`
    UPDATE gift_card SET balance_minor = balance_minor - ${amount.minor}, version = version + 1
    WHERE id = ${cardId} AND active AND currency = ${amount.currency} AND balance_minor >= ${amount.minor}
      AND (expires_at IS NULL OR expires_at > ${now})`;
  if (lowered === 0) throw new DomainError("conflict", "payments.gift_card_changed");
  noteLocks(tx, "giftCard", [cardId]);
  const paymentId = newId("payment", now.getTime());
  await tx.payment.create({
    data: {
      id: paymentId,
      orderId,
      provider: giftCardProvider,
      method: "gift_card",
      status: "captured",
      currency: amount.currency,
      amountMinor: amount.minor,
      capturedMinor: amount.minor,
      idempotencyKey: paymentId,
      createdAt: now,
      settledAt: now,
    },
  });
  await tx.giftCardEntry.create({
    data: { id: newId("giftCardEntry"), cardId, kind: "spent", amountMinor: -amount.minor, paymentId, createdAt: now },
  });
  emit(tx, paymentEvent("captured", paymentId, orderId));
  return { paymentId };
}

/** Puts a refund back on the card that paid, whatever became of the card since. A repeated call changes nothing. */
export async function returnToGiftCard(
  tx: Tx,
  refund: { id: string; paymentId: string; amountMinor: bigint },
  now: Date,
): Promise<void> {
  const spent = await tx.giftCardEntry.findFirstOrThrow({
    where: { paymentId: refund.paymentId, kind: "spent" },
    select: { cardId: true },
  });
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO gift_card_entry (id, card_id, kind, amount_minor, payment_id, refund_id, created_at)
      VALUES (${newId("giftCardEntry")}, ${spent.cardId}, 'returned', ${refund.amountMinor}, ${refund.paymentId},
        ${refund.id}, ${now})
      ON CONFLICT DO NOTHING RETURNING card_id
    )
    UPDATE gift_card c SET balance_minor = c.balance_minor + ${refund.amountMinor}, version = c.version + 1
    FROM written w WHERE c.id = w.card_id`;
  noteLocks(tx, "giftCard", [spent.cardId]);
}

/** Switches a card off or on. Throws DomainError conflict `payments.gift_card_version` { version }. */
export async function changeGiftCard(
  tx: Tx,
  input: { id: string; version: number; active: boolean },
  by: By,
): Promise<void> {
  const { count } = await tx.giftCard.updateMany({
    where: { id: input.id, version: input.version },
    data: { active: input.active, version: { increment: 1 } },
  });
  if (count === 0) {
    const card = await tx.giftCard.findUnique({ where: { id: input.id }, select: { version: true } });
    throw new DomainError("conflict", "payments.gift_card_version", { version: card?.version ?? 0 });
  }
  noteLocks(tx, "giftCard", [input.id]);
  await audit(tx, by, "payments.gift_card.changed", { type: "gift_card", id: input.id }, { active: input.active });
}
