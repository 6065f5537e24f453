import type { Actor } from "#server/access/actor.ts";
import { type Scope, scopeFor } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { type Db, Prisma } from "#server/platform/db.ts";

/** Whose account is read: the orders that stand on it. */
export type AccountOf = {
  /** A condition on `o`, a row of sales_order: statements join by it, so that nothing is read that is not on the account. */
  on: Prisma.Sql;
  /** Whose name is on it: a partner, or who is signed in. */
  holder: { partnerId: string | null; name: string };
};

/** `ownedBy` (access/scope.ts) as SQL over `o`. An empty scope matches nothing. */
function owned(scope: Scope): Prisma.Sql {
  if (scope.all) return Prisma.sql`true`;
  const partners = Prisma.sql`o.partner_id = ANY(${[...scope.partnerIds]})`;
  if (!scope.userId) return partners;
  const mayBe = [...scope.partnerIds, ...(scope.memberOf ?? [])];
  return Prisma.sql`(${partners} OR (o.user_id = ${scope.userId}
    AND (o.partner_id IS NULL OR o.partner_id = ANY(${mayBe}))))`;
}

const ofPartner = (partnerId: string): Prisma.Sql => Prisma.sql`o.partner_id = ${partnerId}`;

/**
 * The account of whom a customer buys for: their own, or the company's. A member who does not see all of the company reads
 * what they ordered for it themselves.
 */
export function ownAccount(actor: Actor): AccountOf {
  const scope = scopeFor(actor, "account.invoice.own");
  const { actsFor } = actor;
  const holder = { partnerId: actsFor ?? actor.partnerId, name: actor.name ?? actor.email ?? "" };
  if (scope.all) return { holder, on: Prisma.sql`false` };
  if (!actsFor) {
    const own: Scope = { all: false, userId: actor.userId, partnerIds: actor.partnerId ? [actor.partnerId] : [] };
    return { holder, on: owned(own) };
  }
  return scope.partnerIds.includes(actsFor)
    ? { holder, on: ofPartner(actsFor) }
    : { holder, on: Prisma.sql`(${owned(scope)} AND ${ofPartner(actsFor)})` };
}

/** What an account's holder may pay: their own, and what others ordered that they get the bill of or pay. */
export function payableBy(actor: Actor): AccountOf {
  const own = ownAccount(actor);
  const scope = scopeFor(actor, "account.invoice.own");
  const partnerId = actor.actsFor ?? actor.partnerId;
  if (scope.all || !partnerId || !scope.partnerIds.includes(partnerId)) return own;
  return { ...own, on: Prisma.sql`(${own.on} OR o.payer_id = ${partnerId} OR o.bill_to_id = ${partnerId})` };
}

/** The account of a customer, for staff. */
export const partnerAccount = (partnerId: string): AccountOf => ({
  holder: { partnerId, name: "" },
  on: ofPartner(partnerId),
});

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
