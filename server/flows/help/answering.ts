import { rolePermissions, staffRoles } from "#server/access/roles.ts";
import type { Db } from "#server/platform/db.ts";

/** Who may answer tickets, by name. */
export async function answering(db: Db): Promise<{ id: string; name: string }[]> {
  const roles = staffRoles.filter((role) => rolePermissions[role].includes("tickets.ticket.answer"));
  return db.user.findMany({
    where: { status: "active", staffRoles: { some: { role: { in: roles } } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}
