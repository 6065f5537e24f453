import { createHash } from "node:crypto";
import { DomainError } from "#server/kernel/errors.ts";
import type { IdentityError } from "./contract.ts";

/** What a one-time link is for. The purpose is part of the lookup: a link to sign in cannot set a password. */
export type LinkPurpose = "sign_in" | "register" | "reset";

export const linkMinutes: Record<LinkPurpose, number> = { sign_in: 15, register: 60 * 24, reset: 30 };

/** A session lives this long from signing in, whatever happens in between. */
export const sessionSeconds = { customer: 30 * 24 * 3600, staff: 12 * 3600 } as const;

/** The name under which an address is counted: counters outlive their purpose and need no personal data. */
export const addressKey = (email: string): string =>
  createHash("sha256").update(email).digest("base64url").slice(0, 22);

/**
 * Who may change whose roles or status: nobody their own, and one active administrator always remains.
 * `adminsLeft` counts active administrators after the change. Throws DomainError conflict.
 */
export function assertMayChange(byUserId: string | null, userId: string, adminsLeft: number): void {
  if (byUserId === userId) throw new DomainError<IdentityError>("conflict", "identity.own_account");
  if (adminsLeft < 1) throw new DomainError<IdentityError>("conflict", "identity.last_admin");
}
