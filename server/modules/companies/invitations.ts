import type { MembershipRole } from "#server/access/roles.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { hashToken, newToken } from "#server/platform/secrets.ts";
import { type CompaniesError, type InviteInput, invitationDays } from "./contract.ts";
import { lockCompany } from "./locks.ts";
import { type As, requireRole, rolesOf, writeMember } from "./members.ts";

const dayMs = 24 * 60 * 60 * 1000;
const invalid = () => new DomainError<CompaniesError>("not_found", "companies.invitation_invalid");

/**
 * Writes an invitation and returns its token: the only moment it exists in the clear. Whether the address has an account is
 * not looked at. An earlier one to the same address opens nothing any more. Throws as `requireRole`.
 */
export async function invite(tx: Tx, as: As, input: InviteInput, by: By, now: Date): Promise<string> {
  const { companyId: partnerId, email, roles } = input;
  await lockCompany(tx, partnerId);
  await requireRole(tx, as, partnerId, "administrator");
  await tx.companyInvitation.updateMany({ where: { partnerId, email, closedAt: null }, data: { closedAt: now } });
  const token = newToken();
  const id = newId("companyInvitation");
  const limits = roles.includes("buyer")
    ? { orderLimitMinor: input.orderLimitMinor, monthLimitMinor: input.monthLimitMinor }
    : {};
  await tx.companyInvitation.create({
    data: {
      ...{ id, partnerId, email, ...limits },
      roles: [...new Set(roles)],
      tokenHash: hashToken(token),
      byUserId: by.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + invitationDays * dayMs),
    },
  });
  await audit(tx, by, "companies.member.invited", { type: "partner", id: partnerId }, { invitationId: id, roles });
  return token;
}

/** Takes an invitation back. Throws as `requireRole`; not_found `companies.invitation_invalid`. */
export async function revokeInvitation(
  tx: Tx,
  as: As,
  input: { companyId: string; invitationId: string },
  now: Date,
): Promise<void> {
  await requireRole(tx, as, input.companyId, "administrator");
  const { count } = await tx.companyInvitation.updateMany({
    where: { id: input.invitationId, partnerId: input.companyId, closedAt: null },
    data: { closedAt: now },
  });
  if (count === 0) throw invalid();
}

/**
 * What an invitation offers to the proven address it was sent to. Throws not_found `companies.invitation_invalid` for every
 * other reader, token or time alike.
 */
export async function readInvitation(
  db: Db,
  input: { token: string; email: string | null; now: Date },
): Promise<{ id: string; partnerId: string; company: string; roles: MembershipRole[] }> {
  const row = await db.companyInvitation.findUnique({
    where: { tokenHash: hashToken(input.token) },
    include: { partner: { select: { name: true } } },
  });
  if (!row || row.closedAt || row.expiresAt <= input.now || row.email !== input.email) throw invalid();
  return { id: row.id, partnerId: row.partnerId, company: row.partner.name, roles: row.roles as MembershipRole[] };
}

/**
 * Makes whoever was invited a member, once: of two simultaneous clicks the conditional update lets one through. Roles that
 * a member has already stay. Returns the company. Throws not_found `companies.invitation_invalid`.
 */
export async function acceptInvitation(
  tx: Tx,
  input: { token: string; userId: string; email: string; now: Date },
  by: By,
): Promise<string> {
  const { partnerId, id } = await readInvitation(tx, input);
  await lockCompany(tx, partnerId);
  const { count } = await tx.companyInvitation.updateMany({
    where: { id, closedAt: null, expiresAt: { gt: input.now } },
    data: { closedAt: input.now },
  });
  if (count === 0) throw invalid();
  const offer = await tx.companyInvitation.findUniqueOrThrow({ where: { id } });
  const { userId } = input;
  const had = await rolesOf(tx, { userId, partnerId });
  const roles = [...new Set([...had, ...(offer.roles as MembershipRole[])])];
  const minor = (value: bigint | null) => (value === null ? null : Number(value));
  const limited = had.includes("buyer")
    ? await tx.membership.findUniqueOrThrow({ where: { userId_partnerId_role: { userId, partnerId, role: "buyer" } } })
    : offer;
  await writeMember(tx, {
    ...{ userId, partnerId, roles },
    orderLimitMinor: minor(limited.orderLimitMinor),
    monthLimitMinor: minor(limited.monthLimitMinor),
  });
  await audit(tx, by, "companies.member.joined", { type: "partner", id: partnerId }, { userId, roles });
  return partnerId;
}
