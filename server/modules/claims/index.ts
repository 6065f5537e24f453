// Claims: what buyers say is wrong with goods, and what was decided about it, once.
// Owns claim and claim_line. No lock of its own: whoever changes a claim holds its order's.
export { acceptClaim, claimSeen, keepClaim, refuseClaim, type SeenClaim, withdrawClaim } from "./commands.ts";
export { answerBy, claimableUnits, claimableUntil, lastClaimDay, shareReduction, type Worth } from "./model.ts";
export {
  type ClaimedUnits,
  claimantOf,
  claimedUnits,
  listClaims,
  listOwnClaims,
  orderOfClaim,
  readClaim,
} from "./queries.ts";
