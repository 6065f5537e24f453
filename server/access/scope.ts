import type { Actor } from "./actor.ts";
import { can } from "./actor.ts";
import type { Permission } from "./permissions.ts";

/**
 * Which rows a query may touch; a required argument of every query that reads personal rows, applied in its WHERE.
 * `all` sees everything; otherwise rows of these partners, or made by this user. An empty scope sees nothing.
 */
export type Scope =
  | { readonly all: true }
  | { readonly all: false; readonly userId: string | null; readonly partnerIds: readonly string[] };

export const nothing: Scope = { all: false, userId: null, partnerIds: [] };
/** For jobs and flows that act on a row they already hold. */
export const everything: Scope = { all: true };

/** The actor's scope under a permission: staff who hold it see all rows, customers their own and their companies'. */
export function scopeFor(actor: Actor, permission: Permission): Scope {
  if (!can(actor, permission)) return nothing;
  if (!permission.endsWith(".own")) return everything;
  const partnerIds = [actor.partnerId, ...actor.memberships.map((m) => m.partnerId)].filter((id) => id !== null);
  return { all: false, userId: actor.userId, partnerIds: [...new Set(partnerIds)] };
}

/**
 * The WHERE of rows that carry `userId` and `partnerId`. An empty scope matches no row, wherever the condition is put:
 * Prisma drops an empty OR inside AND, which would match every row, so the list of partners is always there, empty or not.
 */
export function ownedBy(scope: Scope): { OR?: ({ userId: string } | { partnerId: { in: string[] } })[] } {
  if (scope.all) return {};
  const partners = { partnerId: { in: [...scope.partnerIds] } };
  return { OR: scope.userId ? [{ userId: scope.userId }, partners] : [partners] };
}
