/**
 * Who signs in: users, their staff roles, passwords and one-time links.
 * Owns app_user, staff_role, login_token; memberships of companies are the companies module's. A user's row exists only for a mailbox that was proven, or that
 * staff vouched for. Who may do what is not decided here but in server/access.
 */
export {
  createUser,
  endSessions,
  issueLink,
  peekLink,
  renewPasswordHash,
  revokeLinks,
  setActsFor,
  setPartner,
  setPassword,
  setRoles,
  setStation,
  setStatus,
  updateProfile,
  useLink,
  userOfMailbox,
} from "./commands.ts";
export { addressKey, type LinkPurpose, linkMinutes, sessionSeconds } from "./model.ts";
export { hashPassword, isOutdated, verifyPassword } from "./password.ts";
export {
  credentialsOf,
  listUsers,
  readProfile,
  readUser,
  type SessionUser,
  sessionUser,
  stationOf,
} from "./queries.ts";
