import { beforeAll, describe, expect, it } from "vitest";
import { readCredit } from "#server/flows/on-account/credit.ts";
import { partnerAccount } from "#server/flows/statement/account-scope.ts";
import { openItems } from "#server/flows/statement/read-statement.ts";
import { reviewsInvariants } from "#server/modules/reviews/index.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { checkInvariant } from "#server/platform/invariant.ts";
import { seed } from "./index.ts";
import { pastOrders } from "./past-order-plans.ts";
import { plannedReviews } from "./review-plans.ts";

beforeAll(async () => {
  await seed(env().DATABASE_URL, { pastOrders: { sandboxStateFile: null } });
});

/** Those that were planned; what comes instead of returned goods is an order besides. */
const planned = { exchangeOfId: null };

describe("past orders", () => {
  it("show every state that a screen can show", async () => {
    const orders = await db().salesOrder.findMany({
      where: planned,
      orderBy: { number: "asc" },
      include: { deliveries: true },
    });
    expect(orders).toHaveLength(pastOrders.length);
    const states = orders.map((o) => [o.status, o.paymentStatus, o.deliveryStatus, o.invoiceStatus].join(" "));
    expect(states).toEqual([
      "completed unpaid delivered invoiced",
      "completed paid delivered invoiced",
      "completed paid delivered invoiced",
      "completed paid delivered invoiced",
      "completed unpaid delivered invoiced",
      "completed paid delivered invoiced",
      "completed paid delivered invoiced",
      "completed partially_refunded delivered invoiced",
      "completed paid delivered invoiced",
      "expired unpaid none none",
      "confirmed paid shipped invoiced",
      "confirmed unpaid shipped invoiced",
      "confirmed paid partial none",
      "cancelled refunded none none",
      "confirmed paid none none",
      "confirmed paid none none",
      "confirmed paid none none",
      "confirmed paid none none",
      "confirmed paid none none",
    ]);
    const [ready, waiting] = orders.flatMap((o) => o.deliveries).filter((d) => d.pickup);
    expect(ready).toMatchObject({ status: "packed", promisedTo: expect.any(Date), collectBy: expect.any(Date) });
    expect(waiting).toMatchObject({ status: "planned", readyAt: null });
    expect(orders.flatMap((o) => o.deliveries).some((d) => d.backorderOfId)).toBe(true);
    expect(await db().customerReturn.findMany({ select: { status: true } })).toEqual([{ status: "requested" }]);
    expect(await db().claim.findMany({ select: { status: true } })).toEqual([{ status: "open" }]);
    expect(orders.flatMap((o) => o.deliveries.map((d) => d.status))).toEqual(
      expect.arrayContaining(["planned", "picking", "shipped", "delivered", "cancelled"]),
    );
  });

  it("lie in the past, in order, and never in the future", async () => {
    const events = await db().orderEvent.findMany({ orderBy: { occurredAt: "desc" } });
    expect(events[0]!.occurredAt.getTime()).toBeLessThanOrEqual(Date.now());
    const orders = await db().salesOrder.findMany({
      where: planned,
      orderBy: { number: "asc" },
      select: { placedAt: true },
    });
    const times = orders.map((o) => o.placedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Date.now() - times[0]!).toBeGreaterThan(20 * 24 * 3_600_000);
  });

  it("have payments, invoices and a ledger that add up", async () => {
    expect(await verifyLedger(db())).toEqual([]);
    const orders = await db().salesOrder.findMany({
      where: planned,
      include: { payments: { include: { attempts: true, refunds: true } }, invoices: true },
    });
    for (const order of orders) {
      const captured = order.payments.reduce((sum, p) => sum + p.capturedMinor, 0n);
      const unpaid = order.status === "expired" || order.paymentMethod === "account";
      expect(captured).toBe(unpaid ? 0n : order.totalMinor);
      for (const invoice of order.invoices.filter((i) => i.kind === "invoice"))
        expect(invoice.totalMinor).toBe(order.totalMinor);
    }
    const posted = await db().invoice.findMany({
      where: { status: "posted", kind: "invoice" },
      orderBy: [{ fiscalYear: "asc" }, { sequenceNo: "asc" }],
    });
    for (const [i, { fiscalYear, sequenceNo }] of posted.entries()) {
      expect(sequenceNo).toBe(i - posted.findIndex((one) => one.fiscalYear === fiscalYear) + 1);
    }
    const { partnerId } = await db().companyAccount.findFirstOrThrow({ where: { paymentTerms: { not: null } } });
    const open = await openItems(db(), partnerAccount(partnerId), new Date());
    expect(open.map((item) => item.daysLate > 0)).toEqual([true, false, false]);
    const credit = await readCredit(db(), partnerId);
    expect(credit?.openMinor).toBe(open.reduce((sum, item) => sum + item.open.minor, 0));
    expect(orders.flatMap((o) => o.payments.flatMap((p) => p.attempts)).some((a) => a.status === "failed")).toBe(true);
    expect(orders.flatMap((o) => o.payments.flatMap((p) => p.refunds)).map((r) => r.status)).toEqual([
      "succeeded",
      "succeeded",
    ]);
  });

  it("are spoken of by those who got them, as the shop itself would let them", async () => {
    const reviews = await db().review.findMany({ select: { status: true, answer: true, ground: true, locale: true } });
    const of = (status: string) => reviews.filter((review) => review.status === status);
    expect(reviews).toHaveLength(plannedReviews.length);
    expect([of("pending").length, of("rejected").map((review) => review.ground)]).toEqual([1, ["off_topic"]]);
    expect(of("published").filter((review) => review.answer).length).toBeGreaterThan(2);
    expect(new Set(reviews.map((review) => review.locale))).toEqual(new Set(["fr", "en"]));
    for (const invariant of reviewsInvariants) expect((await checkInvariant(db(), invariant)).details).toEqual([]);
  });

  it("are placed once", async () => {
    expect((await seed(env().DATABASE_URL, { pastOrders: { sandboxStateFile: null } })).seeded).toEqual([]);
    expect(await db().salesOrder.count({ where: planned })).toBe(pastOrders.length);
    expect(await db().salesOrder.findMany({ where: { NOT: planned }, select: { status: true } })).toEqual([
      { status: "awaiting_payment" },
    ]);
  });
});
