import type { Actor } from "#server/access/actor.ts";
import { ownedBy, type Scope, scopeFor } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { Db, Prisma } from "#server/platform/db.ts";

/** Whose account is read: the orders that stand on it. */
export type AccountOf = {
  where: Prisma.SalesOrderWhereInput;
  /** Whose name is on it: a partner, or who is signed in. */
  holder: { partnerId: string | null; name: string };
};

/**
 * The account of whom a customer buys for: their own, or the company's. A member who does not see all of the company reads
 * what they ordered for it themselves.
 */
export function ownAccount(actor: Actor): AccountOf {
  const scope = scopeFor(actor, "account.invoice.own");
  const { actsFor } = actor;
  const holder = { partnerId: actsFor ?? actor.partnerId, name: actor.name ?? actor.email ?? "" };
  if (scope.all) return { holder, where: { id: { in: [] } } };
  if (!actsFor) {
    const own: Scope = { all: false, userId: actor.userId, partnerIds: actor.partnerId ? [actor.partnerId] : [] };
    return { holder, where: ownedBy(own) };
  }
  return scope.partnerIds.includes(actsFor)
    ? { holder, where: ownedBy({ all: false, userId: null, partnerIds: [actsFor] }) }
    : { holder, where: { AND: [ownedBy(scope), { partnerId: actsFor }] } };
}

/** The account of a customer, for staff. */
export const partnerAccount = (partnerId: string): AccountOf => ({
  holder: { partnerId, name: "" },
  where: ownedBy({ all: false, userId: null, partnerIds: [partnerId] }),
});

/** The orders of an account; at most some thousands, whatever else the shop sold. */
export async function ordersOf(db: Db, { where }: AccountOf): Promise<string[]> {
  const rows = await db.salesOrder.findMany({ where, select: { id: true } });
  return rows.map((row) => row.id);
}

/** The name and the address on a statement. Throws not_found `partners.partner_not_found`. */
export async function holderOf(db: Db, { holder }: AccountOf): Promise<{ name: string; lines: string[] }> {
  if (!holder.partnerId) return { name: holder.name, lines: [] };
  const partner = await db.partner.findUnique({
    where: { id: holder.partnerId },
    select: {
      name: true,
      addresses: {
        where: { archivedAt: null },
        orderBy: [{ isDefault: "desc" }, { id: "desc" }],
        take: 1,
        select: { line1: true, line2: true, postcode: true, city: true },
      },
    },
  });
  if (!partner) throw new DomainError("not_found", "partners.partner_not_found");
  const [address] = partner.addresses;
  const lines = address ? [address.line1, address.line2, `${address.postcode} ${address.city}`] : [];
  return { name: partner.name, lines: lines.filter((line): line is string => Boolean(line)) };
}
