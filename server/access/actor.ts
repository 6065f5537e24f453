import type { Permission } from "./permissions.ts";
import { type MembershipRole, type Role, rolePermissions, type StaffRole, staffRoles } from "./roles.ts";

/** Who is asking. Made by the session (server/auth), never by input. */
export type Actor = {
  readonly userId: string | null;
  /** The signed-in browser; absent for guests and inside the house. */
  readonly sessionId?: string;
  /** Staff by rank, but without the second factor that the house demands: a customer until then. */
  readonly secondFactorDue?: boolean;
  readonly name: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly partnerId: string | null;
  readonly roles: readonly Role[];
  readonly memberships: readonly { readonly partnerId: string; readonly role: MembershipRole }[];
  /** The company this user buys for at present, always one of the memberships; null: for themselves. */
  readonly actsFor: string | null;
};

export const guestActor: Actor = {
  userId: null,
  name: null,
  email: null,
  emailVerified: false,
  partnerId: null,
  roles: ["guest"],
  memberships: [],
  actsFor: null,
};

/** What the house does by itself (jobs, webhooks): its permissions come from being called inside, not from this. */
export const systemActor: Actor = { ...guestActor, name: "system", roles: [] };

/** True when one of the actor's roles grants the permission. No roles, no grants. */
export function can(actor: Pick<Actor, "roles">, permission: Permission): boolean {
  return actor.roles.some((role) => Object.hasOwn(rolePermissions, role) && rolePermissions[role].includes(permission));
}

export function isStaff(actor: Pick<Actor, "roles">): boolean {
  return actor.roles.some((role) => staffRoles.includes(role as StaffRole));
}
