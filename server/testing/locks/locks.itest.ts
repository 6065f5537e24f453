// Line 31 of the attack list: a lock that never ran. Every lock of the house is run, its statement is read as the database
// got it, and a second transaction is seen waiting for the first. A new lock needs one line in `locks` below.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { searchEngines } from "#server/adapters/search/registry.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { bySystem } from "#server/platform/audit.ts";
import { nextGapless } from "#server/platform/counter.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { hashToken, newToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { countStatements } from "../count-statements.ts";
import { makeOrder } from "../order-fixture.ts";
import { article } from "../shoppers.ts";

const root = path.resolve(import.meta.dirname, "../../..");
type Lock = (tx: Tx, ...given: unknown[]) => Promise<unknown>;

/** A row of every kind that is locked. */
async function rows() {
  const token = newToken();
  const channel = await db().channel.findFirstOrThrow({ where: { code: "web" } });
  const { variantId } = await article({ stock: 3 });
  const cart = { id: "crt_locks", tokenHash: hashToken(token), channelId: channel.id, currency: "EUR", locale: "fr" };
  await db().cart.create({ data: cart });
  const order = await makeOrder({ lines: [{ price: "10.00", quantity: 1 }] });
  const invoiceId = (await draftInvoice(order.id)) ?? "";
  await postInvoice(invoiceId, bySystem);
  const entry = await db().journalEntry.findFirstOrThrow({ where: { orderId: order.id } });
  const payment = await db().payment.findFirstOrThrow({ where: { orderId: order.id } });
  await db().customerReturn.create({
    data: { id: "ret_locks", number: "RT-LOCKS", orderId: order.id, reason: "other" },
  });
  await db().bankTransaction.create({
    data: { id: "bnk_locks", externalId: "locks", bookedOn: new Date(), amountMinor: 100, currency: "EUR", text: "x" },
  });
  await db().coupon.create({ data: { id: "cpn_locks", code: "LOCKS", name: {}, kind: "percent", value: "0.1" } });
  await db().loyaltyAccount.create({
    data: {
      id: "lac_locks",
      partner: { create: { id: "par_locks", kind: "person", name: "Locks" } },
      programme: { create: { id: "lpr_locks", currency: "CHF", pointsPerUnit: "1", pointValueMinor: 5 } },
    },
  });
  const location = await db().location.findFirstOrThrow({ where: { code: "WH-LYON" } });
  await db().stockPolicy.create({ data: { variantId, mode: "backorder" } });
  const supply = await db().inboundSupply.findFirstOrThrow();
  const partner = await db().partner.findFirstOrThrow();
  const { productId } = await db().variant.findUniqueOrThrow({ where: { id: order.lines[0]?.variantId ?? "" } });
  const said = {
    stars: 4,
    text: "…",
    displayName: "Anne",
    locale: "fr",
    purchasedOn: new Date(),
    createdAt: new Date(),
  };
  await db().ticket.create({
    data: {
      ...{
        id: "tik_locks",
        number: "TK-LOCKS",
        name: "N",
        email: "n@example.test",
        locale: "fr",
        accessHash: "tik_locks",
      },
      ...{ category: "other", subject: "S", lastMessageAt: new Date() },
    },
  });
  await db().review.create({
    data: { id: "rev_locks", productId, orderLineId: order.lines[0]?.id ?? "", ...said },
  });
  const { id: userId } = await db().user.findFirstOrThrow();
  const member = { userId, partnerId: partner.id };
  await db().membership.createMany({ data: [{ ...member, role: "buyer" }], skipDuplicates: true });
  const terms = { paymentTerms: "net_30" };
  await db().companyAccount.upsert({
    where: { partnerId: partner.id },
    create: { partnerId: partner.id, ...terms },
    update: terms,
  });
  await db().accountPayment.create({
    data: {
      ...{
        id: "apy_locks",
        provider: "sandbox",
        currency: "EUR",
        amountMinor: 1,
        email: "n@example.test",
        locale: "fr",
      },
      ...{ idempotencyKey: "apy_locks", expiresAt: new Date() },
    },
  });
  await db().approvalRequest.create({
    data: {
      ...{ ...member, id: "apr_locks", cartId: cart.id, channelCode: "web", locale: "fr", currency: "EUR" },
      ...{ totalMinor: 1, request: {}, lines: [], expiresAt: new Date() },
    },
  });
  await db().quote.create({
    data: {
      ...{ ...member, id: "quo_locks", number: "QU-LOCKS", channelId: cart.channelId, locale: "fr", currency: "EUR" },
      ...{ shippingMethod: "x", shippingMinor: 0, validUntil: new Date(), accessHash: "quo_locks" },
    },
  });
  const sold = await db().reservation.findFirstOrThrow({ where: { orderId: order.id } });
  return { token, order, invoiceId, entry, payment, location, channel, supply, partner, variantId, sold, member };
}
let shop: Awaited<ReturnType<typeof rows>>;

/** What each lock is given. `rival` takes what this one excludes, when that is not the lock itself. */
const locks: Record<string, { given: () => unknown[]; rival?: string }> = {
  "identity lockAdmins": { given: () => [] },
  "crm lockQueue": { given: () => [shop.variantId] },
  "content lockHomePage": { given: () => [] },
  "content lockSlugs": { given: () => [] },
  "reviews lockReview": { given: () => ["rev_locks"] },
  "reviews lockOwnReview": { given: () => ["rev_locks", { orderId: shop.order.id }] },
  "tickets lockTicket": { given: () => ["tik_locks"] },
  "companies lockCompany": { given: () => [shop.partner.id] },
  "companies lockBuyer": { given: () => [shop.member] },
  "companies lockCredit": { given: () => [shop.partner.id] },
  "quotes lockQuote": { given: () => ["quo_locks"] },
  "companies lockApproval": { given: () => ["apr_locks"] },
  "partners lockBook": { given: () => [shop.partner.id] },
  "sales lockCart": { given: () => [hashToken(shop.token)] },
  "sales lockCartWithRows": { given: () => [hashToken(shop.token)] },
  "sales lockCartsOf": {
    given: () => [{ tokenHash: hashToken(shop.token), userId: "usr_nobody", channelId: shop.channel.id }],
  },
  "sales lockOpenCarts": { given: () => [{ cartId: "crt_locks", tokenHash: null }] },
  "sales lockOrder": { given: () => [shop.order.number] },
  "payments lockPayment": { given: () => [shop.payment.id] },
  "payments lockAccountPayment": { given: () => ["apy_locks"] },
  "payments lockOrderPayments": { given: () => [shop.order.id] },
  "payments lockBankTransaction": { given: () => ["bnk_locks"] },
  "payments lockReconciliation": { given: () => [] },
  "fulfilment lockReturn": { given: () => ["RT-LOCKS"] },
  "fulfilment lockDelivery": { given: () => [shop.order.deliveries[0]] },
  "fulfilment lockDeliveriesOfOrder": { given: () => [shop.order.id] },
  "invoicing lockInvoice": { given: () => [shop.invoiceId] },
  "invoicing lockPostedInvoice": { given: () => [shop.order.id] },
  "accounting lockEntry": { given: () => [shop.entry.id] },
  "loyalty lockAccount": { given: () => ["lac_locks"] },
  "pricing lockCoupon": { given: () => ["cpn_locks"] },
  "pricing lockPrice": { given: () => ["list", shop.variantId] },
  "stock lockLevels": { given: () => [[shop.variantId]] },
  "stock lockForSale": {
    given: () => [
      [shop.variantId],
      { id: shop.channel.id, locationIds: [shop.location.id] },
      { cartId: null, now: new Date() },
    ],
  },
  "stock lockLevelsOfOrder": { given: () => [shop.order.id] },
  "stock lockPolicies": { given: () => [[shop.variantId]] },
  "stock lockSupply": { given: () => [shop.supply.id] },
  "postgres lockLiveBuild": { given: () => [], rival: "postgres lockSwap" },
  "postgres lockSwap": { given: () => [] },
};

function* walk(dir: string): Generator<string> {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const at = path.join(dir, entry.name);
    if (entry.isDirectory()) {
      if (!["generated", "fixtures"].includes(entry.name)) yield* walk(at);
    } else yield at;
  }
}
const files = [...walk(path.join(root, "server"))].filter((file) => path.basename(file) === "locks.ts");
const found = new Map<string, Lock>();
for (const file of files) {
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const room = path.basename(path.dirname(file));
  for (const [name, lock] of Object.entries(exported)) {
    if (/^lock[A-Z]/.test(name)) found.set(`${room} ${name}`, lock as Lock);
  }
}

/** How many transactions of this database wait for a lock. */
const waiting = async (): Promise<number> => {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.n ?? 0;
};

/** True when whoever takes `rival` waits until the transaction that took `first` ends. */
async function excludes(first: (tx: Tx) => Promise<unknown>, rival: (tx: Tx) => Promise<unknown>): Promise<boolean> {
  let order = "";
  let second: Promise<void> | undefined;
  await inTx(async (tx) => {
    await first(tx);
    second = inTx(rival as (tx: Tx) => Promise<unknown>).then(() => {
      order += "second";
    });
    await expect.poll(async () => order !== "" || (await waiting()) > 0, { timeout: 20_000 }).toBe(true);
    order += "first ";
  });
  await second;
  return order === "first second";
}

beforeAll(async () => {
  await demoShop();
  const [engine] = searchEngines();
  await engine.rebuild((async function* () {})());
  shop = await rows();
}, 120_000);

describe("line 31: every lock", () => {
  it("is in this table", () => {
    expect([...found.keys()].sort()).toEqual(Object.keys(locks).sort());
  });

  it.each(Object.entries(locks))("%s locks, as PostgreSQL sees it", async (name, { given, rival }) => {
    const lock = found.get(name) as Lock;
    const { statements } = await countStatements(() => inTx((tx) => lock(tx, ...given())));
    expect(statements.join("\n")).toMatch(/\bFOR (NO KEY )?(UPDATE|SHARE)\b|pg_advisory_xact_lock/);
    const other = found.get(rival ?? name) as Lock;
    const hold = (tx: Tx) => lock(tx, ...given());
    const want = (tx: Tx) => other(tx, ...(rival ? (locks[rival]?.given() ?? []) : given()));
    expect(await excludes(hold, want)).toBe(true);
  });

  it("a gapless number makes the next one wait", async () => {
    const next = (tx: Tx) => nextGapless(tx, "locks");
    expect(await excludes(next, next)).toBe(true);
  });

  it("and nothing else passes for one: reading a row makes nobody wait", async () => {
    const read = (tx: Tx) => tx.salesOrder.findUnique({ where: { id: shop.order.id } });
    expect(await excludes(read, read)).toBe(false);
  });
});

describe("statements that lock", () => {
  // A queue of its own, which never waits; measurements; what prepares tests; the order of locks itself.
  const may =
    /(^|\/)locks\.ts$|^server\/(platform\/lock-order|jobs\/(relay|worker)|cli\/bench\/[\w-]+|testing\/demo-shop)\.ts$|test\.ts$/;
  it("stand in locks.ts, where the order of locks is asserted", () => {
    const outside = [...walk(path.join(root, "server"))]
      .map((file) => path.relative(root, file))
      .filter((file) => file.endsWith(".ts") && !may.test(file))
      .filter((file) =>
        /\bFOR (NO KEY )?UPDATE\b|\bFOR (KEY )?SHARE\b|pg_advisory(_xact)?_lock\(/.test(
          fs.readFileSync(path.join(root, file), "utf8").replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ""),
        ),
      );
    expect(outside).toEqual([]);
  });
  it("go through lockRows or lockName there", () => {
    for (const file of files) {
      const text = fs.readFileSync(file, "utf8");
      expect(text, file).not.toMatch(/\$(query|execute)Raw/);
    }
  });
});
