import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { hashToken, newToken } from "#server/platform/secrets.ts";
import { isUniqueViolation } from "#server/platform/tx.ts";
import type { IdentityError } from "./contract.ts";

/** `email_change` goes to the new mailbox, `email_undo` to the old one, `erasure` to the mailbox of who is to be forgotten. */
export type EmailPurpose = "email_change" | "email_undo" | "erasure";
export const emailLinkMinutes: Record<EmailPurpose, number> = {
  email_change: 60,
  email_undo: 14 * 24 * 60,
  erasure: 24 * 60,
};

const invalid = () => new DomainError<IdentityError>("unprocessable", "identity.link_invalid");

/** Writes a link bound to one user and one mailbox and returns its token: the only moment it exists in the clear. */
export async function issueEmailLink(
  tx: Tx,
  input: { userId: string; email: string; purpose: EmailPurpose; now: Date },
): Promise<string> {
  const token = newToken();
  await tx.loginToken.create({
    data: {
      id: newId("token"),
      userId: input.userId,
      email: input.email,
      purpose: input.purpose,
      tokenHash: hashToken(token),
      expiresAt: new Date(input.now.getTime() + emailLinkMinutes[input.purpose] * 60_000),
    },
  });
  return token;
}

/**
 * Uses a link up, once. Whom it is for stands in its row and nowhere else: nothing that the caller sends can turn it to
 * another account or another mailbox, and with `callerId` (whoever is signed in) it serves its own user only.
 * Throws DomainError unprocessable `identity.link_invalid`.
 */
export async function useEmailLink(
  tx: Tx,
  input: { token: string; purpose: EmailPurpose; callerId: string | null; now: Date },
): Promise<{ userId: string; email: string }> {
  const [row] = await tx.$queryRaw<{ userId: string; email: string }[]>`
    UPDATE login_token SET used_at = ${input.now}
    WHERE token_hash = ${hashToken(input.token)} AND purpose = ${input.purpose} AND used_at IS NULL
      AND expires_at > ${input.now} AND user_id = coalesce(${input.callerId}, user_id)
    RETURNING user_id AS "userId", email`;
  if (!row) throw invalid();
  return row;
}

/**
 * Gives a user another address, proven by the link that was sent to it. Every other open link of the user or of the
 * former mailbox ends. Returns the former address. Throws DomainError conflict `identity.email_taken`, forbidden
 * `identity.user_disabled`.
 */
export async function setEmail(
  tx: Tx,
  input: { userId: string; email: string; keepUndo: boolean; now: Date },
  by: By,
): Promise<{ from: string; name: string; locale: string; partnerId: string | null }> {
  const { userId, email, now } = input;
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { email: true, status: true, name: true, locale: true, partnerId: true },
  });
  if (user?.status !== "active") throw new DomainError<IdentityError>("forbidden", "identity.user_disabled");
  const { status: _, email: from, ...person } = user;
  try {
    await tx.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: now } });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError<IdentityError>("conflict", "identity.email_taken");
    throw error;
  }
  const ended = input.keepUndo ? (["email_change"] as const) : (["email_change", "email_undo"] as const);
  await tx.loginToken.updateMany({
    where: {
      usedAt: null,
      OR: [
        { userId, purpose: { in: [...ended] } },
        { email: from, userId: null },
      ],
    },
    data: { usedAt: now },
  });
  await audit(tx, by, "identity.email.changed", { type: "user", id: userId });
  return { from, ...person };
}

/**
 * Closes an account to whoever may know its password or its app: sessions, password and second factor go; its mailbox
 * alone opens it.
 */
export async function lockToMailbox(tx: Tx, userId: string, by: By): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash: null, sessionVersion: { increment: 1 } } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.secondFactor.deleteMany({ where: { userId } });
  await audit(tx, by, "identity.locked_to_mailbox", { type: "user", id: userId });
}

/** When a user's session began; null for one that is over. */
export async function sessionBegan(db: Db, of: { id: string; userId: string }): Promise<Date | null> {
  const row = await db.userSession.findFirst({ where: { ...of, endedAt: null }, select: { createdAt: true } });
  return row?.createdAt ?? null;
}
