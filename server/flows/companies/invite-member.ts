// Inviting somebody to a company, and accepting it (account.company.own; staff: companies.company.write). One transaction
// each; lock: the company. The answer never tells whether an address has an account.
import { DomainError } from "#server/kernel/errors.ts";
import { type InviteInput, invitationDays } from "#server/modules/companies/contract.ts";
import { type As, acceptInvitation, invite } from "#server/modules/companies/index.ts";
import { setActsFor } from "#server/modules/identity/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import type { By } from "#server/platform/audit.ts";
import { limitRate } from "#server/platform/rate-limit.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Mails an invitation. The same rows are written and the same mail leaves whoever the address belongs to. Throws as
 * `invite`; rate_limited (60 a day for one company).
 */
export async function inviteMember(as: As, input: InviteInput, caller: { by: By; locale: string }, now: Date) {
  await limitRate(`company-invite:${input.companyId}`, 60, 86_400);
  await inTx(async (tx) => {
    const token = await invite(tx, as, input, caller.by, now);
    const { name } = await tx.partner.findUniqueOrThrow({ where: { id: input.companyId }, select: { name: true } });
    await queueMail(tx, {
      dedupeKey: `company-invitation:${hashToken(token)}`,
      to: input.email,
      template: "company_invitation",
      locale: caller.locale,
      data: { company: name, days: invitationDays, path: `/account/company/join?invitation=${token}` },
    });
  });
}

/**
 * Joins the company that invited the signed-in user's own, proven address, and buys for it from now on. Returns its id.
 * Throws not_found `companies.invitation_invalid`.
 */
export function joinCompany(token: string, by: By, now: Date): Promise<string> {
  return inTx(async (tx) => {
    const user = by.userId && (await tx.user.findUnique({ where: { id: by.userId } }));
    if (!user) throw new DomainError("unauthenticated", "sign_in_required");
    const email = user.emailVerifiedAt ? user.email : "";
    const partnerId = await acceptInvitation(tx, { token, userId: user.id, email, now }, by);
    await setActsFor(tx, { userId: user.id, partnerId });
    return partnerId;
  });
}
