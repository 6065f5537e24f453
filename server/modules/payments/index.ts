// Payments: money asked for an order, what the provider says of it, and money given back.
// Owns payment, payment_attempt and refund. Vendors plug in behind port.ts; nothing here speaks to the network.
// Locks: the payment row, after its order (lockPayment).
export {
  type Applied,
  applyTruth,
  bookRefund,
  createPayment,
  type LockedPayment,
  lockPayment,
  recordStart,
  settleRefund,
} from "./commands.ts";
export { findPayment, findRefund, paymentsOfOrder } from "./queries.ts";
export { paymentsInvariants } from "./verify.ts";
