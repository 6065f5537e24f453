import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { createStripeClient } from "./client.ts";
import { verifyStripeWebhook } from "./webhook.ts";

const secret = "whsec_1";
const stripe = createStripeClient({ secretKey: "sk_test_1", apiBase: null });

function receive(type: string, object: Record<string, unknown>, secrets: readonly string[] = [secret]) {
  const payload = JSON.stringify({ id: "evt_1", object: "event", type, data: { object } });
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  return verifyStripeWebhook(stripe, secrets, payload, new Headers({ "stripe-signature": signature }));
}

const metadata = { payment_id: "pay_1" };
const session = { id: "cs_1", payment_intent: "pi_1", metadata, client_reference_id: "pay_1" };
const intent = { id: "pi_1", metadata };
const charge = { id: "ch_1", payment_intent: "pi_1", metadata };
const refund = { id: "re_1", payment_intent: "pi_1", metadata: {} };

describe("where Stripe's events say to look", () => {
  test.for([
    ["checkout.session.completed", session, "cs_1", "pi_1", "pay_1"],
    ["checkout.session.expired", { ...session, payment_intent: null }, "cs_1", null, "pay_1"],
    ["checkout.session.async_payment_succeeded", { ...session, metadata: null }, "cs_1", "pi_1", "pay_1"],
    ["checkout.session.async_payment_failed", { ...session, payment_intent: intent }, "cs_1", "pi_1", "pay_1"],
    ["payment_intent.succeeded", intent, null, "pi_1", "pay_1"],
    ["payment_intent.payment_failed", { id: "pi_2", metadata: {} }, null, "pi_2", null],
    ["payment_intent.canceled", intent, null, "pi_1", "pay_1"],
    ["payment_intent.amount_capturable_updated", intent, null, "pi_1", "pay_1"],
    ["charge.refunded", charge, null, "pi_1", "pay_1"],
    ["refund.created", refund, null, "pi_1", null],
    ["refund.updated", refund, null, "pi_1", null],
    ["refund.failed", refund, null, "pi_1", null],
  ] as const)("%s", ([type, object, sessionRef, intentRef, paymentId]) => {
    expect(receive(type, object)).toMatchObject({ externalId: "evt_1", type, sessionRef, intentRef, paymentId });
  });

  test.for(["charge.succeeded", "payment_intent.created", "customer.created", "of.tomorrow"])(
    "%s is nothing",
    (type) => {
      expect(receive(type, charge)).toBeNull();
    },
  );

  test("while a secret is rolled over, either one verifies", () => {
    expect(receive("refund.created", refund, ["whsec_2", secret])).not.toBeNull();
    expect(() => receive("refund.created", refund, ["whsec_2"])).toThrow(
      expect.objectContaining({ code: "payments.bad_signature" }),
    );
  });
});
