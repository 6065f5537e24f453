import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RefundLineInput } from "#server/modules/payments/index.ts";
import { shareRefund } from "./share-refund.ts";

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 5 }),
    grossMinor: fc.integer({ min: 0, max: 30_000 }),
    shippingMinor: fc.integer({ min: 0, max: 900 }),
  })
  .map((parts) => ({ ...parts, taxMinor: Math.floor(parts.grossMinor / 6) }));
const lines = fc
  .array(line, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((one, i): RefundLineInput => ({ ...one, orderLineId: `l${i}` })));
const sources = fc
  .array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((refundableMinor, i) => ({ paymentId: `p${i}`, refundableMinor })));

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe("money that goes back to the payments it came from", () => {
  it("is all of it, or all that is left to give; its lines are its amount", () => {
    fc.assert(
      fc.property(lines, sources, (all, from) => {
        const { refunds, shortMinor } = shareRefund(all, from);
        const total = sum(all.map((l) => l.grossMinor + l.shippingMinor));
        const available = sum(from.map((s) => s.refundableMinor));
        expect(sum(refunds.map((r) => r.amountMinor))).toBe(Math.min(total, available));
        expect(shortMinor).toBe(Math.max(0, total - available));
        for (const refund of refunds) {
          expect(refund.amountMinor).toBeGreaterThan(0);
          expect(refund.amountMinor).toBeLessThanOrEqual(
            from.find((s) => s.paymentId === refund.paymentId)?.refundableMinor ?? 0,
          );
          expect(sum(refund.lines.map((l) => l.grossMinor + l.shippingMinor))).toBe(refund.amountMinor);
          for (const l of refund.lines) expect(l.taxMinor).toBeLessThanOrEqual(l.grossMinor);
        }
      }),
    );
  });

  it("counts every unit once, on one refund, each line at most once per refund", () => {
    fc.assert(
      fc.property(lines, sources, (all, from) => {
        const { refunds } = shareRefund(all, from);
        if (refunds.length === 0) return;
        for (const { orderLineId, quantity } of all) {
          const of = refunds.flatMap((r) => r.lines.filter((l) => l.orderLineId === orderLineId));
          expect(sum(of.map((l) => l.quantity))).toBe(quantity);
        }
        for (const { lines: own } of refunds) expect(new Set(own.map((l) => l.orderLineId)).size).toBe(own.length);
      }),
    );
  });

  it("comes from one payment whenever one can give it", () => {
    const wanted = [{ orderLineId: "a", quantity: 1, grossMinor: 5_000, taxMinor: 833, shippingMinor: 0 }];
    const from = [
      { paymentId: "big", refundableMinor: 4_999 },
      { paymentId: "enough", refundableMinor: 5_000 },
    ];
    expect(shareRefund(wanted, from).refunds.map((r) => r.paymentId)).toEqual(["enough"]);
  });
});
