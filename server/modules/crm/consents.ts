import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { ConsentEnding, ConsentPurpose } from "./contract-consent.ts";
import { wordingOf } from "./wordings.ts";

type Given = {
  purpose: ConsentPurpose;
  email: string;
  locale: string;
  /** Where the box stood: "checkout". */
  source: string;
  /** What shows that it was ticked: ids of the request and the basket, a fingerprint of the network address. */
  proof: Record<string, string>;
  userId: string | null;
  now: Date;
};

/**
 * Writes down a consent with the very words that were read. One that stands already for the same words stays as it is, so
 * that its date and proof remain; other words end it and begin a new one (GDPR, article 7: the controller shows that and
 * to what consent was given). Returns its id.
 */
export async function giveConsent(tx: Tx, given: Given): Promise<string> {
  const { purpose, email, locale, source, proof, userId, now } = given;
  const { version, text } = wordingOf(purpose, locale);
  const live = { purpose, email, withdrawnAt: null };
  await tx.consent.updateMany({
    where: { ...live, wordingVersion: { not: version } },
    data: { withdrawnAt: now, withdrawnBy: "renewed" satisfies ConsentEnding },
  });
  await tx.$executeRaw`
    INSERT INTO consent (id, purpose, email, locale, wording, wording_version, source, proof, user_id, given_at)
    VALUES (${newId("consent")}, ${purpose}, ${email}, ${locale}, ${text}, ${version}, ${source}, ${JSON.stringify(proof)}::jsonb,
      ${userId}, ${now})
    ON CONFLICT (email, purpose) WHERE withdrawn_at IS NULL DO NOTHING`;
  const { id } = await tx.consent.findFirstOrThrow({ where: live, select: { id: true } });
  return id;
}

/** Takes back what an address consented to; nothing to take back is no error. The log keeps both dates. */
export async function withdrawConsent(
  tx: Tx,
  of: { purpose: ConsentPurpose; email: string; by: ConsentEnding; now: Date },
): Promise<void> {
  await tx.consent.updateMany({
    where: { purpose: of.purpose, email: of.email, withdrawnAt: null },
    data: { withdrawnAt: of.now, withdrawnBy: of.by },
  });
}

/** Whether an address agrees to something at this moment. */
export async function hasConsent(db: Db, of: { purpose: ConsentPurpose; email: string }): Promise<boolean> {
  return (await db.consent.count({ where: { ...of, withdrawnAt: null } })) > 0;
}

/** Three years after its end nothing can be claimed from a consent any more: it goes. Returns how many. */
export async function forgetConsents(db: Db, before: Date): Promise<number> {
  const { count } = await db.consent.deleteMany({ where: { withdrawnAt: { lt: before } } });
  return count;
}
