import { DomainError } from "#server/kernel/errors.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { type AssignRoleInput, baseRoles, type SaveAccountInput } from "../contract.ts";

/**
 * Adds an account or changes its names, its kind and whether it is offered. Once it has lines its kind stays, and while it
 * plays a part it stays active: conflict `accounting.account_in_use`.
 */
export async function saveAccount(tx: Tx, input: SaveAccountInput, by: By): Promise<void> {
  const { code, ...data } = input;
  const known = await tx.account.findUnique({
    where: { code },
    select: { name: true, kind: true, active: true, _count: { select: { lines: true, roles: true } } },
  });
  const kindChanges = known && known.kind !== data.kind && known._count.lines > 0;
  if (kindChanges || (known && !data.active && known._count.roles > 0)) {
    throw new DomainError("conflict", "accounting.account_in_use", { code });
  }
  await tx.account.upsert({ where: { code }, create: input, update: data });
  const before = known && { name: known.name, kind: known.kind, active: known.active };
  await audit(tx, by, "accounting.account_saved", { type: "account", id: code }, { before, after: data });
}

/**
 * Lets an account play a part from now on; entries posted before keep theirs. Throws not_found
 * `accounting.account_not_found` (also an inactive one), conflict `accounting.role_needed` when one of the base roles
 * would be left without.
 */
export async function assignRole(tx: Tx, input: AssignRoleInput, by: By): Promise<void> {
  const { role, accountCode } = input;
  const before = await tx.accountRole.findUnique({ where: { role }, select: { accountCode: true } });
  if (accountCode === null) {
    if ((baseRoles as readonly string[]).includes(role))
      throw new DomainError("conflict", "accounting.role_needed", { role });
    await tx.accountRole.deleteMany({ where: { role } });
  } else {
    const account = await tx.account.findUnique({ where: { code: accountCode }, select: { active: true } });
    if (!account?.active) throw new DomainError("not_found", "accounting.account_not_found");
    await tx.accountRole.upsert({ where: { role }, create: { role, accountCode }, update: { accountCode } });
  }
  await audit(
    tx,
    by,
    "accounting.role_assigned",
    { type: "account_role", id: role },
    {
      before: before?.accountCode ?? null,
      after: accountCode,
    },
  );
}
