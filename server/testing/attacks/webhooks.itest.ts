// Line 28 of the attack list: what claims to come from the payment provider, in every order and number. One effect.
import Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { receiveWebhook } from "#server/webhooks/receive-webhook.ts";
import { runJobs } from "../run-jobs.ts";
import { payOnPage, testCards } from "../sandbox-shopper.ts";
import { article } from "../shoppers.ts";
import { expectStockToHold, openAttackedShop, outcomeOf, webhookSecret } from "./attacked-shop.ts";
import { placedOrder } from "./attacker.ts";

const shop = openAttackedShop();
let stripe: Stripe;
beforeAll(() => {
  const { hostname, port } = new URL(shop.sandbox().url);
  stripe = new Stripe("sk_test_sandbox", { host: hostname, port, protocol: "http", telemetry: false });
});

type Forgery = { secret?: string; ageSeconds?: number; signature?: string | null };

const sign = (payload: string, { secret = webhookSecret, ageSeconds = 0 }: Forgery = {}) =>
  stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(Date.now() / 1000) - ageSeconds });

async function post(body: string, forgery: Forgery = {}, provider = "sandbox"): Promise<number> {
  const signature = forgery.signature === undefined ? sign(body, forgery) : forgery.signature;
  const answer = await receiveWebhook(
    provider,
    new Request(`http://shop/api/webhooks/${provider}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...(signature !== null && { "stripe-signature": signature }) },
    }),
  );
  return answer.status;
}

/** An order that is paid, of which the shop has not heard yet, and what the provider has to say about it, newest first. */
async function unheardOrder() {
  const { variantId } = await article({ stock: 3 });
  const order = await placedOrder([{ variantId }]);
  await payOnPage(order.payUrl, testCards.accepted);
  const { sessionRef } = await db().payment.findFirstOrThrow({ where: { orderId: order.orderId } });
  const events = (await stripe.events.list({ limit: 100 })).data.filter((event) => {
    const object = event.data.object as { id?: string };
    return object.id === sessionRef || JSON.stringify(object).includes(order.number);
  });
  expect(events.length).toBeGreaterThan(1);
  const settle = () => order.someone.mutate("shop.checkout.settle", { token: order.token });
  return { ...order, settle, bodies: events.map((event) => JSON.stringify(event)) };
}
type Unheard = Awaited<ReturnType<typeof unheardOrder>>;

async function sendAll(bodies: readonly string[]): Promise<void> {
  expect(await Promise.all(bodies.map((body) => post(body)))).toEqual(bodies.map(() => 200));
}

const storms: { storm: string; blow: (order: Unheard) => Promise<unknown> }[] = [
  { storm: "once, before the browser returns", blow: ({ bodies }) => sendAll(bodies) },
  {
    storm: "before the browser returns, and then it does",
    blow: async ({ bodies, settle }) => {
      await sendAll(bodies);
      await runJobs();
      await settle();
    },
  },
  {
    storm: "after the browser was back",
    blow: async ({ bodies, settle }) => {
      await settle();
      await sendAll(bodies);
    },
  },
  {
    storm: "at the same time as the browser",
    blow: ({ bodies, settle }) => Promise.all([sendAll(bodies), settle(), settle()]),
  },
  { storm: "five times each, all at once", blow: ({ bodies }) => sendAll([1, 2, 3, 4, 5].flatMap(() => bodies)) },
  { storm: "newest last", blow: ({ bodies }) => sendAll([...bodies].reverse()) },
  {
    storm: "one after the other, each worked off before the next, backwards",
    blow: async ({ bodies }) => {
      for (const body of [...bodies].reverse()) {
        await post(body);
        await runJobs();
      }
    },
  },
  {
    storm: "days late, signed today as a repetition is",
    blow: async ({ bodies, settle }) => {
      await settle();
      await runJobs();
      const days = bodies.map((body) => ({ ...JSON.parse(body), created: Math.floor(Date.now() / 1000) - 5 * 86_400 }));
      await sendAll(days.map((event) => JSON.stringify(event)));
    },
  },
  {
    storm: "one lost, the others told",
    blow: ({ bodies }) => sendAll(bodies.slice(0, 1)),
  },
];

describe("line 28: what the provider says", () => {
  it.each(storms)("$storm → one effect", async ({ blow }) => {
    const order = await unheardOrder();
    await blow(order);
    await runJobs();
    const { total, ...outcome } = await outcomeOf(order.orderId);
    expect(outcome).toEqual({
      status: "confirmed",
      payment: "paid",
      captured: total,
      refunded: 0,
      confirmed: 1,
      deliveries: 1,
      invoices: 1,
    });
    expect(await db().mailMessage.count({ where: { to: order.email, template: "order_confirmed" } })).toBe(1);
    expect(await db().paymentAttempt.count({ where: { payment: { orderId: order.orderId } } })).toBe(1);
    expect(await db().webhookInbox.count({ where: { processedAt: null } })).toBe(0);
    await expectStockToHold();
  });
});

describe("line 28: what somebody else says in the provider's name", () => {
  const forgeries: { forgery: string; send: (body: string) => Promise<number>; answer: number }[] = [
    { forgery: "signed with another secret", send: (body) => post(body, { secret: "whsec_of_mallory" }), answer: 400 },
    { forgery: "signed an hour ago", send: (body) => post(body, { ageSeconds: 3_600 }), answer: 400 },
    { forgery: "with no signature", send: (body) => post(body, { signature: null }), answer: 400 },
    { forgery: "with an empty signature", send: (body) => post(body, { signature: "" }), answer: 400 },
    { forgery: "with a made-up signature", send: (body) => post(body, { signature: "t=1,v1=00" }), answer: 400 },
    { forgery: "with a byte more", send: (body) => post(`${body} `, { signature: sign(body) }), answer: 400 },
    {
      forgery: "written out anew",
      send: (body) => post(JSON.stringify(JSON.parse(body), null, 2), { signature: sign(body) }),
      answer: 400,
    },
    {
      forgery: "about another order",
      send: (body) => post(body.replace(/cs_test_\w+/, "cs_test_of_another"), { signature: sign(body) }),
      answer: 400,
    },
    { forgery: "that is not even JSON", send: () => post("{", { signature: sign("{") }), answer: 400 },
    { forgery: "larger than any message", send: () => post("x".repeat(600_000)), answer: 413 },
    { forgery: "to a provider that does not exist", send: (body) => post(body, {}, "paypal"), answer: 404 },
  ];
  it.each(forgeries)("$forgery → $answer, no trace", async ({ send, answer }) => {
    const { orderId, bodies } = await unheardOrder();
    const before = await db().webhookInbox.count();
    expect(await send(bodies[0] ?? "")).toBe(answer);
    expect(await db().webhookInbox.count()).toBe(before);
    await runJobs();
    expect(await outcomeOf(orderId)).toMatchObject({ status: "awaiting_payment", captured: 0 });
  });

  it("a genuine message about money that is not ours is taken and does nothing", async () => {
    const orders = await db().salesOrder.count({ where: { status: "confirmed" } });
    const event = {
      id: `evt_${crypto.randomUUID()}`,
      object: "event",
      type: "checkout.session.completed",
      data: { object: { id: "cs_test_of_nobody", object: "checkout.session", payment_status: "paid", metadata: {} } },
    };
    expect(await post(JSON.stringify(event))).toBe(200);
    await runJobs();
    expect(await db().salesOrder.count({ where: { status: "confirmed" } })).toBe(orders);
  });
});
