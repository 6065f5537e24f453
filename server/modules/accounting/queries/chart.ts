import { inLocale } from "#server/kernel/localized.ts";
import type { Db } from "#server/platform/db.ts";
import { type AccountKind, baseRoles, type Chart } from "../contract.ts";

/** The chart of accounts and who plays which part. */
export async function readChart(db: Db): Promise<Chart> {
  const accounts = await db.account.findMany({
    orderBy: { code: "asc" },
    select: {
      code: true,
      name: true,
      kind: true,
      active: true,
      roles: { orderBy: { role: "asc" }, select: { role: true } },
      lines: { take: 1, select: { entryId: true } },
    },
  });
  const roles = await db.accountRole.findMany({ orderBy: { role: "asc" } });
  return {
    accounts: accounts.map((account) => ({
      code: account.code,
      name: { fr: inLocale(account.name, "fr"), en: inLocale(account.name, "en") },
      kind: account.kind as AccountKind,
      active: account.active,
      used: account.lines.length > 0,
      roles: account.roles.map(({ role }) => role),
    })),
    roles: roles.map((row) => ({ ...row, base: (baseRoles as readonly string[]).includes(row.role) })),
  };
}
