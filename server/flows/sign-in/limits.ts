import { addressKey } from "#server/modules/identity/index.ts";
import { giveBack, limitRate } from "#server/platform/rate-limit.ts";

/** Who is knocking: the mailbox named and the network address it is named from. */
export type Knock = { email: string; ip: string };

const quarter = 15 * 60;
const perMailbox = { password: 10, mail: 5, alert: 5 } as const;
const perAddress = { password: 50, mail: 60, alert: 60 } as const;
export type KnockKind = keyof typeof perMailbox;

const keys = (kind: KnockKind, { email, ip }: Knock) =>
  [`${kind}:mailbox:${addressKey(email)}`, `${kind}:address:${ip}`] as const;

/**
 * Counts a try per mailbox and per network address, known or not. Throws DomainError rate_limited `too_many_requests`.
 * A mailbox that is closed this way still opens by e-mail link, so nobody can lock its owner out.
 */
export async function countKnock(kind: KnockKind, knock: Knock): Promise<void> {
  const [mailbox, address] = keys(kind, knock);
  await limitRate(address, perAddress[kind], quarter);
  await limitRate(mailbox, perMailbox[kind], quarter);
}

/** A try that turned out to be the owner's does not count. */
export async function forgiveKnock(kind: KnockKind, knock: Knock): Promise<void> {
  for (const key of keys(kind, knock)) await giveBack(key, quarter);
}
