// Gives an account another address, on two proofs: of the owner (password or a young sign-in) and of the new mailbox (a link
// that only it receives). The old mailbox is told and may take the change back. Permission: account.profile.own to ask;
// the link is the proof for the rest. No locks: a unique address and single-use links decide races.
import { systemClock } from "#server/kernel/clock.ts";
import { moveWishes } from "#server/modules/crm/index.ts";
import {
  emailLinkMinutes,
  endOtherSessions,
  issueEmailLink,
  issueLink,
  linkMinutes,
  lockToMailbox,
  setEmail,
  useEmailLink,
} from "#server/modules/identity/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { changePartnerEmail } from "#server/modules/partners/index.ts";
import type { By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { countKnock } from "./limits.ts";
import { type Me, proveOwner } from "./prove-owner.ts";

/** Whoever opens the link: nobody, or a browser that is signed in. */
type Caller = { by: By; sessionId: string | undefined };

/**
 * Mails a link to the new address. Whether it has an account is never looked at: the same is written and the same mail
 * leaves either way, so neither the answer nor its timing can tell.
 * Throws what `proveOwner` throws, and rate_limited `too_many_requests` per account and per mailbox.
 */
export async function requestEmailChange(
  input: { email: string; password?: string },
  me: Me & { locale: string },
  clock = systemClock,
): Promise<void> {
  const now = clock.now();
  const userId = await proveOwner(input, me, now);
  await limitRate(`email-change:${userId}`, 10, 24 * 3600);
  await countKnock("mail", { email: input.email, ip: me.ip });
  await inTx(async (tx) => {
    const token = await issueEmailLink(tx, { userId, email: input.email, purpose: "email_change", now });
    await queueMail(tx, {
      dedupeKey: `link:email_change:${hashToken(token)}`,
      to: input.email,
      template: "email_change",
      locale: me.locale,
      data: { path: `/sign-in/email#${token}`, minutes: emailLinkMinutes.email_change },
    });
  });
}

/** Account, partner and wishes move to an address; what was written to the former one before stays as it is. */
async function moveAccount(
  tx: Tx,
  input: { userId: string; email: string; keepUndo: boolean; now: Date },
  by: By,
): Promise<{ from: string; name: string; locale: string }> {
  const { partnerId, ...before } = await setEmail(tx, input, by);
  if (partnerId) await changePartnerEmail(tx, { id: partnerId, from: before.from, to: input.email }, by);
  await moveWishes(tx, { userId: input.userId, from: before.from, to: input.email, now: input.now });
  return before;
}

/**
 * Completes the change: the new mailbox is proven by the link. All sessions end but the one that confirms; the old mailbox
 * is told, with a link that takes it back for fourteen days. A link of somebody else's account opens nothing.
 * Throws DomainError unprocessable `identity.link_invalid`, conflict `identity.email_taken` (told to the mailbox's owner,
 * who alone has the link), forbidden `identity.user_disabled`.
 */
export function confirmEmailChange(
  input: { token: string },
  caller: Caller,
  clock = systemClock,
): Promise<{ email: string }> {
  const now = clock.now();
  return inTx(async (tx) => {
    const callerId = caller.by.userId;
    const { userId, email } = await useEmailLink(tx, { ...input, purpose: "email_change", callerId, now });
    const by = { ...caller.by, userId };
    const { from, name, locale } = await moveAccount(tx, { userId, email, keepUndo: true, now }, by);
    await endOtherSessions(tx, { userId, keepId: callerId ? (caller.sessionId ?? null) : null, now });
    if (from !== email) {
      const undo = await issueEmailLink(tx, { userId, email: from, purpose: "email_undo", now });
      const data = { path: `/sign-in/email-undo#${undo}`, name, email, days: emailLinkMinutes.email_undo / 1440 };
      const dedupeKey = `link:email_undo:${hashToken(undo)}`;
      await queueMail(tx, { dedupeKey, to: from, template: "email_changed", locale, data });
    }
    return { email };
  });
}

/**
 * Takes a change back, from the old mailbox. Whoever made it may know the password, so the account is locked to the
 * mailbox: sessions, password and second factor go, and a link to choose a password leaves at once.
 * Throws as `confirmEmailChange` does.
 */
export function undoEmailChange(
  input: { token: string },
  caller: Caller,
  clock = systemClock,
): Promise<{ email: string }> {
  const now = clock.now();
  return inTx(async (tx) => {
    // Whoever is signed in here may be the very intruder's account, or none: the mailbox is the proof.
    const { userId, email } = await useEmailLink(tx, { ...input, purpose: "email_undo", callerId: null, now });
    const by = { ...caller.by, userId };
    const { locale } = await moveAccount(tx, { userId, email, keepUndo: false, now }, by);
    await lockToMailbox(tx, userId, by);
    const token = await issueLink(tx, { email, purpose: "reset", data: { locale }, now });
    await queueMail(tx, {
      dedupeKey: `link:reset:${hashToken(token)}`,
      to: email,
      template: "reset",
      locale,
      data: { path: `/sign-in/reset#${token}`, minutes: linkMinutes.reset },
    });
    return { email };
  });
}
