import type { Tx } from "#server/platform/db.ts";

/**
 * What somebody wrote when they asked for a quote, or declined one, goes; drafts that nobody has seen go with it. What was
 * accepted is the basis of a contract and stays, as the company's or as that of a forgotten person.
 */
export async function forgetQuoted(tx: Tx, person: { userId: string }): Promise<void> {
  await tx.quote.updateMany({ where: { userId: person.userId }, data: { message: null, reason: null } });
  await tx.$executeRaw`
    UPDATE quote_event SET data = data - 'reason' - 'message'
    WHERE quote_id IN (SELECT id FROM quote WHERE user_id = ${person.userId})`;
  await tx.quote.deleteMany({ where: { userId: person.userId, status: "draft" } });
}
