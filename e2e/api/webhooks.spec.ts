// What the payment provider says, and how often, in which order and whether it is really the provider: one order, one
// payment, whatever comes.
import { ApiVisitor } from "../support/api.ts";
import { freshEmail, type Placed, payByApi, placeByApi, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { ledgerDifferences, sandboxControl, shopUrl, sql, sqlRow } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

type SandboxEvent = { id: string; type: string; data: { object: object } };
type Delivered = { id: string; type: string; status: number }[];

const sku = "MC-THE-BRUM-NOI";

/** All that may have happened to an order, counted. */
const traces = (number: string) =>
  sqlRow<{ orders: number; payments: number; captured: number; deliveries: number; drafts: number; moved: number }>(
    `SELECT (SELECT count(*)::int FROM sales_order WHERE email = o.email) AS orders,
       (SELECT count(*)::int FROM payment p WHERE p.order_id = o.id) AS payments,
       (SELECT sum(captured_minor)::int FROM payment p WHERE p.order_id = o.id) AS captured,
       (SELECT count(*)::int FROM delivery d WHERE d.order_id = o.id) AS deliveries,
       (SELECT count(*)::int FROM invoice i WHERE i.order_id = o.id) AS drafts,
       (SELECT count(*)::int FROM order_event e WHERE e.order_id = o.id AND e.type = 'confirmed') AS moved
     FROM sales_order o WHERE o.number = $1`,
    [number],
  );

const statusOf = async (number: string) =>
  (await sqlRow<{ status: string }>("SELECT status FROM sales_order WHERE number = $1", [number])).status;

async function eventsOf(placed: Placed): Promise<SandboxEvent[]> {
  const { data } = await sandboxControl<{ data: SandboxEvent[] }>("GET", "events");
  const session = /\/c\/pay\/(\w+)/.exec(placed.payUrl)?.[1] ?? "none";
  const [payment] = await sql<{ id: string }>("SELECT id FROM payment WHERE order_id = $1", [placed.orderId]);
  return data.filter((event) => {
    const text = JSON.stringify(event.data.object);
    return text.includes(session) || text.includes(payment?.id ?? "none");
  });
}

const redeliver = async (order: object) =>
  (await sandboxControl<{ data: Delivered }>("POST", "webhooks/redeliver", order)).data;

test("line 28: five times, and then backwards: one order and one payment", async () => {
  const variant = await stockAtLeast(sku, 30);
  const email = freshEmail("five");
  const placed = await placeByApi([{ variant, quantity: 2 }], email);
  await payByApi(placed);
  // Delivery and invoice are planned by jobs, after the order is confirmed.
  const done = { orders: 1, payments: 1, deliveries: 1, drafts: 1, moved: 1 };
  await expect.poll(() => traces(placed.number), { timeout: 20_000 }).toMatchObject(done);
  await mailTo(email, "order_confirmed");
  const before = await traces(placed.number);
  const ids = (await eventsOf(placed)).map((event) => event.id);
  expect(ids.length).toBeGreaterThanOrEqual(2);
  const again = [...(await redeliver({ ids, times: 5 })), ...(await redeliver({ ids, times: 2, reversed: true }))];
  expect(again).toHaveLength(ids.length * 7);
  expect(again.filter(({ status }) => status !== 200)).toEqual([]);
  await settledQueue();
  expect(await traces(placed.number)).toEqual(before);
  const { mails } = await sqlRow<{ mails: number }>(
    `SELECT count(*)::int AS mails FROM mail_message m JOIN sales_order o ON m."to" = o.email
     WHERE o.number = $1 AND m.template = 'order_confirmed'`,
    [placed.number],
  );
  expect(mails).toBe(1);
});

test("line 28: before the browser returns, and after", async () => {
  const variant = await stockAtLeast(sku, 30);
  const email = freshEmail("closed.tab");
  const placed = await placeByApi([{ variant, quantity: 1 }], email);
  // The shopper pays and closes the browser: nobody but the provider tells.
  await payByApi(placed);
  await expect.poll(() => statusOf(placed.number), { timeout: 20_000 }).toBe("confirmed");
  await mailTo(email, "order_confirmed");
  const back = await new ApiVisitor().mutate<{ status: string }>("shop.checkout.settle", { token: placed.token });
  expect(back.status).toBe("paid");
  await expect
    .poll(() => traces(placed.number), { timeout: 20_000 })
    .toMatchObject({ orders: 1, payments: 1, deliveries: 1, drafts: 1, moved: 1 });
});

test("line 28: with a wrong or an old signature: refused, and nothing changes", async () => {
  const variant = await stockAtLeast(sku, 30);
  const placed = await placeByApi([{ variant, quantity: 1 }], freshEmail("forged"));
  const session = /\/c\/pay\/(\w+)/.exec(placed.payUrl)?.[1] ?? "none";
  const forged = JSON.stringify({
    id: `evt_forged_${crypto.randomUUID().slice(0, 8)}`,
    object: "event",
    type: "checkout.session.completed",
    data: { object: { id: session, object: "checkout.session", payment_status: "paid", status: "complete" } },
  });
  const now = Math.floor(Date.now() / 1000);
  for (const signature of [undefined, "", "t=1,v1=00", `t=${now},v1=${"ab".repeat(32)}`]) {
    const answer = await fetch(`${shopUrl}/api/webhooks/sandbox`, {
      method: "POST",
      body: forged,
      headers: {
        "content-type": "application/json",
        ...(signature === undefined ? {} : { "stripe-signature": signature }),
      },
    });
    expect(answer.status, `signature ${signature}`).toBe(400);
  }
  await payByApi(placed, "4000000000000002");
  const ids = (await eventsOf(placed)).map((event) => event.id);
  expect(ids.length).toBeGreaterThan(0);
  for (const order of [
    { ids, secret: "whsec_of_somebody_else" },
    { ids, ageSeconds: 3600 },
  ]) {
    expect((await redeliver(order)).filter(({ status }) => status !== 400)).toEqual([]);
  }
  await settledQueue();
  expect(await statusOf(placed.number)).toBe("awaiting_payment");
  expect((await traces(placed.number)).captured).toBe(0);
});

test("nobody there under another provider's name", async () => {
  const answer = await fetch(`${shopUrl}/api/webhooks/nobody`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(404);
});

test.afterAll(async () => {
  expect(await ledgerDifferences()).toEqual([]);
});

/** Waits until the worker has nothing left that is due. */
async function settledQueue() {
  await expect
    .poll(
      async () =>
        (
          await sqlRow<{ due: number }>(
            `SELECT (SELECT count(*) FROM outbox_pending WHERE job ->> 'task' = 'settle-webhook')::int
               + (SELECT count(*) FROM graphile_worker.jobs
                  WHERE task_identifier = 'settle-webhook' AND attempts = 0)::int AS due`,
          )
        ).due,
      { timeout: 20_000 },
    )
    .toBe(0);
}
