// Reconciling: the provider's truth against ours, session by session. What can be brought in line is (by the same flows as
// always: settling, executing a refund), the rest is flagged for a person; every difference is written down.
// On demand with payments.reconciliation.run. Locks: one run begins at a time; repairs take those of their flows.
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import {
  type ComparedPayment,
  closeRun,
  compareTruth,
  type Difference,
  openRun,
  paymentsToCompare,
  paymentsWithMoney,
  paymentToCompare,
  recordFinding,
} from "#server/modules/payments/index.ts";
import type { PaymentProvider, ProviderTruth } from "#server/modules/payments/port.ts";
import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { settlePayment } from "../checkout/settle-payment.ts";
import { settleAccountPayment } from "../pay-invoices/settle-account-payment.ts";
import { executeRefund } from "../refund-payment/execute-refund.ts";

export type Reconciled = { compared: number; repaired: number; flagged: number; failure: string | null };
type Run = { id: string; provider: PaymentProvider; now: Date; figures: Reconciled };

/** Opens a run that a job carries out; its id. Throws DomainError conflict `payments.reconciliation_running`. */
export function askForReconciliation(since: Date, by: By, now: Date): Promise<string> {
  const provider = paymentProvider().code;
  return inTx(async (tx) => {
    const runId = await openRun(tx, { provider, since, now }, by);
    enqueue(tx, "reconcile", { runId, since: since.toISOString() }, { key: `reconcile:${runId}`, maxAttempts: 1 });
    return runId;
  });
}

/**
 * Carries a run out. A provider that stops answering ends it with `failure`; what was repaired by then stays so, and the next
 * run starts anew.
 */
export async function reconcile(
  runId: string,
  since: Date,
  now: Date,
  provider: PaymentProvider = paymentProvider(),
): Promise<Reconciled> {
  const figures: Reconciled = { compared: 0, repaired: 0, flagged: 0, failure: null };
  const run: Run = { id: runId, provider, now, figures };
  try {
    const seen = await compareTheirs(run, since);
    await compareOurs(run, since, seen);
  } catch (error) {
    figures.failure = error instanceof DomainError ? error.code : "internal";
    if (!(error instanceof DomainError)) log.error({ err: error, runId }, "reconciliation broke off");
  }
  await closeRun(db(), runId, figures, new Date());
  return figures;
}

/** Everything the provider knows; the sessions that were seen. */
async function compareTheirs(run: Run, since: Date): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let cursor: string | null = null; ; ) {
    const page = await run.provider.list({ since, cursor });
    const ours = await paymentsToCompare(db(), run.provider.code, page.items);
    for (const truth of page.items) {
      if (seen.has(truth.sessionRef)) continue;
      seen.add(truth.sessionRef);
      run.figures.compared++;
      await compareOne(run, truth, findOurs(ours, truth));
    }
    cursor = page.cursor;
    if (cursor === null) return seen;
  }
}

const findOurs = (ours: readonly ComparedPayment[], truth: ProviderTruth): ComparedPayment | null =>
  ours.find((payment) => payment.sessionRef === truth.sessionRef) ??
  ours.find((payment) => payment.id === truth.paymentId && payment.sessionRef === null) ??
  null;

async function compareOne(run: Run, truth: ProviderTruth, ours: ComparedPayment | null): Promise<void> {
  const found = compareTruth(ours, truth, run.now);
  if (found.length === 0) return;
  for (const difference of found) if (ours && difference.repair) await repair(run, ours, truth, difference);
  // What is still different after its repair is not repaired.
  const later = ours && (await paymentToCompare(db(), ours));
  const still = compareTruth(later, await run.provider.retrieve(truth.sessionRef), run.now);
  for (const difference of found) {
    const stays = still.some((one) => one.kind === difference.kind && one.providerRef === difference.providerRef);
    await write(
      run,
      { ...difference, paymentId: ours?.id ?? null },
      difference.repair && !stays ? "repaired" : "flagged",
    );
  }
}

async function repair(run: Run, ours: ComparedPayment, truth: ProviderTruth, difference: Difference): Promise<void> {
  const providers = () => run.provider;
  if (difference.repair === "execute" && difference.refundId) {
    return executeRefund(difference.refundId, run.now, providers);
  }
  const settle = ours.several ? settleAccountPayment : settlePayment;
  return settle(ours.id, run.now, { providers, sessionRef: truth.sessionRef });
}

/** Payments of ours with money that the provider did not list: it is asked for each. */
async function compareOurs(run: Run, since: Date, seen: ReadonlySet<string>): Promise<void> {
  for (const payment of await paymentsWithMoney(db(), run.provider.code, since)) {
    if (payment.sessionRef && seen.has(payment.sessionRef)) continue;
    run.figures.compared++;
    const missing = payment.sessionRef === null || (await isMissing(run.provider, payment.sessionRef));
    if (!missing) continue;
    const details = {
      ours: payment.status,
      theirs: null,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
    };
    const base = { kind: "payment_missing" as const, repair: null, refundId: null, details };
    await write(run, { ...base, providerRef: payment.sessionRef, paymentId: payment.id }, "flagged");
  }
}

async function isMissing(provider: PaymentProvider, sessionRef: string): Promise<boolean> {
  try {
    await provider.retrieve(sessionRef);
    return false;
  } catch (error) {
    if (error instanceof DomainError && error.code === "payments.session_not_found") return true;
    throw error;
  }
}

async function write(
  run: Run,
  found: Difference & { paymentId: string | null },
  outcome: "repaired" | "flagged",
): Promise<void> {
  run.figures[outcome]++;
  const { kind, paymentId, providerRef } = found;
  const isNew = await inTx((tx) => recordFinding(tx, run.id, found, outcome));
  if (isNew) log.warn({ kind, paymentId, providerRef, outcome }, "the provider's books differ from ours");
}
