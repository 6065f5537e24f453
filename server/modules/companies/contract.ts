import { z } from "zod";
import { membershipRoles } from "#server/access/roles.ts";
import { emailInput } from "#server/kernel/email.ts";
import { paymentTermsSchema } from "#server/kernel/payment-terms.ts";

// Stands in mails to addresses that nobody has proven: letters only, nothing that a mailbox makes a link of.
const companyName = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^[\p{L}\p{M}\p{N}' ’,&()+-]+$/u);
const role = z.enum(membershipRoles);
const roles = z.array(role).min(1).max(membershipRoles.length);
/** Minor units of the account's currency; null: no limit. */
const limit = z.number().int().min(0).max(100_000_000_00).nullable();
const limits = { orderLimitMinor: limit.default(null), monthLimitMinor: limit.default(null) };
const id = z.string().min(1).max(60);

/** Days in which an invitation may be accepted, and in which an approval may be given. */
export const invitationDays = 7;
export const approvalDays = 14;

export const companyIdInput = z.strictObject({ companyId: id });
export const createCompanyInput = z.strictObject({
  name: companyName,
  /** With its prefix: "BE0428759497". */
  vatNumber: z.string().trim().max(30).optional(),
  /** SIREN or SIRET. */
  registration: z.string().trim().max(20).optional(),
});
export const actForInput = z.strictObject({ companyId: id.nullable() });
export const companySettingsInput = companyIdInput.extend({
  version: z.number().int().positive(),
  referenceRequired: z.boolean(),
  ownApproval: z.boolean(),
});
export const inviteInput = companyIdInput.extend({ email: emailInput, roles, ...limits });
export type InviteInput = z.infer<typeof inviteInput>;
export const invitationIdInput = companyIdInput.extend({ invitationId: id });
export const memberIdInput = companyIdInput.extend({ userId: id });
export const setMemberInput = memberIdInput.extend({ roles, ...limits });
export type SetMemberInput = z.infer<typeof setMemberInput>;
export const invitationTokenInput = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
/** Who gets the bill and who pays, by partner; null: the company itself. For staff. */
export const partiesInput = companyIdInput.extend({ billToId: id.nullable(), payerId: id.nullable() });

/**
 * How a company pays, for staff: terms of payment (null: when ordering), what may be open at once in minor units (null: no
 * limit), and whether its accountants are reminded of what is due.
 */
export const creditInput = companyIdInput.extend({
  version: z.number().int().positive(),
  paymentTerms: paymentTermsSchema.nullable(),
  creditLimitMinor: limit,
  reminders: z.boolean(),
});
export type CreditInput = z.infer<typeof creditInput>;

const iso = z.iso.datetime();
export const ownCompanySchema = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  /** Bought for at present. */
  active: z.boolean(),
});
export type OwnCompany = z.infer<typeof ownCompanySchema>;

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  orderLimitMinor: z.number().int().nullable(),
  monthLimitMinor: z.number().int().nullable(),
});
export type Member = z.infer<typeof memberSchema>;

const party = z.object({ id: z.string(), name: z.string() });
export const companySchema = z.object({
  id: z.string(),
  name: z.string(),
  vatNumber: z.string().nullable(),
  /** What the register of VAT numbers said last; null: it was not asked. */
  vatStatus: z.enum(["valid", "invalid", "unchecked"]).nullable(),
  siren: z.string().nullable(),
  currency: z.string(),
  referenceRequired: z.boolean(),
  ownApproval: z.boolean(),
  billTo: party.nullable(),
  payer: party.nullable(),
  /** On account: net_30, eom_45; null: members pay when they order. */
  paymentTerms: z.string().nullable(),
  /** What may be open at once, in minor units of `currency`. */
  creditLimitMinor: z.number().int().nullable(),
  reminders: z.boolean(),
  version: z.number().int(),
  /** The reader's own roles; none for staff. */
  roles: z.array(role),
  /** For administrators and staff; others read of themselves alone. */
  members: z.array(memberSchema),
  invitations: z.array(z.object({ id: z.string(), email: z.string(), roles: z.array(role), expiresAt: iso })),
});
export type Company = z.infer<typeof companySchema>;

/** What whoever was invited reads before accepting. */
export const invitationSchema = z.object({ company: z.string(), roles: z.array(role) });

export const approvalStatuses = ["waiting", "approved", "refused", "withdrawn", "expired"] as const;
const money = z.object({ minor: z.number().int(), currency: z.string() });
export const approvalLineSchema = z.object({
  variantId: z.string(),
  sku: z.string(),
  name: z.string(),
  quantity: z.number(),
  total: money,
});
export const approvalSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  company: z.string(),
  status: z.enum(approvalStatuses),
  askedBy: z.string(),
  /** Asked for by the reader. */
  own: z.boolean(),
  /** Whether the reader may decide it. */
  mayDecide: z.boolean(),
  total: money,
  reference: z.string().nullable(),
  lines: z.array(approvalLineSchema),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  orderNumber: z.string().nullable(),
  createdAt: iso,
  expiresAt: iso,
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalIdInput = z.strictObject({ id });
export const approveInput = approvalIdInput.extend({
  /** `signature` of the price that the approver saw: another one is refused, and shown first. */
  signature: z.string().max(100),
});
export const refuseInput = approvalIdInput.extend({ reason: z.string().trim().min(2).max(500) });

export const companiesErrorCodes = [
  "companies.company_not_found",
  "companies.role_missing",
  "companies.last_administrator",
  "companies.member_not_found",
  "companies.settings_changed",
  "companies.too_many_members",
  "companies.invitation_invalid",
  "companies.not_a_buyer",
  "companies.reference_required",
  "companies.approval_needed",
  "companies.approval_not_needed",
  "companies.approval_not_found",
  "companies.approval_closed",
  "companies.own_approval",
  "companies.party_not_found",
  "companies.credit_exceeded",
] as const;
export type CompaniesError = (typeof companiesErrorCodes)[number];
