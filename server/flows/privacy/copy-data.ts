// A copy of everything that the house keeps of a person (GDPR, articles 15 and 20): asked for by them, or by staff for them,
// made by a job, told by mail, fetched for seven days by whoever asked. Permission: account.profile.own, for staff
// privacy.request.process. No locks.
import { systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import type { PrivacyErrorCode } from "#server/modules/privacy/contract.ts";
import { askCopy, copyDays, copyToMake, keepCopy, openCopy } from "#server/modules/privacy/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { inTx } from "#server/platform/tx.ts";
import { zip } from "#server/platform/zip.ts";
import { gatherPerson, personOf } from "./gather-person.ts";

/**
 * Asks for a copy. Throws DomainError conflict `privacy.copy_waiting`, not_found `privacy.no_account`, rate_limited
 * `too_many_requests` (five a day).
 */
export async function askDataCopy(input: { userId: string }, by: By, clock = systemClock): Promise<void> {
  if (!(await personOf(db(), input.userId))) throw new DomainError<PrivacyErrorCode>("not_found", "privacy.no_account");
  await limitRate(`data-copy:${input.userId}`, 5, 24 * 3600);
  await inTx(async (tx) => {
    const id = await askCopy(tx, { userId: input.userId, now: clock.now() }, by);
    enqueue(tx, "copy-data", { id });
  });
}

/** Makes a copy that was asked for; one that is made, or of somebody who is forgotten meanwhile, is left alone. */
export async function makeDataCopy(id: string, clock = systemClock): Promise<void> {
  const asked = await copyToMake(db(), id);
  const person = asked && (await personOf(db(), asked.userId));
  if (!person) return;
  const now = clock.now();
  const file = zip(await gatherPerson(db(), person), now);
  await inTx(async (tx) => {
    if (!(await keepCopy(tx, { id, file, now })) || asked.byUserId !== asked.userId) return;
    const data = { path: "/account/privacy", name: person.name, days: copyDays };
    await queueMail(tx, {
      dedupeKey: `copy:${id}`,
      to: person.email,
      template: "data_copy",
      locale: person.locale,
      data,
    });
  });
}

/** The ZIP of a copy, for whom `openCopy` says. Throws DomainError not_found `documents.not_found`. */
export async function fetchDataCopy(id: string, by: By, clock = systemClock): Promise<Buffer> {
  const file = await inTx((tx) => openCopy(tx, { id, now: clock.now() }, by));
  if (!file) throw new DomainError("not_found", "documents.not_found");
  return file;
}
