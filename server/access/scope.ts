import type { Actor } from "./actor.ts";
import { can } from "./actor.ts";
import type { Permission } from "./permissions.ts";
import type { MembershipRole } from "./roles.ts";

/**
 * Which rows a query may touch; a required argument of every query that reads personal rows, applied in its WHERE.
 * `all` sees everything; otherwise all rows of `partnerIds`, and of `memberOf` those that this user made. An empty scope
 * sees nothing.
 */
export type Scope =
  | { readonly all: true }
  | {
      readonly all: false;
      readonly userId: string | null;
      readonly partnerIds: readonly string[];
      /** Companies that the user belongs to without seeing everything of them. */
      readonly memberOf?: readonly string[];
    };

export const nothing: Scope = { all: false, userId: null, partnerIds: [] };
/** For jobs and flows that act on a row they already hold. */
export const everything: Scope = { all: true };

/** Which roles in a company see all of its rows under a permission; every other member sees their own. */
const seesAll: Partial<Record<Permission, readonly MembershipRole[]>> = {
  "account.order.own": ["approver", "administrator"],
  "account.invoice.own": ["accountant", "administrator"],
  "account.quote.own": ["approver", "administrator"],
};

const companiesOf = (actor: Actor): string[] => [...new Set(actor.memberships.map((m) => m.partnerId))];

/**
 * The actor's scope under a permission: staff who hold it see all rows, customers their own, and of their companies what
 * their roles there allow. The address book is the one of whom they buy for.
 */
export function scopeFor(actor: Actor, permission: Permission): Scope {
  if (!can(actor, permission)) return nothing;
  if (!permission.endsWith(".own")) return everything;
  const own = actor.partnerId === null ? [] : [actor.partnerId];
  if (permission === "account.address.own") {
    return { all: false, userId: actor.userId, partnerIds: actor.actsFor ? [actor.actsFor] : own };
  }
  const roles = seesAll[permission] ?? [];
  const whole = actor.memberships.filter((m) => roles.includes(m.role)).map((m) => m.partnerId);
  const partnerIds = [...new Set([...own, ...whole])];
  const memberOf = companiesOf(actor).filter((id) => !partnerIds.includes(id));
  return { all: false, userId: actor.userId, partnerIds, ...(memberOf.length > 0 && { memberOf }) };
}

type Owned =
  | { userId: string; OR: [{ partnerId: null }, { partnerId: { in: string[] } }] }
  | { partnerId: { in: string[] } };
type Party = { billToId: { in: string[] } } | { payerId: { in: string[] } };

/**
 * The WHERE of orders: the partners' own, and what the user ordered for themselves or for a company that they still belong
 * to. An empty scope matches no row, wherever the condition is put: Prisma drops an empty OR inside AND, which would match
 * every row, so the list of partners is always there, empty or not.
 */
export function ownedBy(scope: Scope): { OR?: Owned[] } {
  if (scope.all) return {};
  const partners: Owned = { partnerId: { in: [...scope.partnerIds] } };
  if (!scope.userId) return { OR: [partners] };
  const mayBe = { in: [...scope.partnerIds, ...(scope.memberOf ?? [])] };
  return { OR: [{ userId: scope.userId, OR: [{ partnerId: null }, { partnerId: mayBe }] }, partners] };
}

/** The same for reading alone: also the orders of others whose bill the partners get, or which they pay. */
export function seenBy(scope: Scope): { OR?: (Owned | Party)[] } {
  const { OR: owned } = ownedBy(scope);
  if (scope.all || !owned) return {};
  const partners = { in: [...scope.partnerIds] };
  return { OR: [...owned, { billToId: partners }, { payerId: partners }] };
}
