import { describe, expect, test } from "vitest";
import { failureOf, toRefund } from "./truth.ts";

describe("Stripe's words in ours", () => {
  test.for([
    [["insufficient_funds", "card_declined"], "insufficient_funds"],
    [[null, "expired_card"], "expired_card"],
    [["generic_decline", "card_declined"], "card_declined"],
    [["highest_risk_level", "card_declined"], "fraud_suspected"],
    [[undefined, "payment_intent_authentication_failure"], "authentication_failed"],
    [["a_code_of_tomorrow"], "card_declined"],
    [[], "card_declined"],
  ] as const)("%j is %s", ([codes, failure]) => {
    expect(failureOf(...codes)).toBe(failure);
  });

  test.for([
    ["succeeded", undefined, "succeeded", null],
    ["pending", undefined, "pending", null],
    ["requires_action", undefined, "pending", null],
    ["failed", "lost_or_stolen_card", "failed", "lost_or_stolen_card"],
    ["canceled", undefined, "failed", "canceled"],
    [null, undefined, "pending", null],
  ] as const)("a refund that is %s", ([status, failure_reason, expected, failureCode]) => {
    const refund = {
      id: "re_1",
      object: "refund" as const,
      amount: 1,
      balance_transaction: null,
      charge: "ch_1",
      created: 0,
      currency: "eur",
      customer: null,
      customer_account: null,
      metadata: {},
      payment_intent: "pi_1",
      payment_method: null,
      reason: null,
      receipt_number: null,
      source_transfer_reversal: null,
      transfer_reversal: null,
      status,
      ...(failure_reason && { failure_reason }),
    };
    expect(toRefund(refund)).toEqual({ providerRef: "re_1", status: expected, failureCode });
  });
});
