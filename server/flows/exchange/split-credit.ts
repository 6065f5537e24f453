import { type SharedRefund, shareRefund } from "../refund-payment/share-refund.ts";

export type CreditShare = SharedRefund & { /** Stays in the house, for the replacement. */ moved: boolean };

/**
 * Divides what goes back into what stays for a replacement of `wantedMinor` and what is sent back; both sum to it exactly,
 * lines and taxes included. Cents that the frozen portions round away between announcing and receiving are made up for
 * where the payment has them (`refundableOf`): nobody is asked to pay a cent for another size.
 */
export function splitCredit(
  refunds: readonly SharedRefund[],
  wantedMinor: number,
  refundableOf: (paymentId: string) => number,
): CreditShare[] {
  let missing = wantedMinor;
  const shares = refunds.flatMap((refund): CreditShare[] => {
    const kept = Math.min(missing, refund.amountMinor);
    missing -= kept;
    if (kept === refund.amountMinor) return [{ ...refund, moved: true }];
    if (kept === 0) return [{ ...refund, moved: false }];
    const parts = [
      { paymentId: "kept", refundableMinor: kept },
      { paymentId: "back", refundableMinor: refund.amountMinor - kept },
    ];
    return shareRefund(refund.lines, parts).refunds.map(({ paymentId: part, ...share }) => ({
      ...share,
      paymentId: refund.paymentId,
      moved: part === "kept",
    }));
  });
  const cents = shares.reduce((sum, share) => sum + share.lines.length, 0);
  const first = shares.find((share) => share.moved);
  if (first && missing > 0 && missing <= cents) {
    const used = shares.reduce((sum, one) => sum + (one.paymentId === first.paymentId ? one.amountMinor : 0), 0);
    first.amountMinor += Math.min(missing, Math.max(0, refundableOf(first.paymentId) - used));
  }
  return shares;
}
