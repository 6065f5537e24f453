// Loyalty: what buyers earn, what that is worth, and one append-only ledger of both.
// Owns loyalty_programme, loyalty_account, loyalty_entry, loyalty_earning and loyalty_spend.
// Locks: the account, after coupons and before stock levels (locks.ts). What orders say comes from the flows.

export { matureEarning, openAccount, settleEarning } from "./commands/earn.ts";
export { expirePoints, forgetPoints, markWarned } from "./commands/expire.ts";
export { correctPoints, saveProgramme } from "./commands/manage.ts";
export { reclaimPoints, returnPoints, settleReturned, spendPoints } from "./commands/spend.ts";
export { pointsSettled } from "./events.ts";
export { lockAccount } from "./locks.ts";
export { earnedBy, earnedNow, type FrozenShare, spendable, takenOff, unspent } from "./model.ts";
export {
  accountsToExpire,
  accountsToWarn,
  earningOf,
  findAccount,
  findProgramme,
  type OrderLedger,
  orderLedger,
  pointsAhead,
  pointsHistory,
  readAccount,
  readOrderLedger,
  spendOf,
  standOfProgramme,
} from "./queries.ts";
export { loyaltyInvariants } from "./verify.ts";
