// Payments: money asked for an order, what the provider or our bank says of it, and money given back.
// Owns payment, account_payment (several invoices at once), payment_attempt, refund, refund_line, gift_card, gift_card_entry, bank_transaction, reconciliation_run and reconciliation_finding.
// Vendors plug in behind port.ts; nothing here speaks to the network. Locks: payments, after their order (locks.ts).
export { findAccountPayment, readAccountPayment } from "./account-payment-queries.ts";
export { awaitedTransfers, bankLines, knownBankLines, transferRefunds } from "./bank-queries.ts";
export { applyAccountTruth, openAccountPayment, recordAccountStart } from "./commands/account-payments.ts";
export { type Applied, applyTruth } from "./commands/apply-truth.ts";
export { addBankLine, ignoreLine, markMatched } from "./commands/bank-lines.ts";
export {
  createPayment,
  createPaymentAtEnd,
  createTransferPayment,
  recordStart,
  transferProvider,
} from "./commands/create-payment.ts";
export {
  changeGiftCard,
  giftCardProvider,
  issueGiftCard,
  returnToGiftCard,
  spendGiftCard,
} from "./commands/gift-cards.ts";
export { methodOf, movedRef, moveMoney } from "./commands/move-money.ts";
export { closeRun, forgetRuns, openRun, recordFinding, resolveFinding } from "./commands/reconciliation.ts";
export { bookRefund, type RefundLineInput, refundableOf, settleRefund } from "./commands/refunds.ts";
export { closeTransfer, receiveTransfer } from "./commands/transfers.ts";
export { compareTruth, type Difference } from "./compare.ts";
export { findGiftCard, listGiftCards, readGiftCard } from "./gift-card-queries.ts";
export {
  type LockedBankTransaction,
  type LockedPayment,
  lockAccountPayment,
  lockBankTransaction,
  lockOrderPayments,
  lockPayment,
} from "./locks.ts";
export { type Counted, captureAmount, counted, coveredBy, dueOf, isOpen, moneyOf, surplusOf } from "./model.ts";
export {
  findPayment,
  findRefund,
  moneyRefOf,
  paymentsHeldUntil,
  paymentsOfOrder,
  pendingMovedRefund,
} from "./queries.ts";
export {
  type ComparedPayment,
  paymentsToCompare,
  paymentsWithMoney,
  paymentToCompare,
  reconciliationFindings,
  reconciliationRuns,
} from "./reconciliation-queries.ts";
export { refundedLines } from "./refund-lines.ts";
export { paymentsInvariants } from "./verify.ts";
