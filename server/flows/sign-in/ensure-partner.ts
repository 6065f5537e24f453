import { setPartner } from "#server/modules/identity/index.ts";
import { createPartner } from "#server/modules/partners/index.ts";
import type { Tx } from "#server/platform/db.ts";

type Person = { id: string; email: string; name: string; locale: string; partnerId: string | null };

/** The partner that carries a user's orders and addresses, made when there is none yet. */
export async function ensurePartner(tx: Tx, user: Person): Promise<string> {
  if (user.partnerId) return user.partnerId;
  const person = { kind: "person", name: user.name, email: user.email, locale: user.locale } as const;
  const partnerId = await createPartner(tx, person, { userId: user.id });
  await setPartner(tx, { userId: user.id, partnerId });
  return partnerId;
}
