/**
 * Who signs in: users, their staff roles, sessions, passwords, second factors and one-time links.
 * Owns app_user, staff_role, login_token, user_session, second_factor, recovery_code, sign_in_policy; memberships of
 * companies are the companies module's. A user's row exists only for a mailbox that was proven, or that staff vouched for.
 * Who may do what is not decided here but in server/access.
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
export {
  emailLinkMinutes,
  issueEmailLink,
  lockToMailbox,
  sessionBegan,
  setEmail,
  useEmailLink,
} from "./email-change.ts";
export { forgetUser } from "./forget.ts";
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
export {
  activateFactor,
  beginFactor,
  hasFactor,
  readFactor,
  removeFactor,
  renewRecoveryCodes,
  setSignInPolicy,
  signInPolicy,
  takeFactorCode,
} from "./second-factor.ts";
export {
  type Device,
  endOtherSessions,
  endSession,
  forgetSessions,
  liveSessions,
  openSession,
  touchSession,
} from "./sessions.ts";
export { keyUri, toBase32 } from "./totp.ts";
