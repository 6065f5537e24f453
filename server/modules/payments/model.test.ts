import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { next } from "../../kernel/state-machine.ts";
import { type PaymentStatus, paymentStatuses } from "./contract.ts";
import {
  type Counted,
  captureAmount,
  coveredBy,
  dueOf,
  isOpen,
  moneyOf,
  paymentTransitions,
  refundable,
  surplusOf,
} from "./model.ts";
import { providerStatuses } from "./port.ts";

describe("a payment's states", () => {
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

  it("only move forward: open, held, given up, taken; a hold that was given up does not come back", () => {
    const rank = (status: PaymentStatus) =>
      isOpen(status) ? 0 : status === "authorised" ? 1 : status === "captured" ? 3 : 2;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...providerStatuses), { maxLength: 20 }), (answers) => {
        let status: PaymentStatus = "created";
        for (const answer of answers) {
          const to: PaymentStatus = next(paymentTransitions, status, answer) ?? status;
          expect(rank(to)).toBeGreaterThanOrEqual(rank(status));
          status = to;
        }
      }),
    );
  });

  it("end the same in whatever order answers come, once the last word is capture or nothing held", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["pending", "authorised", "captured"] as const, { minLength: 3 }), (answers) => {
        const end = answers.reduce<PaymentStatus>((s, a) => next(paymentTransitions, s, a) ?? s, "created");
        expect(end).toBe("captured");
      }),
    );
  });
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

describe("several payments of one order", () => {
  const none = { refunds: [], authorisedMinor: 0, capturedMinor: 0 };
  const captured = (capturedMinor: number, refunds: Counted["refunds"] = []): Counted => ({
    ...none,
    status: "captured",
    capturedMinor,
    authorisedMinor: capturedMinor,
    refunds,
  });
  const held = (authorisedMinor: number): Counted => ({ ...none, status: "authorised", authorisedMinor });
  const given = (kind: "value" | "surplus", amountMinor: number, status = "succeeded") => ({
    kind,
    amountMinor,
    status,
  });
  const amount = fc.integer({ min: 1, max: 10_000 });
  const payment = fc.oneof(
    amount.map((minor) => captured(minor)),
    amount.map(held),
    fc.constantFrom("created", "pending", "failed", "cancelled", "expired").map((status) => ({ ...none, status })),
  );
  const payments = fc.array(payment, { maxLength: 6 });

  it("what is owed and what is too much are two sides of one figure, never both", () => {
    fc.assert(
      fc.property(fc.nat(30_000), payments, (total, all) => {
        const [due, surplus] = [dueOf(total, all), surplusOf(total, all)];
        const covered = all.reduce((sum, one) => sum + coveredBy(one), 0);
        expect(total - covered).toBe(due - surplus);
        expect(Math.min(due, surplus)).toBe(0);
      }),
    );
  });

  it("paying what is owed leaves nothing owed; giving the surplus back leaves neither", () => {
    fc.assert(
      fc.property(fc.nat(30_000), payments, (total, all) => {
        const due = dueOf(total, all);
        if (due > 0) expect(dueOf(total, [...all, captured(due)])).toBe(0);
        let left = surplusOf(
          total,
          all.filter((one) => one.status === "captured"),
        );
        const back = all
          .filter((one) => one.status === "captured")
          .map((one) => {
            const minor = Math.min(left, one.capturedMinor);
            left -= minor;
            return minor > 0 ? { ...one, refunds: [given("surplus", minor, "pending")] } : one;
          });
        expect(surplusOf(total, back)).toBe(0);
      }),
    );
  });

  it("taking held money one payment after the other takes what is owed, never more, never beyond a hold", () => {
    fc.assert(
      fc.property(fc.nat(30_000), fc.array(amount.map(held), { maxLength: 5 }), (total, holds) => {
        let all: Counted[] = holds;
        for (const [i, hold] of holds.entries()) {
          const take = captureAmount(
            total,
            hold,
            all.filter((_, at) => at !== i),
          );
          expect(take).toBeLessThanOrEqual(hold.authorisedMinor);
          // Nothing to take: the hold is let go.
          all = all.map((one, at) => (at !== i ? one : take > 0 ? captured(take) : { ...none, status: "cancelled" }));
        }
        const taken = all.reduce((sum, one) => sum + one.capturedMinor, 0);
        const holding = holds.reduce((sum, one) => sum + one.authorisedMinor, 0);
        expect(taken).toBe(Math.min(total, holding));
      }),
    );
  });

  it("value given back does not make an order owed again, surplus does once the order grows", () => {
    expect(dueOf(100, [captured(100, [given("value", 30)])])).toBe(0);
    const twice = [captured(100), captured(100, [given("surplus", 100)])];
    expect(dueOf(100, twice)).toBe(0);
    expect(dueOf(150, twice)).toBe(50);
    // Made cheaper, the difference went back, and then dearer again.
    expect(dueOf(110, [captured(100, [given("surplus", 20)])])).toBe(30);
    expect(dueOf(110, [captured(100, [given("surplus", 20, "failed")])])).toBe(10);
  });

  it("an order's money: what is taken for it, what is held, what of its value went back", () => {
    const all = [
      captured(100, [given("value", 30), given("value", 10, "pending")]),
      captured(80, [given("surplus", 80)]),
    ];
    expect(moneyOf([...all, held(20)])).toEqual({ authorisedMinor: 20, capturedMinor: 100, refundedMinor: 30 });
  });
});
