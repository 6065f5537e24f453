import type { MembershipRole } from "#server/access/roles.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { CompaniesError, CreditInput, SetMemberInput } from "./contract.ts";
import { lockCompany } from "./locks.ts";

const mostMembers = 500;

/** Who acts on a company: one of its members, or staff of the house. */
export type As = { userId: string | null } | "staff";

const fail = (kind: "not_found" | "forbidden" | "conflict" | "unprocessable", code: CompaniesError) =>
  new DomainError<CompaniesError>(kind, code);

/** The roles of a user in a company, read anew: sessions may be older than they. */
export async function rolesOf(db: Db, of: { userId: string | null; partnerId: string }): Promise<MembershipRole[]> {
  if (!of.userId) return [];
  const rows = await db.membership.findMany({
    where: { userId: of.userId, partnerId: of.partnerId, user: { status: "active" } },
    select: { role: true },
  });
  return rows.map((row) => row.role as MembershipRole);
}

/**
 * Asserts a role in a company. Throws not_found `companies.company_not_found` to who does not belong to it, forbidden
 * `companies.role_missing` { role } to the other members.
 */
export async function requireRole(db: Db, as: As, partnerId: string, role: MembershipRole): Promise<void> {
  if (as === "staff") {
    const found = await db.partner.findFirst({ where: { id: partnerId, kind: "company" }, select: { id: true } });
    if (!found) throw fail("not_found", "companies.company_not_found");
    return;
  }
  const roles = await rolesOf(db, { userId: as.userId, partnerId });
  if (roles.length === 0) throw fail("not_found", "companies.company_not_found");
  if (!roles.includes(role)) throw new DomainError<CompaniesError>("forbidden", "companies.role_missing", { role });
}

/** Opens a company's account with its first administrator, who may do everything in it. */
export async function openAccount(
  tx: Tx,
  input: { partnerId: string; userId: string; currency: string; vatCheckId: string | null },
  by: By,
): Promise<void> {
  const { partnerId, userId, currency, vatCheckId } = input;
  await tx.companyAccount.create({ data: { partnerId, currency, vatCheckId } });
  await tx.membership.createMany({
    data: (["administrator", "buyer", "approver", "accountant"] as const).map((role) => ({ userId, partnerId, role })),
  });
  await audit(tx, by, "companies.company.opened", { type: "partner", id: partnerId });
}

async function assertAdministratorLeft(tx: Tx, partnerId: string): Promise<void> {
  const left = await tx.membership.count({
    where: { partnerId, role: "administrator", user: { status: "active" } },
  });
  if (left === 0) throw fail("conflict", "companies.last_administrator");
}

/** Writes the roles and limits of a user in a company, whatever they were. The caller holds the company's lock. */
export async function writeMember(
  tx: Tx,
  input: Pick<SetMemberInput, "userId" | "roles" | "orderLimitMinor" | "monthLimitMinor"> & { partnerId: string },
): Promise<void> {
  const { userId, partnerId } = input;
  const others = await tx.membership.findMany({
    where: { partnerId, userId: { not: userId } },
    distinct: ["userId"],
    select: { userId: true },
  });
  if (others.length >= mostMembers) throw fail("unprocessable", "companies.too_many_members");
  await tx.companyAccount.createMany({ data: [{ partnerId }], skipDuplicates: true });
  await tx.membership.deleteMany({ where: { userId, partnerId, role: { notIn: [...input.roles] } } });
  for (const role of new Set(input.roles)) {
    const { orderLimitMinor, monthLimitMinor } =
      role === "buyer" ? input : { orderLimitMinor: null, monthLimitMinor: null };
    await tx.membership.upsert({
      where: { userId_partnerId_role: { userId, partnerId, role } },
      create: { userId, partnerId, role, orderLimitMinor, monthLimitMinor },
      update: { orderLimitMinor, monthLimitMinor },
    });
  }
}

/**
 * Changes what a member may do. Throws as `requireRole`; not_found `companies.member_not_found`; conflict
 * `companies.last_administrator`.
 */
export async function setMember(tx: Tx, as: As, input: SetMemberInput, by: By): Promise<void> {
  const { companyId: partnerId, userId } = input;
  await lockCompany(tx, partnerId);
  await requireRole(tx, as, partnerId, "administrator");
  const before = await rolesOf(tx, { userId, partnerId });
  if (before.length === 0) throw fail("not_found", "companies.member_not_found");
  await writeMember(tx, { ...input, partnerId });
  await assertAdministratorLeft(tx, partnerId);
  const { roles, orderLimitMinor, monthLimitMinor } = input;
  await audit(
    tx,
    by,
    "companies.member.changed",
    { type: "partner", id: partnerId },
    { userId, from: before, to: roles, orderLimitMinor, monthLimitMinor },
  );
}

/**
 * Takes a member out of a company, at once: rights are read with every request. Members may leave by themselves. What they
 * had sent for approval is withdrawn. Throws as `setMember`.
 */
export async function removeMember(
  tx: Tx,
  as: As,
  input: { companyId: string; userId: string },
  by: By,
  now: Date,
): Promise<void> {
  const { companyId: partnerId, userId } = input;
  await lockCompany(tx, partnerId);
  const leaves = as !== "staff" && as.userId === userId;
  if (!leaves) await requireRole(tx, as, partnerId, "administrator");
  const { count } = await tx.membership.deleteMany({ where: { userId, partnerId } });
  if (count === 0) throw fail("not_found", leaves ? "companies.company_not_found" : "companies.member_not_found");
  await assertAdministratorLeft(tx, partnerId);
  await tx.approvalRequest.updateMany({
    where: { userId, partnerId, status: "waiting" },
    data: { status: "withdrawn", decidedAt: now },
  });
  await audit(tx, by, "companies.member.removed", { type: "partner", id: partnerId }, { userId });
}

/**
 * How the company's members order. Throws as `requireRole`; conflict `companies.settings_changed` for another version than
 * the one seen.
 */
export async function setSettings(
  tx: Tx,
  as: As,
  input: { companyId: string; version: number; referenceRequired: boolean; ownApproval: boolean },
  by: By,
): Promise<void> {
  const { companyId: partnerId, version, ...settings } = input;
  await requireRole(tx, as, partnerId, "administrator");
  const { count } = await tx.companyAccount.updateMany({
    where: { partnerId, version },
    data: { ...settings, version: { increment: 1 } },
  });
  if (count === 0) {
    const now = await tx.companyAccount.findUnique({ where: { partnerId }, select: { version: true } });
    throw new DomainError<CompaniesError>("conflict", "companies.settings_changed", { version: now?.version ?? 0 });
  }
  await audit(tx, by, "companies.settings.changed", { type: "partner", id: partnerId }, settings);
}

/**
 * How a company pays: terms, limit, reminders. Staff decide. Orders and invoices keep the terms they were made under. Throws
 * not_found; conflict `companies.settings_changed` for another version than the one seen.
 */
export async function setCredit(tx: Tx, input: CreditInput, by: By): Promise<void> {
  const { companyId: partnerId, version, ...credit } = input;
  await requireRole(tx, "staff", partnerId, "administrator");
  await tx.companyAccount.createMany({ data: [{ partnerId }], skipDuplicates: true });
  const { count } = await tx.companyAccount.updateMany({
    where: { partnerId, version },
    data: { ...credit, version: { increment: 1 } },
  });
  if (count === 0) {
    const now = await tx.companyAccount.findUnique({ where: { partnerId }, select: { version: true } });
    throw new DomainError<CompaniesError>("conflict", "companies.settings_changed", { version: now?.version ?? 0 });
  }
  await audit(tx, by, "companies.credit.set", { type: "partner", id: partnerId }, credit);
}

/** Who gets the company's bills and who pays them; null: itself. Staff decide. Throws not_found. */
export async function setParties(
  tx: Tx,
  input: { companyId: string; billToId: string | null; payerId: string | null },
  by: By,
): Promise<void> {
  const { companyId: partnerId, billToId, payerId } = input;
  await requireRole(tx, "staff", partnerId, "administrator");
  const parties = [...new Set([billToId, payerId].filter((id) => id !== null))];
  const found = await tx.partner.count({ where: { id: { in: parties }, kind: "company", archivedAt: null } });
  if (found !== parties.length) throw fail("not_found", "companies.party_not_found");
  const own = (id: string | null) => (id === partnerId ? null : id);
  const data = { billToId: own(billToId), payerId: own(payerId) };
  await tx.companyAccount.upsert({
    where: { partnerId },
    create: { partnerId, ...data },
    update: { ...data, version: { increment: 1 } },
  });
  await audit(tx, by, "companies.parties.set", { type: "partner", id: partnerId }, data);
}
