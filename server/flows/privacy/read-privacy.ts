// What a person, or staff for them, see of copies and erasure. Reads only.
import { systemClock } from "#server/kernel/clock.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Privacy, PrivacyErrorCode } from "#server/modules/privacy/contract.ts";
import { copiesOf } from "#server/modules/privacy/index.ts";
import { db } from "#server/platform/db.ts";
import { erasureObstaclesOf } from "./erase-person.ts";
import { personOf } from "./gather-person.ts";

/** Copies that were asked for, and what stands in the way of an erasure. Throws DomainError not_found `privacy.no_account`. */
export async function readPrivacy(userId: string, clock = systemClock): Promise<Privacy> {
  const person = await personOf(db(), userId);
  if (!person) throw new DomainError<PrivacyErrorCode>("not_found", "privacy.no_account");
  return {
    copies: await copiesOf(db(), userId, clock.now()),
    obstacles: await erasureObstaclesOf(db(), person),
  };
}
