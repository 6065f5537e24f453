import { z } from "zod";
import { staffRoles } from "#server/access/roles.ts";
import { emailInput } from "#server/kernel/email.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { pageInput, pageOf } from "#server/kernel/page.ts";

export const passwordRules = { min: 10, max: 200 } as const;
/** A password being chosen. Length is the rule that helps; composition rules are not. */
export const newPasswordInput = z.string().min(passwordRules.min).max(passwordRules.max);
/** A password being tried: anything that fits. */
export const triedPasswordInput = z.string().min(1).max(passwordRules.max);
export const personNameInput = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{C}]+$/u);
/** A one-time token as it travels in a link. */
export const linkTokenInput = z.string().regex(/^[\w-]{43}$/);

/** Where one may be sent after signing in: a path of this site and nothing else. */
export function safePath(path: string | null | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])[^\\\p{C}]*$/u.test(path)) return fallback;
  try {
    const url = new URL(path, "http://here.invalid");
    return url.origin === "http://here.invalid" && !url.pathname.startsWith("//")
      ? url.pathname + url.search + url.hash
      : fallback;
  } catch {
    return fallback;
  }
}

export const requestLinkInput = z.strictObject({ email: emailInput, callbackUrl: z.string().max(500).optional() });
export const registerInput = z.strictObject({
  email: emailInput,
  name: personNameInput,
  password: newPasswordInput,
  locale: localeSchema.optional(),
});
export const requestResetInput = z.strictObject({ email: emailInput });
export const confirmRegistrationInput = z.strictObject({ token: linkTokenInput, password: triedPasswordInput });
export const resetPasswordInput = z.strictObject({ token: linkTokenInput, password: newPasswordInput });
/** The same answer whatever was true of the address. */
export const sentOutput = z.object({ sent: z.literal(true) });
export const provenOutput = z.object({ email: z.string() });

export const updateProfileInput = z.strictObject({
  name: personNameInput,
  locale: localeSchema,
  /** Where the carrier may call; empty takes it away, absent leaves it. */
  phone: z
    .string()
    .trim()
    .max(30)
    .regex(/^(?:\+?[\d ().-]{6,}|)$/)
    .optional(),
});
export const changePasswordInput = z.strictObject({ current: triedPasswordInput.optional(), next: newPasswordInput });

export const profile = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  phone: z.string().nullable(),
  roles: z.array(z.string()),
  isStaff: z.boolean(),
  claimableOrders: z.number().int(),
});
export type Profile = z.infer<typeof profile>;

export const userStatuses = ["active", "disabled"] as const;
export type UserStatus = (typeof userStatuses)[number];
const staffRole = z.enum(staffRoles);

export const listUsersInput = pageInput.extend({
  query: z.string().trim().max(100).optional(),
  // In a query string a switch is a word: the REST adapter would take "false" for true.
  staffOnly: z.enum(["true", "false"]).default("false"),
});
export const userRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  status: z.enum(userStatuses),
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  /** Signing in asks for a code as well. */
  secondFactor: z.boolean(),
  roles: z.array(staffRole),
  partner: z.object({ id: z.string(), name: z.string() }).nullable(),
  memberships: z.array(z.object({ partnerId: z.string(), partnerName: z.string(), role: z.string() })),
  /** Where a member of staff works. */
  station: z.object({ code: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
});
export type UserRow = z.infer<typeof userRow>;
export const userPage = pageOf(userRow);

export const userIdInput = z.strictObject({ id: z.string().max(60) });
export const createUserInput = z.strictObject({
  email: emailInput,
  name: personNameInput,
  locale: localeSchema.optional(),
  roles: z.array(staffRole).max(staffRoles.length).default([]),
});
/** The place's code; null for nowhere in particular. */
export const setStationInput = userIdInput.extend({ locationCode: z.string().max(40).nullable() });
export const setRolesInput = userIdInput.extend({ roles: z.array(staffRole).max(staffRoles.length) });
export const setStatusInput = userIdInput.extend({ status: z.enum(userStatuses) });

/** Codes this module refuses with; each has a message in `app/_messages`. */
export type IdentityError =
  | "identity.link_invalid"
  | "identity.credentials_invalid"
  | "identity.password_wrong"
  | "identity.email_taken"
  | "identity.user_not_found"
  | "identity.station_not_found"
  | "identity.user_disabled"
  | "identity.email_unproven"
  | "identity.own_account"
  | "identity.last_admin"
  | "identity.sign_in_again"
  | "identity.code_needed"
  | "identity.code_invalid"
  | "identity.factor_active"
  | "identity.factor_first"
  | "identity.factor_required";
