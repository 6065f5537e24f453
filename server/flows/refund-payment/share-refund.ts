import type { RefundLineInput } from "#server/modules/payments/index.ts";

/** A payment that money may go back to: minor units. */
export type Source = { paymentId: string; refundableMinor: number };
export type SharedRefund = { paymentId: string; amountMinor: number; lines: RefundLineInput[] };

const worth = (line: RefundLineInput): number => line.grossMinor + line.shippingMinor;

/**
 * Divides what goes back over the payments it came from: one payment that can give all of it does, otherwise the largest
 * first. Units whose money comes from two payments count with the first; the rest of their money follows without units.
 * What no payment can give any more (a gesture took it before) stays out: `shortMinor`.
 */
export function shareRefund(
  lines: readonly RefundLineInput[],
  sources: readonly Source[],
): { refunds: SharedRefund[]; shortMinor: number } {
  const total = lines.reduce((sum, line) => sum + worth(line), 0);
  const able = sources.filter((source) => source.refundableMinor > 0);
  const alone = able.find((source) => source.refundableMinor >= total);
  const order = alone ? [alone] : [...able].sort((a, b) => b.refundableMinor - a.refundableMinor);
  const open = lines.map((line) => ({ ...line }));
  const refunds: SharedRefund[] = [];
  for (const { paymentId, refundableMinor } of order) {
    let room = refundableMinor;
    const taken: RefundLineInput[] = [];
    for (const line of open) {
      if (room <= 0 || worth(line) === 0) continue;
      const part = cut(line, room);
      room -= worth(part);
      taken.push(part);
    }
    if (room < refundableMinor) refunds.push({ paymentId, amountMinor: refundableMinor - room, lines: taken });
  }
  // Units that cost nothing, or whose money is gone already, are given back all the same.
  refunds[0]?.lines.push(
    ...open
      .filter((line) => line.quantity > 0)
      .map((line) => ({ ...line, grossMinor: 0, taxMinor: 0, shippingMinor: 0 })),
  );
  return { refunds, shortMinor: open.reduce((sum, line) => sum + worth(line), 0) };
}

/** Takes from a line what fits, its tax in proportion; the line keeps the rest. */
function cut(line: RefundLineInput, room: number): RefundLineInput {
  const grossMinor = Math.min(line.grossMinor, room);
  const whole = grossMinor === line.grossMinor;
  const taxMinor = whole
    ? line.taxMinor
    : Number((BigInt(line.taxMinor) * BigInt(grossMinor)) / BigInt(line.grossMinor));
  const shippingMinor = Math.min(line.shippingMinor, room - grossMinor);
  const part = { ...line, grossMinor, taxMinor, shippingMinor };
  line.quantity = 0;
  line.grossMinor -= grossMinor;
  line.taxMinor -= taxMinor;
  line.shippingMinor -= shippingMinor;
  return part;
}
