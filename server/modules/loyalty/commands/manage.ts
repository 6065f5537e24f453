import { DomainError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { audit, type By } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/db.ts";
import type { LoyaltyErrorCode, SaveProgrammeInput } from "../contract.ts";
import { lockAccount } from "../locks.ts";
import { expiryOf } from "../model.ts";
import { openAccount } from "./earn.ts";
import { writeEntry } from "./write-entry.ts";

/**
 * Sets the rules of a currency's programme. They hold for orders confirmed and points spent from now on. Throws DomainError
 * conflict `loyalty.programme_changed` { version }.
 */
export async function saveProgramme(tx: Tx, currency: string, input: SaveProgrammeInput, by: By): Promise<void> {
  const { version, ...rules } = input;
  const data = { ...rules, version: version + 1 };
  const written =
    version === 0
      ? await tx.loyaltyProgramme.createMany({
          data: [{ id: newId("loyaltyProgramme"), currency, ...data }],
          skipDuplicates: true,
        })
      : await tx.loyaltyProgramme.updateMany({ where: { currency, version }, data });
  const programme = await tx.loyaltyProgramme.findUnique({ where: { currency }, select: { id: true, version: true } });
  if (written.count === 0 || !programme) {
    const details = { version: programme?.version ?? 0 };
    throw new DomainError<LoyaltyErrorCode>("conflict", "loyalty.programme_changed", details);
  }
  await audit(tx, by, "loyalty.programme.changed", { type: "loyalty_programme", id: programme.id }, rules);
}

/**
 * Adds points to a person's balance or takes some off, with a reason that staff read. Throws DomainError not_found
 * `loyalty.no_programme`, conflict `loyalty.not_enough_points` { points }.
 */
export async function correctPoints(
  tx: Tx,
  of: { partnerId: string; currency: string },
  change: { points: number; reason: string },
  by: By,
  now: Date,
): Promise<void> {
  const { partnerId, currency } = of;
  const programme = await tx.loyaltyProgramme.findUnique({ where: { currency } });
  if (!programme) throw new DomainError<LoyaltyErrorCode>("not_found", "loyalty.no_programme");
  const account = await lockAccount(tx, await openAccount(tx, { programmeId: programme.id, partnerId }));
  if (account.points + change.points < 0) {
    throw new DomainError<LoyaltyErrorCode>("conflict", "loyalty.not_enough_points", { points: account.points });
  }
  const expiresAt = change.points > 0 ? expiryOf(programme, now) : null;
  await writeEntry(tx, { accountId: account.id, kind: "corrected", ...change, expiresAt, byUserId: by.userId }, now);
  await audit(tx, by, "loyalty.points.corrected", { type: "partner", id: partnerId }, change);
}
