import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { everything } from "#server/access/scope.ts";
import { serveDocument } from "#server/api/documents.ts";
import { parisDate } from "#server/kernel/days.ts";
import { quoteDetail } from "#server/modules/quotes/index.ts";
import { lockOrder } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { Attacker, said } from "#server/testing/attacks/attacker.ts";
import { company, joined, type Somebody, somebody } from "#server/testing/company-members.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { article, paris } from "#server/testing/shoppers.ts";
import { giveUp } from "../checkout/give-up.ts";
import { expireQuotes } from "./send-quote.ts";

process.env.SELLER_IBAN = "FR7630006000011234567890189";
openAttackedShop();

let rep: Attacker;
let founder: Somebody;
let buyer: Somebody;
let companyId: string;
let method: string;
let chair: { variantId: string; sku: string };
beforeAll(async () => {
  rep = await Attacker.staff("sales");
  founder = await somebody();
  companyId = await company(founder);
  buyer = await joined(founder, companyId, ["buyer"]);
  const methods = await rep.query<{ code: string }[]>("admin.quotes.methods");
  method = methods.data[0]?.code ?? "";
  chair = await article({ stock: 1_000, price: "100" });
});

const day = (days: number) => parisDate(new Date(Date.now() + days * 86_400_000));
const terms = (changes: object = {}) => ({
  lines: [{ variantId: chair.variantId, quantity: 2, offer: { unitPrice: "80" } }],
  ...{ shippingMethod: method, shippingMinor: 1_500, validUntil: day(10), terms: "Net" },
  ...changes,
});
async function drafted(changes: object = {}, to = buyer, forCompany: string | null = companyId): Promise<string> {
  const reply = await rep.mutate<{ id: string }>("admin.quotes.draft", {
    ...{ userId: to.userId, companyId: forCompany },
    ...terms(changes),
  });
  expect(said(reply)).toBe("200");
  return reply.data.id;
}
const send = (id: string, revision = 1) => rep.mutate("admin.quotes.send", { id, revision });
async function sent(...args: Parameters<typeof drafted>): Promise<string> {
  const id = await drafted(...args);
  expect(said(await send(id))).toBe("200");
  return id;
}
const wishFor = async (who: Attacker, id: string) => {
  const price = await who.query<{ signature: string; total: { minor: number } }>("account.quotes.price", {
    ...{ id, country: "FR" },
  });
  return {
    ...{ id, delivery: paris, billing: null, paymentMethod: "transfer" as const, acceptTerms: true as const },
    signature: price.data.signature ?? "-",
  };
};
const accept = async (who: Attacker, id: string, changes: object = {}) =>
  who.mutate<{ number: string; orderId: string }>("account.quotes.accept", { ...(await wishFor(who, id)), ...changes });
const statusOf = async (id: string) => (await db().quote.findUniqueOrThrow({ where: { id } })).status;
const passDay = (id: string) => db().$executeRaw`UPDATE quote SET valid_until = current_date - 5 WHERE id = ${id}`;
/** Lets its last day pass, which nothing but time may do to a quote that is out. */
async function letPass(id: string): Promise<void> {
  await db().$executeRaw`ALTER TABLE quote DISABLE TRIGGER quote_stays`;
  await passDay(id);
  await db().$executeRaw`ALTER TABLE quote ENABLE TRIGGER quote_stays`;
}

describe("a quote", () => {
  it("becomes an order at the prices that it offered, whatever lists say by then, and is named by it", async () => {
    const prices = fc.record({
      list: fc.integer({ min: 100, max: 50_000 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      shipping: fc.integer({ min: 0, max: 9_000 }),
      percent: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
      later: fc.integer({ min: 100, max: 50_000 }),
    });
    await fc.assert(
      fc.asyncProperty(prices, async ({ list, quantity, shipping, percent, later }) => {
        const own = await article({ stock: 20, price: (list / 100).toFixed(2) });
        const lines = [{ variantId: own.variantId, quantity, offer: { discountPercent: percent } }];
        const id = await sent({ lines, shippingMinor: shipping });
        await db().priceListItem.updateMany({
          where: { variantId: own.variantId },
          data: { unitPrice: (later / 100).toFixed(2) },
        });
        const unit = Math.round((list * (10_000 - Math.round(percent * 100))) / 10_000);
        const quote = await db().quote.findUniqueOrThrow({ where: { id } });
        const placed = await accept(buyer, id);
        expect(said(placed)).toBe("200");
        const order = await db().salesOrder.findUniqueOrThrow({
          where: { number: placed.data.number },
          include: { lines: true, cart: true },
        });
        const line = order.lines.find((one) => one.kind === "product");
        expect(Math.abs(Math.round(Number(line?.unitPrice) * 100) - unit)).toBeLessThanOrEqual(1);
        expect(Number(line?.grossMinor)).toBe(Math.round(Number(line?.unitPrice) * 100) * quantity);
        expect(Number(order.totalMinor)).toBe(Number(line?.grossMinor) + shipping);
        expect(order.totalMinor).toBe(quote.totalMinor);
        expect(order).toMatchObject({ partnerId: companyId, userId: buyer.userId, cart: { quoteId: id } });
        expect(await statusOf(id)).toBe("accepted");
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it("is accepted, superseded or run out at one moment by one of them, and the others are told", async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const id = await sent();
      const revised = await rep.mutate<{ id: string }>("admin.quotes.revise", { id });
      expect(said(revised)).toBe("200");
      const wish = await wishFor(buyer, id);
      const later = round % 3 === 2;
      if (later) await letPass(id);
      const [accepted, again, superseded, declined] = await Promise.all([
        buyer.mutate("account.quotes.accept", wish),
        founder.mutate("account.quotes.accept", wish),
        send(revised.data.id),
        later
          ? expireQuotes(new Date()).then(() => null)
          : buyer.mutate("account.quotes.decline", { id, reason: "Non" }),
      ]);
      const status = await statusOf(id);
      outcomes.add(status);
      const orders = await db().salesOrder.count({ where: { cart: { quoteId: id } } });
      const wins = [accepted, again].filter((reply) => said(reply) === "200");
      expect(wins).toHaveLength(status === "accepted" ? 1 : 0);
      expect(orders).toBe(wins.length);
      for (const reply of [accepted, again]) {
        if (said(reply) !== "200") expect(said(reply)).toBe("409 quotes.quote_closed");
      }
      // What was accepted is not superseded; what was declined or ran out may have a later version all the same.
      expect(said(superseded)).toBe(status === "accepted" ? "409 quotes.quote_closed" : "200");
      if (declined) expect(said(declined)).toBe(status === "declined" ? "200" : "409 quotes.quote_closed");
      if (later) expect(["expired", "superseded"]).toContain(status);
      expect(await db().quote.count({ where: { id: { in: [id, revised.data.id] }, status: "sent" } })).toBe(
        status === "accepted" ? 0 : 1,
      );
    }
    expect(outcomes.size).toBeGreaterThan(1);
  }, 120_000);

  it("past its last day cannot be accepted, even before anybody has noticed", async () => {
    const id = await sent();
    const wish = await wishFor(buyer, id);
    await letPass(id);
    expect(await statusOf(id)).toBe("sent");
    const late = await buyer.mutate("account.quotes.accept", wish);
    expect(said(late)).toBe("409 quotes.quote_closed");
    const read = await buyer.query<{ status: string }>("account.quotes.get", { id });
    expect(read.data.status).toBe("expired");
    await expireQuotes(new Date());
    expect(await statusOf(id)).toBe("expired");
  });

  it("looks at stock when it is accepted, and decides nothing when there is too little", async () => {
    const rare = await article({ stock: 1, price: "100" });
    const id = await sent({ lines: [{ variantId: rare.variantId, quantity: 2, offer: { unitPrice: "50" } }] });
    expect(said(await accept(buyer, id))).toBe("409 stock.not_enough");
    expect(await statusOf(id)).toBe("sent");
    expect(await db().cart.count({ where: { quoteId: id } })).toBe(0);
  });

  it("is given back by an order that was not paid, once, and its cart is nobody's basket", async () => {
    const id = await sent();
    const placed = await accept(buyer, id);
    await inTx(async (tx) => giveUp(tx, await lockOrder(tx, placed.data.orderId), new Date()));
    await runJobs();
    expect(await statusOf(id)).toBe("sent");
    expect(await db().cart.count({ where: { quoteId: id, status: "open" } })).toBe(0);
    expect(said(await accept(buyer, id))).toBe("200");
    expect(said(await accept(buyer, id))).toBe("409 quotes.quote_closed");
    expect(await db().salesOrder.count({ where: { cart: { quoteId: id }, status: { not: "expired" } } })).toBe(1);
  });

  it("waits for an approver above its buyer's limit, who agrees to the quoted price", async () => {
    const small = await joined(founder, companyId, ["buyer"], { orderLimitMinor: 10_000 });
    const id = await sent({}, small);
    expect(said(await accept(small, id))).toBe("422 companies.approval_needed");
    const wish = await wishFor(small, id);
    const asked = await small.mutate<{ id: string }>("account.quotes.askApproval", wish);
    expect(said(asked)).toBe("200");
    expect(said(await small.mutate("account.quotes.askApproval", wish))).toBe("409 quotes.approval_waits");
    const price = await founder.query<{ signature: string; total: { minor: number } }>("account.approvals.quote", {
      id: asked.data.id,
    });
    expect(price.data.total.minor).toBe(17_500);
    const approve = { id: asked.data.id, signature: price.data.signature };
    const approved = await founder.mutate<{ number: string }>("account.approvals.approve", approve);
    expect(said(approved)).toBe("200");
    const order = await db().salesOrder.findUniqueOrThrow({ where: { number: approved.data.number } });
    expect(order).toMatchObject({ userId: small.userId, totalMinor: 17_500n });
    const read = await small.query<{ status: string; orderNumber: string }>("account.quotes.get", { id });
    expect(read.data).toMatchObject({ status: "accepted", orderNumber: approved.data.number });
  });

  it("is read and accepted by whom it is for, and by nobody else; drafts by staff alone", async () => {
    const draft = await drafted();
    const id = await sent();
    const accountant = await joined(founder, companyId, ["accountant"]);
    const other = await joined(founder, companyId, ["buyer"]);
    for (const who of [await somebody(), accountant, other]) {
      expect(said(await who.query("account.quotes.get", { id }))).toBe("404 quotes.quote_not_found");
      expect(said(await who.mutate("account.quotes.decline", { id, reason: "Non" }))).toBe(
        "404 quotes.quote_not_found",
      );
    }
    expect(said(await founder.query("account.quotes.get", { id }))).toBe("200");
    expect(said(await buyer.query("account.quotes.get", { id: draft }))).toBe("404 quotes.quote_not_found");
    // A member who left finds nothing.
    const left = await joined(founder, companyId, ["buyer"]);
    const theirs = await sent({}, left);
    await founder.mutate("account.companies.removeMember", { companyId, userId: left.userId });
    expect(said(await left.query("account.quotes.get", { id: theirs }))).toBe("404 quotes.quote_not_found");
    expect(said(await left.mutate("account.quotes.accept", { ...(await wishFor(founder, theirs)) }))).toBe(
      "404 quotes.quote_not_found",
    );
  });

  it("may be read by the link that was mailed, which accepts nothing", async () => {
    const id = await sent();
    const mail = await db().mailMessage.findFirstOrThrow({ where: { dedupeKey: `quote-sent:${id}` } });
    const token = /\/quotes\/([\w-]{43})/.exec(mail.text)?.[1] ?? "";
    const guest = new Attacker();
    const read = await guest.query<{ id: string; timeline: unknown[] }>("shop.quotes.get", { token });
    expect(read.data).toMatchObject({ id, timeline: [] });
    expect(said(await guest.query("shop.quotes.get", { token: "x".repeat(43) }))).toBe("404 quotes.quote_not_found");
    const paper = (path: string) =>
      serveDocument(path.split("/"), new Request(`http://shop.test/${path}`), async () => guestActor);
    const pdf = await paper(`quote/${token}/quote.pdf`);
    expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const text = Buffer.from(await pdf.arrayBuffer()).toString("latin1");
    // Tagged, titled and in a language: readable aloud.
    for (const mark of ["/MarkInfo", "/StructTreeRoot", "/Lang"]) expect(text).toContain(mark);
    expect((await paper(`account/quotes/${id}.pdf`)).status).toBe(404);
    expect((await paper(`quote/${"x".repeat(43)}/quote.pdf`)).status).toBe(404);
    expect(said(await guest.mutate("account.quotes.accept", { ...(await wishFor(buyer, id)) }))).toMatch(/^401/);
  });

  it("is asked for out of the basket, which stays; what is being thought of stays the house's", async () => {
    await buyer.add(chair.variantId, 3);
    const asked = await buyer.mutate<{ id: string }>("account.quotes.ask", { message: "Pour dix salles" });
    expect(said(asked)).toBe("200");
    const { id } = asked.data;
    const lines = [{ variantId: chair.variantId, quantity: 30, offer: { discountPercent: 15 } }];
    expect(said(await rep.mutate("admin.quotes.save", { id, revision: 1, ...terms({ lines }) }))).toBe("200");
    expect(said(await rep.mutate("admin.quotes.save", { id, revision: 1, ...terms({ lines }) }))).toBe(
      "409 quotes.quote_changed",
    );
    const before = await buyer.query<{ lines: { price: { minor: number } }[] }>("account.quotes.get", { id });
    expect(before.data.lines[0]?.price.minor).toBe(10_000);
    expect(said(await send(id, 2))).toBe("200");
    const after = await buyer.query<{ lines: { price: { minor: number }; listPrice: { minor: number } }[] }>(
      "account.quotes.get",
      { id },
    );
    expect(after.data.lines[0]).toMatchObject({ price: { minor: 8_500 }, listPrice: { minor: 10_000 } });
    const cart = await buyer.query<{ lines: unknown[] }>("shop.cart.get");
    expect(cart.data.lines).toHaveLength(1);
  });

  it("keeps every version as it was sent", async () => {
    const id = await sent();
    const revised = await rep.mutate<{ id: string }>("admin.quotes.revise", { id });
    expect(said(await rep.mutate("admin.quotes.revise", { id }))).toBe("409 quotes.draft_exists");
    const cheaper = [{ variantId: chair.variantId, quantity: 2, offer: { unitPrice: "70" } }];
    await rep.mutate("admin.quotes.save", { id: revised.data.id, revision: 1, ...terms({ lines: cheaper }) });
    expect(said(await accept(buyer, id).then(async () => send(revised.data.id, 2)))).toBe("409 quotes.quote_closed");
    const now = { now: new Date(), today: day(0) };
    const first = await quoteDetail(db(), everything, id, now);
    expect(first.lines[0]?.unitPrice).toBe("80");
    expect(first.timeline.map((entry) => entry.type)).toEqual(["accepted", "sent", "drafted"]);
    await expect(db().$executeRaw`UPDATE quote_line SET unit_price = 1 WHERE quote_id = ${id}`).rejects.toThrow(
      /stays as it is/,
    );
    await expect(db().quote.update({ where: { id }, data: { totalMinor: 1 } })).rejects.toThrow(/stays as it is/);
  });
});
