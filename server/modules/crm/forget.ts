import type { Tx } from "#server/platform/db.ts";
import type { ConsentEnding } from "./contract-consent.ts";

/**
 * Forgets a person's wishes. Consents end; the log of them is kept for the three years in which it may have to be shown
 * (see `forgetConsents`).
 */
export async function forgetWishes(tx: Tx, person: { userId: string; email: string }, now: Date): Promise<void> {
  const { userId, email } = person;
  await tx.wishlistItem.deleteMany({ where: { userId } });
  await tx.stockAlert.deleteMany({ where: { OR: [{ userId }, { email }] } });
  await tx.cartReminder.deleteMany({ where: { email } });
  await tx.consent.updateMany({
    where: { email, withdrawnAt: null },
    data: { withdrawnAt: now, withdrawnBy: "erased" satisfies ConsentEnding },
  });
}
