// Forgetting a person (GDPR, article 17): asked for with the password, confirmed by a link to their mailbox, refused by name
// while something is open between them and the house. What the law keeps is named in register.ts. Permission:
// account.profile.own, for staff privacy.request.process. Locks: none of ours; obstacles are looked at in the transaction.
import { systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { forgetMember } from "#server/modules/companies/index.ts";
import { forgetWishes } from "#server/modules/crm/index.ts";
import { forgetRecipient } from "#server/modules/fulfilment/index.ts";
import { emailLinkMinutes, forgetUser, issueEmailLink, useEmailLink } from "#server/modules/identity/index.ts";
import { forgetPoints } from "#server/modules/loyalty/index.ts";
import { forgetLetters, queueMail } from "#server/modules/notifications/index.ts";
import { forgetPartner } from "#server/modules/partners/index.ts";
import { type ErasureObstacle, erasureObstacles, type PrivacyErrorCode } from "#server/modules/privacy/contract.ts";
import { noteErasure } from "#server/modules/privacy/index.ts";
import { forgetQuoted } from "#server/modules/quotes/index.ts";
import { forgetReviewer } from "#server/modules/reviews/index.ts";
import { forgetBuyer } from "#server/modules/sales/index.ts";
import { forgetAsker } from "#server/modules/tickets/index.ts";
import type { By } from "#server/platform/audit.ts";
import { type Db, db, type Tx } from "#server/platform/db.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { type Me, proveOwner } from "../sign-in/prove-owner.ts";
import { mine, type Person, personOf } from "./gather-person.ts";

const obstaclesSql = `WITH ${mine} SELECT
  EXISTS (SELECT FROM sales_order o JOIN mine USING (id) WHERE o.status IN ('awaiting_payment', 'confirmed')) AS orders,
  EXISTS (SELECT FROM customer_return r JOIN mine m ON m.id = r.order_id WHERE r.status NOT IN ('closed', 'cancelled')) AS returns,
  EXISTS (SELECT FROM claim c JOIN mine m ON m.id = c.order_id WHERE c.status = 'open') AS claims,
  EXISTS (SELECT FROM withdrawal w WHERE w.status = 'open' AND (w.email = $2 OR w.order_id IN (SELECT id FROM mine))) AS withdrawals,
  EXISTS (SELECT FROM refund f JOIN payment p ON p.id = f.payment_id JOIN mine m ON m.id = p.order_id
    WHERE f.status = 'pending') AS refunds,
  (SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0) <> 0 FROM journal_line l WHERE l.partner_id = $3) AS balance,
  EXISTS (SELECT FROM approval_request a WHERE a.user_id = $1 AND a.status = 'waiting') AS approvals,
  EXISTS (SELECT FROM staff_role s WHERE s.user_id = $1) AS staff`;

/** What is open between a person and the house. */
export async function erasureObstaclesOf(reader: Db, person: Person): Promise<ErasureObstacle[]> {
  const [row] = await reader.$queryRawUnsafe<Record<ErasureObstacle, boolean>[]>(
    obstaclesSql,
    person.userId,
    person.email,
    person.partnerId,
  );
  return erasureObstacles.filter((one) => row?.[one]);
}

async function mustBeFree(reader: Db, person: Person): Promise<void> {
  const obstacles = await erasureObstaclesOf(reader, person);
  if (obstacles.length === 0) return;
  throw new DomainError<PrivacyErrorCode>("conflict", "privacy.erasure_blocked", { obstacles: obstacles.join(" ") });
}

const noAccount = () => new DomainError<PrivacyErrorCode>("not_found", "privacy.no_account");

async function erase(tx: Tx, userId: string, by: By, now: Date): Promise<void> {
  const person = await personOf(tx, userId);
  if (!person) throw noAccount();
  await mustBeFree(tx, person);
  await forgetBuyer(tx, person);
  await forgetRecipient(tx, person);
  await forgetReviewer(tx, person);
  await forgetAsker(tx, person);
  await forgetWishes(tx, person, now);
  await forgetMember(tx, person);
  await forgetQuoted(tx, person);
  if (person.partnerId) await forgetPoints(tx, person.partnerId, now);
  if (person.partnerId) await forgetPartner(tx, person.partnerId, now);
  await forgetLetters(tx, person.email);
  await forgetUser(tx, { id: userId, email: person.email });
  await noteErasure(tx, { userId, now }, by);
}

/**
 * Mails a link that forgets its reader. Throws what `proveOwner` throws, and conflict `privacy.erasure_blocked` naming what
 * is open.
 */
export async function askErasure(proof: { password?: string }, me: Me, clock = systemClock): Promise<void> {
  const now = clock.now();
  const userId = await proveOwner(proof, me, now);
  const person = await personOf(db(), userId);
  if (!person) throw noAccount();
  await mustBeFree(db(), person);
  await limitRate(`erasure:${userId}`, 5, 24 * 3600);
  await inTx(async (tx) => {
    const token = await issueEmailLink(tx, { userId, email: person.email, purpose: "erasure", now });
    await queueMail(tx, {
      dedupeKey: `link:erasure:${hashToken(token)}`,
      to: person.email,
      template: "erasure",
      locale: person.locale,
      data: { path: `/sign-in/erasure#${token}`, name: person.name, hours: emailLinkMinutes.erasure / 60 },
    });
  });
}

/**
 * Forgets whom the link was sent to. Throws DomainError unprocessable `identity.link_invalid`, conflict
 * `privacy.erasure_blocked` (the link stays good).
 */
export function confirmErasure(input: { token: string }, caller: By, clock = systemClock): Promise<void> {
  const now = clock.now();
  return inTx(async (tx) => {
    const { userId } = await useEmailLink(tx, { ...input, purpose: "erasure", callerId: caller.userId, now });
    await erase(tx, userId, { ...caller, userId }, now);
  });
}

/** Staff forget somebody who asked for it by letter or telephone. Throws as `confirmErasure` does. */
export function eraseByStaff(input: { userId: string }, by: By, clock = systemClock): Promise<void> {
  return inTx((tx) => erase(tx, input.userId, by, clock.now()));
}
