import { type MembershipRole, membershipRoles } from "#server/access/roles.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db } from "#server/platform/db.ts";
import type { CompaniesError, Company, Member, OwnCompany } from "./contract.ts";
import type { As } from "./members.ts";

const inOrder = (roles: readonly string[]): MembershipRole[] => membershipRoles.filter((role) => roles.includes(role));
const minor = (value: bigint | null) => (value === null ? null : Number(value));

/** The companies a user belongs to, by name. */
export async function listOwnCompanies(db: Db, userId: string | null): Promise<OwnCompany[]> {
  if (!userId) return [];
  const rows = await db.membership.findMany({
    where: { userId },
    orderBy: [{ partner: { name: "asc" } }, { partnerId: "asc" }],
    select: { role: true, partner: { select: { id: true, name: true } }, user: { select: { actsForId: true } } },
  });
  const found = new Map<string, OwnCompany & { given: string[] }>();
  for (const { role, partner, user } of rows) {
    const before = found.get(partner.id) ?? { ...partner, roles: [], given: [], active: user.actsForId === partner.id };
    found.set(partner.id, { ...before, given: [...before.given, role] });
  }
  return [...found.values()].map(({ given, ...company }) => ({ ...company, roles: inOrder(given) }));
}

/**
 * A company as its reader may see it: administrators and staff with members and invitations, others with themselves alone.
 * Throws not_found `companies.company_not_found`, to who does not belong to it too.
 */
export async function readCompany(db: Db, as: As, partnerId: string, now: Date): Promise<Company> {
  const belongs = as === "staff" ? {} : { memberships: { some: { userId: as.userId ?? "" } } };
  const row = await db.partner.findFirst({
    where: { id: partnerId, kind: "company", ...belongs },
    select: {
      id: true,
      name: true,
      vatNumber: true,
      siren: true,
      account: {
        include: {
          billTo: { select: { id: true, name: true } },
          payer: { select: { id: true, name: true } },
          vatCheck: { select: { status: true } },
        },
      },
      memberships: {
        orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
        include: { user: { select: { name: true, email: true } } },
      },
      invitations: { where: { closedAt: null, expiresAt: { gt: now } }, orderBy: { createdAt: "desc" } },
    },
  });
  if (!row) throw new DomainError<CompaniesError>("not_found", "companies.company_not_found");
  const members = new Map<string, Member>();
  for (const m of row.memberships) {
    const before = members.get(m.userId);
    const buyer = m.role === "buyer" ? m : null;
    members.set(m.userId, {
      ...{ userId: m.userId, name: m.user.name, email: m.user.email },
      roles: inOrder([...(before?.roles ?? []), m.role]),
      orderLimitMinor: buyer ? minor(buyer.orderLimitMinor) : (before?.orderLimitMinor ?? null),
      monthLimitMinor: buyer ? minor(buyer.monthLimitMinor) : (before?.monthLimitMinor ?? null),
    });
  }
  const own = as === "staff" ? undefined : members.get(as.userId ?? "");
  const seesAll = as === "staff" || own?.roles.includes("administrator");
  const { account } = row;
  return {
    ...{ id: row.id, name: row.name, vatNumber: row.vatNumber, siren: row.siren },
    vatStatus: (account?.vatCheck?.status as Company["vatStatus"]) ?? null,
    currency: account?.currency ?? "EUR",
    referenceRequired: account?.referenceRequired ?? false,
    ownApproval: account?.ownApproval ?? false,
    billTo: account?.billTo ?? null,
    payer: account?.payer ?? null,
    paymentTerms: account?.paymentTerms ?? null,
    creditLimitMinor: minor(account?.creditLimitMinor ?? null),
    reminders: account?.reminders ?? true,
    version: account?.version ?? 1,
    roles: own?.roles ?? [],
    members: seesAll ? [...members.values()] : own ? [own] : [],
    invitations: seesAll
      ? row.invitations.map((one) => ({
          id: one.id,
          email: one.email,
          roles: inOrder(one.roles),
          expiresAt: one.expiresAt.toISOString(),
        }))
      : [],
  };
}

/** Mailboxes of a company's active members with a role, with the language each reads. */
export async function membersWith(db: Db, partnerId: string, role: MembershipRole) {
  const rows = await db.membership.findMany({
    where: { partnerId, role, user: { status: "active" } },
    select: { userId: true, user: { select: { email: true, name: true, locale: true } } },
  });
  return rows.map(({ userId, user }) => ({ userId, ...user }));
}
