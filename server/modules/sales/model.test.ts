import fc from "fast-check";
import { expect, it } from "vitest";
import { next } from "../../kernel/state-machine.ts";
import { type OrderStatus, orderStatuses } from "./contract.ts";
import { deliveryStatusOf, type OrderAction, orderTransitions, paymentStatusOf } from "./model.ts";

const actions: OrderAction[] = ["confirm", "expire", "cancel", "complete"];

it("an order ends once: completed and cancelled lead nowhere, completed only after confirmed", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 12 }), (done) => {
      const path: OrderStatus[] = ["awaiting_payment"];
      for (const action of done) {
        const to = next(orderTransitions, path.at(-1) ?? "awaiting_payment", action);
        if (to) path.push(to);
      }
      const end = path.findIndex((s) => s === "completed" || s === "cancelled");
      if (end >= 0) expect(end).toBe(path.length - 1);
      if (path.includes("completed")) expect(path[path.indexOf("completed") - 1]).toBe("confirmed");
      expect(path.every((s) => orderStatuses.includes(s))).toBe(true);
    }),
  );
});

it("delivery stands at none, partial or shipped by what left of every line", () => {
  const line = fc
    .integer({ min: 1, max: 9 })
    .chain((quantity) =>
      fc.record({ quantity: fc.constant(quantity), delivered: fc.integer({ min: 0, max: quantity }) }),
    );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const left = lines.reduce((s, l) => s + l.delivered, 0);
      const asked = lines.reduce((s, l) => s + l.quantity, 0);
      expect(deliveryStatusOf(lines)).toBe(left === asked ? "shipped" : left > 0 ? "partial" : "none");
    }),
  );
});

it("payment stands by what was captured and what went back", () => {
  const status = (authorisedMinor: number, capturedMinor: number, refundedMinor: number, total: number) =>
    paymentStatusOf({ authorisedMinor, capturedMinor, refundedMinor }, total);
  expect(status(0, 0, 0, 100)).toBe("unpaid");
  expect(status(0, 99, 0, 100)).toBe("unpaid");
  expect(status(0, 100, 0, 100)).toBe("paid");
  expect(status(100, 0, 0, 100)).toBe("authorised");
  expect(status(20, 80, 0, 100)).toBe("authorised");
  expect(status(0, 100, 40, 100)).toBe("partially_refunded");
  expect(status(0, 100, 100, 100)).toBe("refunded");
  expect(status(0, 0, 0, 0)).toBe("paid");
});
