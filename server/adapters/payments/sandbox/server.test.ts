import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { samplePayment } from "#server/testing/payment-provider-contract.ts";
import { benchSecrets, control, listenForWebhooks } from "#server/testing/sandbox-bench.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { createStripeClient } from "../stripe/client.ts";
import { createStripeProvider } from "../stripe/provider.ts";
import { toSessionParams } from "../stripe/session-params.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./server.ts";

let closing: (() => unknown)[] = [];
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ secretKey: benchSecrets.key, tickMs: 20, ...options });
  closing.push(sandbox.close);
  const apiBase = sandbox.url;
  const stripe = createStripeClient({ secretKey: benchSecrets.key, apiBase });
  const webhookSecrets = [benchSecrets.webhook];
  return {
    sandbox,
    stripe,
    provider: createStripeProvider("sandbox", { secretKey: benchSecrets.key, apiBase, webhookSecrets }),
  };
}

async function shop() {
  const listener = await listenForWebhooks();
  closing.push(listener.close);
  return { listener, webhook: { url: listener.url, secret: benchSecrets.webhook } };
}

/** A raw request, to see what the SDK hides. */
function raw(sandbox: Sandbox, address: string, init: RequestInit & { key?: string } = {}) {
  const headers = {
    authorization: `Bearer ${init.key ?? benchSecrets.key}`,
    ...(init.headers as Record<string, string>),
  };
  return fetch(`${sandbox.url}${address}`, { ...init, headers });
}

const eventually = (check: () => unknown) => expect.poll(check, { timeout: 5_000, interval: 20 });
const typesOf = (messages: readonly { rawBody: string }[]): string[] =>
  messages.map(({ rawBody }) => (JSON.parse(rawBody) as Stripe.Event).type);

describe("Stripe's manners", () => {
  test("no key, a live key or another key is refused", async () => {
    const { sandbox } = await open({ secretKey: null });
    const bare = await fetch(`${sandbox.url}/v1/events`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({ error: { type: "invalid_request_error" } });
    expect((await raw(sandbox, "/v1/events", { key: "sk_live_1" })).status).toBe(401);
    expect((await raw(sandbox, "/v1/events", { key: "sk_test_any" })).status).toBe(200);
  });

  test.for([
    ["mode=payment&success_url=https://a.test/&colour=red&line_items[0][quantity]=1", "parameter_unknown", "colour"],
    ["mode=payment&success_url=https://a.test/", "parameter_missing", "line_items"],
    ["mode=payment&success_url=nowhere", "parameter_invalid", "success_url"],
  ] as const)("a wrong parameter is named: %s", async ([body, code, param]) => {
    const { sandbox } = await open();
    const complete =
      code === "parameter_missing"
        ? body
        : `${body}&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=100&line_items[0][price_data][product_data][name]=Mug`;
    const response = await raw(sandbox, "/v1/checkout/sessions", { method: "POST", body: complete });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: "invalid_request_error", code, param } });
    expect(response.headers.get("request-id")).toMatch(/^req_/);
  });

  test("a key answers the same again and says so; with another body it is refused", async () => {
    const { sandbox } = await open();
    const send = (body: string) =>
      raw(sandbox, "/v1/customers", { method: "POST", body, headers: { "idempotency-key": "k1" } });
    const [one, two] = [await send("email=a@example.com"), await send("email=a@example.com")];
    expect(await two.json()).toEqual(await one.json());
    expect(one.headers.get("idempotent-replayed")).toBeNull();
    expect(two.headers.get("idempotent-replayed")).toBe("true");
    expect(two.headers.get("original-request")).toBe(one.headers.get("request-id"));
    const other = await send("email=b@example.com");
    expect(other.status).toBe(400);
    expect(await other.json()).toMatchObject({ error: { type: "idempotency_error" } });
  });

  test("a session must end between half an hour and a day", async () => {
    const { stripe } = await open();
    const now = Math.floor(Date.now() / 1000);
    for (const expires_at of [now + 60, now + 25 * 3600]) {
      const params = { ...toSessionParams(samplePayment()), expires_at };
      await expect(stripe.checkout.sessions.create(params)).rejects.toMatchObject({ param: "expires_at" });
    }
  });

  test("lists page by page, newest first; objects expand; what is unknown does not", async () => {
    const { stripe, provider } = await open();
    const input = samplePayment();
    const start = await provider.start(input);
    await payOnPage(start.redirectUrl, testCards.accepted);
    const session = await stripe.checkout.sessions.retrieve(start.sessionRef, {
      expand: ["payment_intent.latest_charge", "line_items", "customer"],
    });
    expect(session.payment_intent).toMatchObject({ latest_charge: { object: "charge", amount: 4500, paid: true } });
    expect(session.line_items?.data.map((line) => line.amount_total)).toEqual([1000, 3000]);
    expect(session.customer).toMatchObject({ object: "customer", email: input.email });
    const events = await stripe.events.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(events.at(0)?.type).toBe("checkout.session.completed");
    expect(events.at(-1)?.type).toBe("payment_intent.created");
    expect((await stripe.events.retrieve(events[0]!.id)).id).toBe(events[0]!.id);
    const intent = session.payment_intent as Stripe.PaymentIntent;
    const found = await stripe.checkout.sessions.list({ payment_intent: intent.id });
    expect(found.data.map((row) => row.id)).toEqual([start.sessionRef]);
    await expect(stripe.paymentIntents.retrieve(intent.id, { expand: ["nonsense"] })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(stripe.events.list({ starting_after: "evt_none" })).rejects.toMatchObject({
      code: "resource_missing",
    });
  });
});

describe("memory", () => {
  test("a restart loses nothing, not even with a line cut short", async () => {
    const stateFile = path.join(folder, "deep", "state.jsonl");
    const first = await open({ stateFile });
    const start = await first.provider.start(samplePayment());
    await payOnPage(start.redirectUrl, testCards.declined);
    const before = await first.provider.retrieve(start.sessionRef);
    await first.sandbox.close();
    appendFileSync(stateFile, '[["sessions","cs_half"');

    const second = await open({ stateFile, port: first.sandbox.port });
    expect(await second.provider.retrieve(start.sessionRef)).toEqual(before);
    await payOnPage(start.redirectUrl, testCards.accepted);
    expect((await second.provider.retrieve(start.sessionRef)).status).toBe("captured");
    expect(readFileSync(stateFile, "utf8")).not.toContain("cs_half");
  });

  test("a webhook that was not delivered goes out after a restart", async () => {
    const stateFile = path.join(folder, "state.jsonl");
    const { listener, webhook } = await shop();
    const first = await open({ stateFile, webhook });
    await control(first.sandbox.url, "webhooks/pause", {});
    const start = await first.provider.start(samplePayment());
    await first.provider.expire(start.sessionRef);
    await first.sandbox.close();
    expect(listener.messages).toEqual([]);
    await open({ stateFile, webhook });
    await eventually(() => typesOf(listener.messages)).toEqual(["checkout.session.expired"]);
  });
});

describe("webhooks", () => {
  test("are repeated until the shop takes them, once it did never again", async () => {
    const { listener, webhook } = await shop();
    let asked = 0;
    listener.answerWith(() => (++asked < 3 ? 500 : 200));
    const { sandbox, provider, stripe } = await open({ webhook });
    const start = await provider.start(samplePayment());
    await provider.expire(start.sessionRef);
    await eventually(() => typesOf(listener.messages)).toEqual(["checkout.session.expired"]);
    expect(asked).toBe(3);
    await eventually(async () => (await stripe.events.list()).data[0]?.pending_webhooks).toBe(0);
    expect(await control(sandbox.url, "deliveries")).toEqual({ data: [] });
  });

  test("a hundred at once reach the shop, each once, a few at a time, without waiting for the clock", async () => {
    const { listener, webhook } = await shop();
    const { provider } = await open({ webhook, tickMs: 3_600_000 });
    const starts = await Promise.all(Array.from({ length: 100 }, () => provider.start(samplePayment())));
    await Promise.all(starts.map((start) => provider.expire(start.sessionRef)));
    await eventually(() => listener.messages.length).toBe(100);
    const ids = listener.messages.map(({ rawBody }) => (JSON.parse(rawBody) as Stripe.Event).id);
    expect(new Set(ids).size).toBe(100);
    expect(listener.peak()).toBeGreaterThan(1);
    expect(listener.peak()).toBeLessThanOrEqual(8);
  });

  test("wait while paused, and can be sent five times in reverse, all verifiable", async () => {
    const { listener, webhook } = await shop();
    const { sandbox, provider } = await open({ webhook });
    await control(sandbox.url, "webhooks/pause", {});
    const start = await provider.start(samplePayment());
    await payOnPage(start.redirectUrl, testCards.accepted);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(listener.messages).toEqual([]);
    await control(sandbox.url, "webhooks/redeliver", { times: 5, reversed: true });
    const types = typesOf(listener.messages);
    expect(types).toHaveLength(5 * 5);
    expect(types[0]).toBe("checkout.session.completed");
    expect(types[4]).toBe("payment_intent.created");
    for (const { rawBody, headers } of listener.messages) provider.verifyWebhook(rawBody, headers);
    await control(sandbox.url, "webhooks/resume", {});
    await eventually(() => listener.messages.length).toBe(5 * 5 + 5);
  });
});

describe("control", () => {
  test("is for programs on this machine, not for a web page", async () => {
    const { sandbox } = await open();
    const ask = (headers: Record<string, string>) => fetch(`${sandbox.url}/_sandbox/events`, { headers });
    expect((await ask({})).status).toBe(200);
    expect((await ask({ origin: "https://evil.test" })).status).toBe(403);
    expect((await ask({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  test("says what is wrong with an order", async () => {
    const { sandbox } = await open();
    await expect(control(sandbox.url, "faults", { kind: "earthquake" })).rejects.toThrow(/400/);
    await expect(control(sandbox.url, "nothing")).rejects.toThrow(/404/);
  });

  test("a fault meets only the paths it was ordered for", async () => {
    const { sandbox } = await open();
    await control(sandbox.url, "faults", { kind: "429", path: "/v1/refunds" });
    expect((await raw(sandbox, "/v1/events")).status).toBe(200);
    expect((await raw(sandbox, "/v1/refunds")).status).toBe(429);
    expect((await raw(sandbox, "/v1/refunds")).status).toBe(200);
  });
});

test("a provider that hangs is unavailable, and was asked three times", async () => {
  const { sandbox } = await open();
  const hasty = { secretKey: benchSecrets.key, apiBase: sandbox.url, webhookSecrets: ["whsec_1"], timeoutMs: 50 };
  await control(sandbox.url, "faults", { kind: "timeout", count: 3 });
  const refusal = { kind: "unavailable", code: "payments.provider_unavailable" };
  const provider = createStripeProvider("sandbox", hasty);
  await expect(provider.health()).rejects.toMatchObject(refusal);
  await expect(provider.health()).resolves.toBeUndefined();
});

describe("slow refunds", () => {
  test.for([
    ["slowRefund", "pending", "succeeded", 1000],
    ["failingRefund", "succeeded", "failed", 0],
  ] as const)("%s is %s first and %s later", async ([card, first, later, refundedMinor]) => {
    const { provider } = await open({ refundDelaySeconds: 1 });
    const start = await provider.start(samplePayment());
    await payOnPage(start.redirectUrl, testCards[card]);
    const { intentRef } = await provider.retrieve(start.sessionRef);
    const ask = { intentRef: intentRef ?? "", amountMinor: 1000, currency: "EUR", idempotencyKey: `slow-${card}` };
    expect((await provider.refund(ask)).status).toBe(first);
    await eventually(async () => (await provider.retrieve(start.sessionRef)).refunds[0]?.status).toBe(later);
    expect((await provider.retrieve(start.sessionRef)).refundedMinor).toBe(refundedMinor);
  });
});
