/**
 * Companies that buy in the portal: members with their roles and limits, invitations, what waits for an approval.
 * Owns company_account, membership, company_invitation, approval_request. Rights are read from the tables at every turn,
 * never from a session.
 * Locks: company (its partner's row) → member → approval (locks.ts); flows then lock cart, the account's credit and order.
 */
export {
  approvalRow,
  closeApproval,
  closeApproved,
  createApproval,
  listApprovals,
  readApproval,
  takeApproval,
  takeOwnApproval,
} from "./approvals.ts";
export { creditTerms, creditTermsOf } from "./credit-terms.ts";
export { forgetMember } from "./forget.ts";
export { acceptInvitation, invite, readInvitation, revokeInvitation } from "./invitations.ts";
export { type BuyerTerms, lockBuyer, lockCredit } from "./locks.ts";
export {
  type As,
  openAccount,
  removeMember,
  requireRole,
  rolesOf,
  setCredit,
  setMember,
  setParties,
  setSettings,
} from "./members.ts";
export { listOwnCompanies, membersWith, readCompany } from "./queries.ts";
