import type { PaymentStatus } from "./contract.ts";
import { paymentTransitions } from "./model.ts";
import type { ProviderTruth } from "./port.ts";

/** Where a provider's books and ours differ. What `repair` says can be brought in line without a person. */
export const differenceKinds = [
  "payment_unsettled",
  "payment_unknown",
  "payment_missing",
  "amount_differs",
  "currency_differs",
  "refund_unknown",
  "refund_unexecuted",
  "refund_differs",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export type Difference = {
  kind: DifferenceKind;
  /** settle: write what the provider says · execute: carry our refund out · null: a person has to look */
  repair: "settle" | "execute" | null;
  providerRef: string | null;
  refundId: string | null;
  details: Record<string, string | number | null>;
};

/** A payment of ours, as far as a provider can know it. */
export type OurPayment = {
  id: string;
  status: string;
  currency: string;
  amountMinor: number;
  capturedMinor: number;
  refunds: readonly {
    id: string;
    status: string;
    amountMinor: number;
    providerRef: string | null;
    createdAt: Date;
  }[];
};

/** How old a refund must be before its absence at the provider means that its job was lost. */
const patienceMs = 10 * 60_000;

const moved = (truth: ProviderTruth): boolean => truth.status === "captured" || truth.status === "authorised";

/**
 * Every difference between one session of the provider and our payment for it; `ours` is null when we know none. A session
 * that moved no money and that we do not know is nothing.
 */
export function compareTruth(ours: OurPayment | null, truth: ProviderTruth, now: Date): Difference[] {
  const base = { providerRef: truth.sessionRef, refundId: null };
  if (!ours) {
    if (!moved(truth)) return [];
    const { status, currency, paymentId } = truth;
    const amountMinor = truth.capturedMinor || truth.authorisedMinor;
    return [{ ...base, kind: "payment_unknown", repair: null, details: { status, amountMinor, currency, paymentId } }];
  }
  if (moved(truth) && truth.currency !== ours.currency) {
    const details = { ours: ours.currency, theirs: truth.currency };
    return [{ ...base, kind: "currency_differs", repair: null, details }];
  }
  return [...compareMoney(ours, truth), ...compareRefunds(ours, truth, now)].map((found) => ({ ...base, ...found }));
}

type Found = Pick<Difference, "kind" | "repair" | "details"> & Partial<Pick<Difference, "providerRef" | "refundId">>;

function compareMoney(ours: OurPayment, truth: ProviderTruth): Found[] {
  const theirs = truth.capturedMinor;
  if (moved(truth) && truth.amountMinor !== ours.amountMinor) {
    return [
      {
        kind: "amount_differs",
        repair: null,
        details: { ours: ours.amountMinor, theirs: truth.amountMinor, currency: ours.currency },
      },
    ];
  }
  if (ours.status === "captured" && truth.status === "captured" && ours.capturedMinor !== theirs) {
    return [
      { kind: "amount_differs", repair: null, details: { ours: ours.capturedMinor, theirs, currency: ours.currency } },
    ];
  }
  if (ours.status === truth.status) return [];
  const details = { ours: ours.status, theirs: truth.status };
  const ahead = paymentTransitions[ours.status as PaymentStatus]?.[truth.status];
  if (ahead) return [{ kind: "payment_unsettled", repair: "settle", details }];
  // Ours says more than the provider does: money we count on is not there.
  const counts = ours.status === "captured" || ours.status === "authorised";
  return counts ? [{ kind: "payment_missing", repair: null, details }] : [];
}

function compareRefunds(ours: OurPayment, truth: ProviderTruth, now: Date): Found[] {
  const found: Found[] = [];
  const matched = new Set<string>();
  for (const theirs of truth.refunds) {
    const mine = ours.refunds.find((r) => r.providerRef === theirs.providerRef || r.id === theirs.refundId);
    const about = { providerRef: theirs.providerRef, refundId: mine?.id ?? null };
    const details = { amountMinor: theirs.amountMinor, currency: truth.currency, theirs: theirs.status };
    if (mine) matched.add(mine.id);
    if (!mine && theirs.status !== "failed")
      found.push({ ...about, kind: "refund_unknown", repair: "settle", details });
    if (!mine || mine.status === theirs.status) continue;
    const settles = mine.status === "pending";
    const differs = { ...details, ours: mine.status };
    found.push(
      settles
        ? { ...about, kind: "refund_unknown", repair: "settle", details: differs }
        : { ...about, kind: "refund_differs", repair: null, details: differs },
    );
  }
  for (const mine of ours.refunds) {
    if (matched.has(mine.id) || mine.status === "failed") continue;
    const details = { amountMinor: mine.amountMinor, currency: ours.currency, ours: mine.status, theirs: null };
    const about = { providerRef: mine.providerRef, refundId: mine.id };
    if (mine.status === "succeeded") found.push({ ...about, kind: "refund_differs", repair: null, details });
    else if (mine.createdAt.getTime() < now.getTime() - patienceMs) {
      found.push({ ...about, kind: "refund_unexecuted", repair: "execute", details });
    }
  }
  return found;
}
