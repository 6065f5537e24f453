import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { transition } from "#server/kernel/state-machine.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { ClaimDecision, ClaimKind, ClaimStatus, ClaimWish } from "./contract.ts";
import { claimEvent } from "./events.ts";
import { type ClaimVerb, claimTransitions } from "./model.ts";

type Units = readonly { orderLineId: string; quantity: Quantity }[];
export type NewClaim = { orderId: string; kind: ClaimKind; wish: ClaimWish; description: string; lines: Units };

/** Keeps a claim. What may be claimed for is the flow's to check, under the order's lock. */
export async function keepClaim(
  tx: Tx,
  { lines, ...claim }: NewClaim,
  by: By,
  now: Date,
): Promise<{ id: string; number: string }> {
  const made = { id: newId("claim", now.getTime()), number: await nextNumber(tx, "claim", now) };
  await tx.claim.create({
    data: {
      ...claim,
      ...made,
      byUserId: by.userId,
      createdAt: now,
      lines: { create: lines.map((line) => ({ ...line })) },
    },
  });
  emit(tx, claimEvent("opened", made.id, claim.orderId));
  await audit(tx, by, "claims.opened", { type: "claim", id: made.id }, { ...claim, lines });
  return made;
}

export type SeenClaim = Awaited<ReturnType<typeof claimSeen>>;

/**
 * A claim as it was read, for who decides on it. Under its order's lock, which every change of a claim holds. Throws DomainError
 * not_found `claims.not_found`; conflict `claims.changed` { version, status } with the fresh ones.
 */
export async function claimSeen(tx: Tx, seen: { number: string; version: number }) {
  const row = await tx.claim.findUnique({ where: { number: seen.number }, include: { lines: true } });
  if (!row) throw new DomainError("not_found", "claims.not_found");
  const { number, version, status } = row;
  if (version !== seen.version) throw new DomainError("conflict", "claims.changed", { number, version, status });
  return {
    ...row,
    status: status as ClaimStatus,
    kind: row.kind as ClaimKind,
    lines: row.lines.map((line) => ({ orderLineId: line.orderLineId, quantity: Number(line.quantity) })),
  };
}

type End = {
  answer?: string | undefined;
  decision?: ClaimDecision;
  amountMinor?: number;
  replacementId?: string;
  returnId?: string;
};

/** Moves a claim along its table, once; the condition is repeated in the UPDATE. */
async function end(tx: Tx, found: SeenClaim, verb: ClaimVerb, given: End, by: By, now: Date): Promise<void> {
  const status = transition("claims", claimTransitions, found.status, verb);
  const { count } = await tx.claim.updateMany({
    where: { id: found.id, status: "open", version: found.version },
    data: {
      ...given,
      answer: given.answer ?? null,
      status,
      endedAt: now,
      version: { increment: 1 },
      ...(verb !== "withdraw" && { decidedById: by.userId }),
    },
  });
  if (count !== 1) throw new DomainError("conflict", "claims.changed", { number: found.number });
  emit(tx, claimEvent(status as "accepted", found.id, found.orderId));
  await audit(tx, by, `claims.${status}`, { type: "claim", id: found.id }, given);
}

/** Grants a claim for these of its units. Throws conflict `claims.transition_not_allowed`. */
export async function acceptClaim(
  tx: Tx,
  found: SeenClaim,
  { lines, ...given }: Omit<End, "decision"> & { decision: ClaimDecision; lines: Units },
  by: By,
  now: Date,
): Promise<void> {
  await end(tx, found, "accept", given, by, now);
  for (const { orderLineId, quantity } of lines) {
    const claimId_orderLineId = { claimId: found.id, orderLineId };
    await tx.claimLine.update({ where: { claimId_orderLineId }, data: { accepted: quantity } });
  }
}

/** Says no, and why. Throws conflict `claims.transition_not_allowed`. */
export const refuseClaim = (tx: Tx, found: SeenClaim, answer: string, by: By, now: Date): Promise<void> =>
  end(tx, found, "refuse", { answer }, by, now);

/** Its buyer takes it back. Throws conflict `claims.transition_not_allowed`. */
export const withdrawClaim = (tx: Tx, found: SeenClaim, by: By, now: Date): Promise<void> =>
  end(tx, found, "withdraw", {}, by, now);
