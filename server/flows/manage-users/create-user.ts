import { systemClock } from "#server/kernel/clock.ts";
import { defaultLocale } from "#server/kernel/locales.ts";
import { createUser, issueLink } from "#server/modules/identity/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { createPartner } from "#server/modules/partners/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";

const invitationMinutes = 3 * 24 * 60;

/**
 * A user made by an administrator, with a partner of its own and an invitation to choose a password. No password is ever
 * typed by somebody else. Returns the user's id. Throws DomainError conflict `identity.email_taken`.
 */
export function inviteUser(
  input: { email: string; name: string; locale?: string; roles: readonly string[] },
  by: By,
  clock = systemClock,
): Promise<string> {
  const locale = input.locale ?? defaultLocale;
  return inTx(async (tx) => {
    const person = { kind: "person", name: input.name, email: input.email, locale } as const;
    const partnerId = await createPartner(tx, person, by);
    const id = await createUser(tx, { ...input, locale, partnerId }, by);
    const token = await issueLink(tx, {
      email: input.email,
      purpose: "reset",
      data: { locale },
      now: clock.now(),
      minutes: invitationMinutes,
    });
    await queueMail(tx, {
      dedupeKey: `invitation:${id}`,
      to: input.email,
      template: "invitation",
      locale,
      data: { path: `/sign-in/reset#${token}`, name: input.name },
    });
    return id;
  });
}
