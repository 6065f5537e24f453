import { newId } from "#server/kernel/ids.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ConsentEnding } from "./contract-consent.ts";

/**
 * What somebody wished for at their former address holds at their new one, which they have proven: alerts that wait, and
 * consents. The log keeps the former consent with its end, and the new one says which one it goes back to. A wish that the
 * new address has already stays single.
 */
export async function moveWishes(
  tx: Tx,
  input: { userId: string; from: string; to: string; now: Date },
): Promise<void> {
  const { userId, from, to, now } = input;
  if (from === to) return;
  await tx.$executeRaw`
    UPDATE stock_alert a SET email = ${to}
    WHERE a.user_id = ${userId} AND a.email = ${from} AND a.status IN ('pending', 'waiting') AND NOT EXISTS (
      SELECT FROM stock_alert b WHERE b.channel_id = a.channel_id AND b.variant_id = a.variant_id AND b.email = ${to}
        AND b.status IN ('pending', 'waiting'))`;
  const live = await tx.consent.findMany({ where: { email: from, withdrawnAt: null } });
  await tx.consent.updateMany({
    where: { id: { in: live.map((one) => one.id) } },
    data: { withdrawnAt: now, withdrawnBy: "moved" satisfies ConsentEnding },
  });
  for (const { purpose, locale, wording, wordingVersion, id } of live) {
    await tx.$executeRaw`
      INSERT INTO consent (id, purpose, email, locale, wording, wording_version, source, proof, user_id, given_at)
      VALUES (${newId("consent")}, ${purpose}, ${to}, ${locale}, ${wording}, ${wordingVersion}, 'account',
        ${JSON.stringify({ movedFrom: id })}::jsonb, ${userId}, ${now})
      ON CONFLICT (email, purpose) WHERE withdrawn_at IS NULL DO NOTHING`;
  }
}
