import { systemClock } from "#server/kernel/clock.ts";
import { hashPassword, setPassword } from "#server/modules/identity/index.ts";
import { inTx } from "#server/platform/tx.ts";
import { noticeOwner } from "./notice-owner.ts";
import { type Me, proveOwner } from "./prove-owner.ts";

/**
 * Changes one's own password. Without one yet (signed in by link) a young sign-in is asked for instead. Every other session
 * ends, and the owner is told by mail.
 * Throws what `proveOwner` throws.
 */
export async function changeOwnPassword(
  input: { current?: string; next: string },
  me: Me,
  clock = systemClock,
): Promise<void> {
  const now = clock.now();
  const userId = await proveOwner({ password: input.current }, me, now);
  const passwordHash = await hashPassword(input.next);
  const keep = me.sessionId ? { sessionId: me.sessionId, now } : undefined;
  await inTx(async (tx) => {
    await setPassword(tx, { userId, passwordHash, keep }, me.by);
    await noticeOwner(tx, { userId, what: "password_changed", now });
  });
}
