import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import type { HandleWithdrawalInput } from "./contract.ts";

export type NewWithdrawal = {
  number: string;
  orderId: string | null;
  orderNumber: string;
  name: string;
  email: string;
  locale: string;
  statement: string;
  late: boolean;
  returnNumber: string | null;
  /** The return is all there is to do. */
  done: boolean;
  lines: readonly { orderLineId: string; quantity: Quantity }[];
  now: Date;
};

/** Keeps a declaration. Under the order's lock, where there is one: what may be declared is the flow's to check. */
export async function keepWithdrawal(tx: Tx, { lines, done, now, ...rest }: NewWithdrawal): Promise<{ id: string }> {
  const id = newId("withdrawal", now.getTime());
  await tx.withdrawal.create({
    data: {
      ...rest,
      id,
      declaredAt: now,
      ...(done && { status: "handled", handledAt: now }),
      lines: { create: lines.map((line) => ({ ...line })) },
    },
  });
  return { id };
}

/**
 * Staff write what was done about a declaration, once. Throws DomainError not_found `withdrawals.not_found`, conflict
 * `withdrawals.handled_already`.
 */
export async function handleWithdrawal(tx: Tx, input: HandleWithdrawalInput, by: By, now: Date): Promise<void> {
  const found = await tx.withdrawal.findUnique({ where: { number: input.number }, select: { id: true } });
  if (!found) throw new DomainError("not_found", "withdrawals.not_found");
  const { count } = await tx.withdrawal.updateMany({
    where: { id: found.id, status: "open" },
    data: { status: "handled", outcome: input.outcome, handledAt: now, handledById: by.userId },
  });
  if (count === 0) throw new DomainError("conflict", "withdrawals.handled_already");
  await audit(tx, by, "withdrawals.handled", { type: "withdrawal", id: found.id }, { outcome: input.outcome });
}
