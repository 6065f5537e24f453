import fc from "fast-check";
import { expect, it } from "vitest";
import { next } from "../../kernel/state-machine.ts";
import { type PaymentStatus, paymentStatuses } from "./contract.ts";
import { paymentTransitions, refundable } from "./model.ts";
import { providerStatuses } from "./port.ts";

it("captured is final, and reached whenever the provider ever says so", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...providerStatuses), { maxLength: 12 }), (answers) => {
      let status: PaymentStatus = "created";
      for (const answer of answers) status = next(paymentTransitions, status, answer) ?? status;
      expect(status === "captured").toBe(answers.includes("captured"));
    }),
  );
});

it("never goes back to pending, and repeating an answer changes nothing", () => {
  for (const status of paymentStatuses) {
    for (const answer of providerStatuses) {
      const to = next(paymentTransitions, status, answer);
      if (answer === "pending" && status !== "created") expect(to).toBeUndefined();
      if (to) expect(next(paymentTransitions, to, answer) ?? to).toBe(to);
    }
  }
});

it("refunds, booked or done, never exceed what was captured", () => {
  const refunds = fc.array(
    fc.record({
      status: fc.constantFrom("pending", "succeeded", "failed"),
      amountMinor: fc.integer({ min: 1, max: 5000 }),
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), refunds, (captured, asked) => {
      const booked: { status: string; amountMinor: number }[] = [];
      for (const refund of asked) if (refund.amountMinor <= refundable(captured, booked)) booked.push(refund);
      const out = booked.filter((r) => r.status !== "failed").reduce((s, r) => s + r.amountMinor, 0);
      expect(out).toBeLessThanOrEqual(captured);
      expect(refundable(captured, booked)).toBe(captured - out);
    }),
  );
});
