import type { Tx } from "#server/platform/db.ts";

/** What somebody wrote about goods stays as it is read, by nobody in particular. */
export async function forgetReviewer(tx: Tx, person: { userId: string; email: string }): Promise<void> {
  const { userId, email } = person;
  await tx.review.updateMany({
    where: { OR: [{ userId }, { email }] },
    data: { userId: null, email: null, displayName: "—" },
  });
  await tx.reviewRequest.deleteMany({ where: { email } });
}
