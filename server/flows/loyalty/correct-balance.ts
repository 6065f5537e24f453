// Staff change a person's points, with a reason (loyalty.account.correct). One transaction. Locks: the account.
import { DomainError } from "#server/kernel/errors.ts";
import type { CorrectPointsInput, LoyaltyErrorCode } from "#server/modules/loyalty/contract.ts";
import { correctPoints } from "#server/modules/loyalty/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Throws DomainError not_found `loyalty.no_account` for whoever is no person of ours, `loyalty.no_programme`, conflict
 * `loyalty.not_enough_points` { points }.
 */
export function correctBalance(input: CorrectPointsInput, currency: string, by: By, now: Date): Promise<void> {
  const { partnerId, points, reason } = input;
  return inTx(async (tx) => {
    const partner = await tx.partner.findUnique({ where: { id: partnerId }, select: { kind: true, archivedAt: true } });
    if (partner?.kind !== "person" || partner.archivedAt) {
      throw new DomainError<LoyaltyErrorCode>("not_found", "loyalty.no_account");
    }
    await correctPoints(tx, { partnerId, currency }, { points, reason }, by, now);
  });
}
