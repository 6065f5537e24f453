import type { Tx } from "#server/platform/db.ts";

/** What stands where a name stood. */
const nobody = "—";

/** A user as whom nobody can sign in and of whom nothing tells who it was. Rows that point here keep pointing at nobody. */
export async function forgetUser(tx: Tx, user: { id: string; email: string }): Promise<void> {
  const userId = user.id;
  await tx.userSession.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.loginToken.deleteMany({ where: { OR: [{ userId }, { email: user.email }] } });
  await tx.user.update({
    where: { id: userId },
    data: {
      email: `${userId}@erased.invalid`,
      name: nobody,
      passwordHash: null,
      emailVerifiedAt: null,
      status: "disabled",
      actsForId: null,
      sessionVersion: { increment: 1 },
    },
  });
}
