// What one wants to hear by mail, chosen in the account. Consents go through the one log, with the words that stood beside
// the box; mails about one's orders are not a choice. Permission: account.profile.own. One transaction, no lock.
import type { ConsentPurpose } from "#server/modules/crm/contract-consent.ts";
import {
  giveConsent,
  ownWaitingAlerts,
  standingConsents,
  stopAlertOf,
  withdrawConsent,
} from "#server/modules/crm/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { fingerprint } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";

type Reader = { by: By; email: string; ip: string; locale: string };

/** What stands: consents of the proven address, and alerts of the account that still wait. */
export async function mailChoices(me: Pick<Reader, "by" | "email" | "locale">) {
  const [agreed, alerts] = [
    await standingConsents(db(), me.email),
    await ownWaitingAlerts(db(), me.by.userId ?? "", me.locale),
  ];
  return { agreed, alerts };
}

/** Writes a consent down, or takes it back. Saying the same twice changes nothing. */
export async function chooseMail(
  input: { purpose: ConsentPurpose; agreed: boolean },
  me: Reader,
  now: Date = new Date(),
): Promise<void> {
  const { purpose, agreed } = input;
  const { email, locale, by } = me;
  await inTx(async (tx) => {
    if (!agreed) return withdrawConsent(tx, { purpose, email, by: "unticked", now });
    const proof = { requestId: by.requestId ?? "", network: fingerprint("crm.consent", me.ip) };
    await giveConsent(tx, { purpose, email, locale, source: "account", proof, userId: by.userId, now });
  });
}

/** Ends one of one's own alerts; somebody else's stays as it is. */
export const endOwnAlert = (id: string, by: By, now: Date = new Date()): Promise<void> =>
  inTx((tx) => stopAlertOf(tx, { id, userId: by.userId ?? "", now }));
