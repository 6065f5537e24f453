import type { Tx } from "#server/platform/db.ts";

/** Every letter to an address, with what stood in it. */
export async function forgetLetters(tx: Tx, to: string): Promise<void> {
  await tx.mailMessage.deleteMany({ where: { to } });
}
