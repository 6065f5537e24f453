// The API as strangers meet it: documented, in one voice for errors, and closed to what it does not know.
import { request } from "node:http";
import { ApiVisitor } from "../support/api.ts";
import { orderInput, stockAtLeast, variantOf } from "../support/goods.ts";
import { shopUrl, sqlRow } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

type Operation = { operationId?: string; responses?: Record<string, unknown>; parameters?: unknown[] };
type OpenApi = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
};

const sku = "MC-GOB-SOUR-FUM-2";

test("documents every REST operation in OpenAPI, each answer to a stranger is meant", async () => {
  const guest = new ApiVisitor();
  const response = await guest.fetch("/api/rest/openapi.json");
  expect(response.status).toBe(200);
  const document = (await response.json()) as OpenApi;
  expect(document.openapi).toMatch(/^3\.1/);
  expect(document.info.title).toBe("Comptoir");
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ["get", "post", "put", "patch", "delete"].includes(method))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  expect(operations.length).toBeGreaterThan(50);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const answers = [];
  for (const { path, method, operation } of operations) {
    expect(operation.responses, `${method} ${path}`).toBeDefined();
    const address = `/api/rest${path.replace(/\{\w+\}/g, "nothing-of-that-name")}`;
    const body = method === "GET" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
    const answer = await guest.fetch(address, { method, ...body });
    const wire = (await answer.json()) as { code?: string; requestId?: string };
    answers.push({ call: `${method} ${path}`, status: answer.status, wire });
  }
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const refused = answers.filter(({ status }) => status >= 400);
  expect(refused.filter(({ wire }) => !wire.code || !wire.requestId)).toEqual([]);
  const staffOnly = answers.filter(({ call }) => call.includes(" /admin/"));
  expect(staffOnly.length).toBeGreaterThan(20);
  expect(staffOnly.filter(({ status, wire }) => status !== 401 || wire.code !== "sign_in_required")).toEqual([]);
});

test("answers a shopper's REST call like the page's own", async () => {
  const variant = await variantOf(sku);
  const guest = new ApiVisitor("en");
  const byRest = await guest.fetch(`/api/rest/catalogue/products/${variant.slug}`);
  expect(byRest.status).toBe(200);
  const byTrpc = await guest.query<{ name: string }>("shop.catalogue.product", { slug: variant.slug });
  expect(await byRest.json()).toEqual(byTrpc);
});

test("line 8: refuses keys that it does not know", async () => {
  const variant = await stockAtLeast(sku, 20);
  const guest = new ApiVisitor();
  for (const extra of [{ price: 1 }, { unitPrice: { minor: 1, currency: "EUR" } }, { total: 1 }, { userId: "usr_1" }]) {
    const answer = await guest.tryMutate("shop.cart.add", { variantId: variant.id, quantity: 1, ...extra });
    expect(answer, JSON.stringify(extra)).toMatchObject({ status: 400, wire: { code: "bad_request" } });
  }
  await guest.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const input = await orderInput(guest, "mass@example.com");
  for (const extra of [
    { total: { minor: 1, currency: "EUR" } },
    { currency: "USD" },
    { shippingMinor: 0 },
    { status: "confirmed" },
    { paymentStatus: "paid" },
    { channelCode: "pos" },
    { delivery: { ...input.delivery, partnerId: "prt_1" } },
  ]) {
    const answer = await guest.tryMutate("shop.checkout.placeOrder", { ...input, ...extra });
    expect(answer, JSON.stringify(extra)).toMatchObject({ status: 400, wire: { code: "bad_request" } });
  }
  const registered = await guest.tryMutate("auth.register", {
    email: "mass@example.com",
    name: "Anne Martin",
    password: "a long enough password",
    locale: "fr",
    roles: ["admin"],
  });
  expect(registered.status).toBe(400);
  const { orders } = await sqlRow<{ orders: number }>(
    "SELECT count(*)::int AS orders FROM sales_order WHERE email = 'mass@example.com'",
  );
  expect(orders).toBe(0);
});

test("line 18: refuses what another site makes a browser send", async () => {
  const guest = new ApiVisitor();
  const variant = await variantOf(sku);
  const body = JSON.stringify({ variantId: variant.id, quantity: 1 });
  const json = { "content-type": "application/json" };
  for (const headers of [
    { ...json, origin: "https://evil.example" },
    { ...json, origin: "null" },
    { ...json, "sec-fetch-site": "cross-site" },
    { ...json, "sec-fetch-site": "same-site", origin: shopUrl },
  ]) {
    const answer = await guest.fetch("/api/trpc/shop.cart.add", { method: "POST", body, headers });
    expect(answer.status, JSON.stringify(headers)).toBe(403);
    const rest = await guest.fetch("/api/rest/cart/lines", { method: "POST", body, headers });
    expect(rest.status, JSON.stringify(headers)).toBe(403);
  }
  const own = await guest.fetch("/api/trpc/shop.cart.add", {
    method: "POST",
    body,
    headers: { ...json, origin: shopUrl, "sec-fetch-site": "same-origin" },
  });
  expect(own.status).toBe(200);
});

/** Sends a body without saying how long it will be, over a connection of its own; the status of the answer. */
const sentInPieces = (path: string, pieces: number, piece: string) =>
  new Promise<number>((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const sent = request(new URL(path, shopUrl), { method: "POST", agent: false, headers });
    sent.on("response", (answer) => resolve(answer.statusCode ?? 0)).on("error", reject);
    for (let i = 0; i < pieces; i++) sent.write(piece);
    sent.end();
  });

test("line 10: bears malformed, deep and large bodies", async () => {
  const guest = new ApiVisitor();
  const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
  for (const body of ["{", "[]", "null", '"text"', '{"__proto__":{"variantId":"x"}}', deep, ""]) {
    const answer = await guest.fetch("/api/trpc/shop.cart.add", {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(answer.status, body.slice(0, 40)).toBe(400);
  }
  const large = await guest.fetch("/api/trpc/shop.cart.add", {
    method: "POST",
    body: JSON.stringify({ variantId: "x".repeat(2_000_000), quantity: 1 }),
    headers: { "content-type": "application/json" },
  });
  expect(large.status).toBe(413);
  expect(await sentInPieces("/api/trpc/shop.cart.add", 20, "x".repeat(100_000))).toBe(413);
  const sorted = await guest.fetch("/api/rest/catalogue/category", {
    method: "POST",
    body: JSON.stringify({ slug: "seating", sort: "price_asc; DROP TABLE product" }),
    headers: { "content-type": "application/json" },
  });
  expect(sorted.status).toBe(400);
});

test("says truthfully that it is well", async () => {
  const guest = new ApiVisitor();
  // A worker of this suite may just be storming the till.
  await expect.poll(async () => (await guest.fetch("/api/ready")).status, { timeout: 30_000 }).toBe(200);
  expect((await guest.fetch("/api/health")).status).toBe(200);
  const ready = await guest.fetch("/api/ready");
  expect(JSON.stringify(await ready.json())).not.toMatch(/postgresql:|password|secret/i);
});
