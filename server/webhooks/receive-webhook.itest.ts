import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seed } from "#prisma/seed/index.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { db } from "#server/platform/db.ts";
import { env, resetEnv } from "#server/platform/env.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const secret = "whsec_webhook_tests";
let sandbox: Sandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = secret;
  resetEnv();
  await seed(env().DATABASE_URL);
  const { hostname, port } = new URL(sandbox.url);
  stripe = new Stripe("sk_test_sandbox", { host: hostname, port, protocol: "http", telemetry: false });
});
afterAll(() => sandbox.close());

type Sent = { body: string; signature?: string; ageSeconds?: number; with?: string };

function post({ body, signature, ageSeconds = 0, with: key = secret }: Sent) {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  const header = signature ?? stripe.webhooks.generateTestHeaderString({ payload: body, secret: key, timestamp });
  return receiveWebhook(
    "sandbox",
    new Request("http://shop/api/webhooks/sandbox", {
      method: "POST",
      body,
      headers: { "stripe-signature": header, "content-type": "application/json" },
    }),
  );
}

async function paidOrder() {
  const { variantId } = await article({ stock: 3 });
  const anne = shopper();
  await anne.api.shop.cart.add({ variantId, quantity: 1 });
  const order = await anne.order();
  await payOnPage(order.payUrl, testCards.accepted);
  const { sessionRef } = await db().payment.findFirstOrThrow({ where: { orderId: order.orderId } });
  // Newest first, as Stripe lists them: what the provider would send about this session and its money.
  const events = (await stripe.events.list({ limit: 100 })).data.filter((event) => {
    const object = event.data.object as { id?: string; metadata?: Record<string, string> | null };
    return object.id === sessionRef || JSON.stringify(object).includes(order.number);
  });
  expect(events.length).toBeGreaterThan(0);
  return { ...order, anne, bodies: events.map((event) => JSON.stringify(event)) };
}

const state = async (orderId: string) => {
  const order = await db().salesOrder.findUniqueOrThrow({
    where: { id: orderId },
    include: { payments: { include: { attempts: true } }, timeline: true, deliveries: true, invoices: true },
  });
  return {
    status: order.status,
    payments: order.payments.map((p) => [p.status, p.attempts.length]),
    paid: order.timeline.filter((e) => e.type === "paid").length,
    deliveries: order.deliveries.length,
    invoices: order.invoices.length,
  };
};
const once = { status: "confirmed", payments: [["captured", 1]], paid: 1, deliveries: 1, invoices: 1 };

describe("a webhook", () => {
  it("confirms an order before the browser is back, and the browser changes nothing after it", async () => {
    const { orderId, bodies, anne, token } = await paidOrder();
    for (const body of bodies) expect((await post({ body })).status).toBe(200);
    await runJobs();
    expect(await state(orderId)).toEqual(once);
    expect((await anne.api.shop.checkout.settle({ token })).status).toBe("paid");
    await runJobs();
    expect(await state(orderId)).toEqual(once);
  });

  it("has one effect when it comes five times, reversed and in parallel, after the browser too", async () => {
    const { orderId, bodies, anne, token } = await paidOrder();
    await anne.api.shop.checkout.settle({ token });
    const before = await db().webhookInbox.count();
    for (let i = 0; i < 5; i++) await Promise.all([...bodies].reverse().map((body) => post({ body })));
    await runJobs();
    expect(await state(orderId)).toEqual(once);
    expect((await db().webhookInbox.count()) - before).toBeLessThanOrEqual(bodies.length);
    expect(await db().webhookInbox.count({ where: { processedAt: null } })).toBe(0);
  });

  it("is refused when forged, altered, too old or unsigned, and leaves no trace", async () => {
    const { orderId, bodies } = await paidOrder();
    const body = bodies[0]!;
    const before = await db().webhookInbox.count();
    const genuine = stripe.webhooks.generateTestHeaderString({ payload: body, secret });
    const answers = await Promise.all([
      post({ body, with: "whsec_someone_else" }),
      post({ body: `${body} `, signature: genuine }),
      post({ body: JSON.stringify(JSON.parse(body), null, 2), signature: genuine }),
      post({ body, ageSeconds: 3600 }),
      post({ body, signature: "" }),
      receiveWebhook("sandbox", new Request("http://shop/x", { method: "POST", body })),
    ]);
    expect(answers.map((a) => a.status)).toEqual([400, 400, 400, 400, 400, 400]);
    expect(await db().webhookInbox.count()).toBe(before);
    await runJobs();
    expect((await state(orderId)).status).toBe("awaiting_payment");
  });

  it("goes nowhere for a provider that does not exist", async () => {
    const answer = await receiveWebhook("paypal", new Request("http://shop/x", { method: "POST", body: "{}" }));
    expect(answer.status).toBe(404);
  });
});
