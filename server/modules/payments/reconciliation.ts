// Reconciliation: the second door of payments. Comparing a provider's books with ours, and what came of it.
export { closeRun, forgetRuns, openRun, recordFinding, resolveFinding } from "./commands/reconciliation.ts";
export { compareTruth, type Difference, type OurPayment } from "./compare.ts";
export {
  type ComparedPayment,
  paymentsToCompare,
  paymentsWithMoney,
  paymentToCompare,
  reconciliationFindings,
  reconciliationRuns,
} from "./reconciliation-queries.ts";
