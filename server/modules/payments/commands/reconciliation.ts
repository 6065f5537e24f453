import { DomainError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { audit, type By } from "../../../platform/audit.ts";
import type { Db, Tx } from "../../../platform/db.ts";
import type { Difference } from "../compare.ts";
import { lockReconciliation } from "../locks.ts";

/** After this long a run that never ended is dead, and another may begin. */
const longestMs = 30 * 60_000;

/** Opens a run. Throws DomainError conflict `payments.reconciliation_running` while another one is under way. */
export async function openRun(tx: Tx, input: { provider: string; since: Date; now: Date }, by: By): Promise<string> {
  await lockReconciliation(tx);
  const running = await tx.reconciliationRun.findFirst({
    where: { finishedAt: null, startedAt: { gt: new Date(input.now.getTime() - longestMs) } },
    select: { id: true },
  });
  if (running) throw new DomainError("conflict", "payments.reconciliation_running");
  const id = newId("reconciliation", input.now.getTime());
  const { provider, since, now } = input;
  await tx.reconciliationRun.create({ data: { id, provider, since, startedAt: now, byUserId: by.userId } });
  if (by.userId) await audit(tx, by, "payments.reconciliation.asked", { type: "reconciliation", id }, { since });
  return id;
}

/** Ends a run with its figures. */
export async function closeRun(
  db: Db,
  runId: string,
  figures: { compared: number; repaired: number; flagged: number; failure: string | null },
  now: Date,
): Promise<void> {
  await db.reconciliationRun.update({ where: { id: runId }, data: { ...figures, finishedAt: now } });
}

/**
 * Writes a difference down. One that is flagged already, or that a person has resolved, is not flagged again as long as it
 * stays the same. Answers whether it was written.
 */
export async function recordFinding(
  tx: Tx,
  runId: string,
  found: Difference & { paymentId: string | null },
  outcome: "repaired" | "flagged",
): Promise<boolean> {
  const { kind, providerRef, paymentId } = found;
  const details = { ...found.details, ...(found.refundId && { refundId: found.refundId }) };
  if (outcome === "flagged") {
    const same = await tx.reconciliationFinding.findFirst({
      where: { kind, providerRef, paymentId, outcome: { in: ["flagged", "resolved"] }, details: { equals: details } },
      select: { id: true },
    });
    if (same) return false;
  }
  await tx.reconciliationFinding.create({
    data: { id: newId("finding"), runId, kind, providerRef, paymentId, outcome, details },
  });
  return true;
}

/** Forgets runs from before an instant that found nothing; how many. Findings stay, with their runs. */
export async function forgetRuns(db: Db, before: Date): Promise<number> {
  const { count } = await db.reconciliationRun.deleteMany({
    where: { startedAt: { lt: before }, findings: { none: {} } },
  });
  return count;
}

/**
 * A person has looked into a finding. Throws DomainError not_found `payments.finding_not_found`, conflict
 * `payments.finding_settled`.
 */
export async function resolveFinding(tx: Tx, input: { id: string; note: string }, by: By, now: Date): Promise<void> {
  const { count } = await tx.reconciliationFinding.updateMany({
    where: { id: input.id, outcome: "flagged" },
    data: { outcome: "resolved", note: input.note, resolvedBy: by.userId, resolvedAt: now },
  });
  if (count === 0) {
    const known = await tx.reconciliationFinding.findUnique({ where: { id: input.id }, select: { id: true } });
    if (known) throw new DomainError("conflict", "payments.finding_settled");
    throw new DomainError("not_found", "payments.finding_not_found");
  }
  await audit(tx, by, "payments.finding.resolved", { type: "finding", id: input.id }, { note: input.note });
}
