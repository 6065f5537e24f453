// Withdrawals: what consumers declared, kept word for word, and what was done about it.
// Owns withdrawal and withdrawal_line. A declaration is never changed; only its end is written, once.
export { handleWithdrawal, keepWithdrawal, type NewWithdrawal } from "./commands.ts";
export { listWithdrawals, openWithdrawals, withdrawnUnits } from "./queries.ts";
