/** The second half of the provider's contract: money that is held first, other currencies, lists and announcements. */
import { describe, expect, test } from "vitest";
import type { PaymentProvider, PaymentStart, PaymentStartInput, ProviderTruth } from "#server/modules/payments/port.ts";
import { expectRefusal, type PaymentBench, samplePayment } from "./payment-provider-contract.ts";

const day = 24 * 3600 * 1000;

async function listAll(provider: PaymentProvider, since: Date): Promise<ProviderTruth[]> {
  const found: ProviderTruth[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await provider.list({ since, cursor });
    found.push(...page.items);
    cursor = page.cursor;
    if (cursor === null) return found;
  }
}

export function describeCaptures(bench: () => PaymentBench): void {
  const provider = () => bench().provider;

  async function held(changes?: Partial<PaymentStartInput>): Promise<PaymentStart & { intentRef: string }> {
    const start = await provider().start(samplePayment({ capture: "manual", ...changes }));
    await bench().pay(start, "accepted");
    const { intentRef } = await provider().retrieve(start.sessionRef);
    if (!intentRef) throw new Error("a paid session has an intent");
    return { ...start, intentRef };
  }
  const take = (intentRef: string, amountMinor: number, key = "a") =>
    provider().capture({ intentRef, amountMinor, currency: "EUR", idempotencyKey: `take-${key}-${intentRef}` });

  describe("holding money", () => {
    test("an accepted card holds the amount, takes nothing, and says until when", async () => {
      const { sessionRef } = await held();
      const truth = await provider().retrieve(sessionRef);
      expect(truth).toMatchObject({ status: "authorised", authorisedMinor: 4500, capturedMinor: 0, refundedMinor: 0 });
      const days = ((truth.authorisedUntil?.getTime() ?? 0) - Date.now()) / day;
      expect(days).toBeGreaterThan(1);
      await bench().sent((event) => event.intentRef === truth.intentRef && event.sessionRef === null);
    });

    test("is taken once, whoever asks at the same time", async () => {
      const { sessionRef, intentRef } = await held();
      const results = await Promise.allSettled([take(intentRef, 4500, "x"), take(intentRef, 4500, "y")]);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      await take(intentRef, 4500, results[0].status === "fulfilled" ? "x" : "y");
      await expectRefusal(take(intentRef, 4500, "z"), "conflict", "payments.not_capturable");
      expect(await provider().retrieve(sessionRef)).toMatchObject({ status: "captured", capturedMinor: 4500 });
    });

    test("is taken in part, never beyond what is held; the rest is let go", async () => {
      const { sessionRef, intentRef } = await held();
      await expectRefusal(take(intentRef, 4501, "more"), "conflict", "payments.capture_exceeds_authorised");
      await take(intentRef, 3000);
      expect(await provider().retrieve(sessionRef)).toMatchObject({
        status: "captured",
        authorisedMinor: 4500,
        capturedMinor: 3000,
        refundedMinor: 0,
      });
      const refund = { intentRef, amountMinor: 3001, currency: "EUR", idempotencyKey: `over-${intentRef}` };
      await expectRefusal(provider().refund(refund), "conflict", "payments.refund_exceeds_captured");
    });

    test("cannot be given back before it is taken", async () => {
      const { intentRef } = await held();
      const refund = { intentRef, amountMinor: 100, currency: "EUR", idempotencyKey: `early-${intentRef}` };
      await expectRefusal(provider().refund(refund), "unprocessable", "payments.provider_rejected");
    });

    test("is let go, however often, and cannot be taken afterwards", async () => {
      const { sessionRef, intentRef } = await held();
      await provider().cancel(intentRef);
      await provider().cancel(intentRef);
      await expectRefusal(take(intentRef, 4500), "conflict", "payments.not_capturable");
      const truth = await provider().retrieve(sessionRef);
      expect(truth).toMatchObject({ status: "cancelled", authorisedMinor: 0, capturedMinor: 0, refundedMinor: 0 });
    });

    test("letting go of what was taken changes nothing", async () => {
      const { sessionRef, intentRef } = await held();
      await take(intentRef, 4500);
      await provider().cancel(intentRef);
      expect(await provider().retrieve(sessionRef)).toMatchObject({ status: "captured", capturedMinor: 4500 });
    });

    test("taking and letting go at once: one of them", async () => {
      const { sessionRef, intentRef } = await held();
      await Promise.allSettled([take(intentRef, 4500), provider().cancel(intentRef)]);
      const { status, capturedMinor } = await provider().retrieve(sessionRef);
      expect([["captured", 4500] as const, ["cancelled", 0] as const]).toContainEqual([status, capturedMinor]);
    });

    test("time lets it go, and a message says so", async () => {
      const { sessionRef, intentRef } = await held();
      for (let days = 0; days < 8; days++) await bench().letExpire(sessionRef);
      expect(await provider().retrieve(sessionRef)).toMatchObject({ status: "cancelled", capturedMinor: 0 });
      await bench().sent((event) => event.intentRef === intentRef && event.type.includes("cancel"));
    });

    test("an answer lost on the way takes the money once", async () => {
      const { sessionRef, intentRef } = await held();
      await bench().breakNext("answer_lost", 1);
      await take(intentRef, 4500);
      expect(await provider().retrieve(sessionRef)).toMatchObject({ status: "captured", capturedMinor: 4500 });
    });
  });

  describe("currencies", () => {
    test.for([
      ["JPY", 1500, 700],
      ["KWD", 12_340, 1230],
      ["ISK", 4900, 900],
      ["UGX", 90_000, 1000],
      ["EUR", 1999, 999],
    ] as const)("%s comes and goes in its own minor units", async ([currency, minor, back]) => {
      const lines = [{ name: "Mug", quantity: 1, grossMinor: minor }];
      const shipping = { name: "Colissimo", amountMinor: 0 };
      const start = await provider().start(samplePayment({ amount: { minor, currency }, lines, shipping }));
      await bench().pay(start, "accepted");
      const { intentRef, ...paid } = await provider().retrieve(start.sessionRef);
      expect(paid).toMatchObject({ status: "captured", amountMinor: minor, capturedMinor: minor, currency });
      const refund = { intentRef: intentRef ?? "", amountMinor: back, currency, idempotencyKey: `b-${intentRef}` };
      expect(await provider().refund(refund)).toMatchObject({ status: "succeeded" });
      const truth = await provider().retrieve(start.sessionRef);
      expect(truth).toMatchObject({ refundedMinor: back, refunds: [{ amountMinor: back }] });
    });
  });

  describe("looking back", () => {
    test("lists an older session of which money went back since", async () => {
      const { sessionRef, intentRef } = await held({ capture: "automatic" });
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const since = new Date();
      await provider().refund({ intentRef, amountMinor: 5, currency: "EUR", idempotencyKey: `old-${intentRef}` });
      const found = (await listAll(provider(), since)).filter((truth) => truth.sessionRef === sessionRef);
      expect(found).toMatchObject([{ intentRef, refundedMinor: 5, refunds: [{ refundId: null }] }]);
    });

    test("lists every session since, in any state", async () => {
      const before = new Date(Date.now() - 1000);
      const open = await provider().start(samplePayment());
      const taken = await held({ capture: "automatic" });
      const kept = await held();
      const ask = { intentRef: taken.intentRef, amountMinor: 1000, currency: "EUR", refundId: "rfd_1" };
      await provider().refund({ ...ask, idempotencyKey: `list-${taken.intentRef}` });
      const found = await listAll(provider(), before);
      const of = (ref: string) => found.filter((truth) => truth.sessionRef === ref);
      expect(of(open.sessionRef)).toMatchObject([{ status: "pending" }]);
      expect(of(kept.sessionRef)).toMatchObject([{ status: "authorised", authorisedMinor: 4500 }]);
      expect(of(taken.sessionRef)).toMatchObject([
        { status: "captured", refundedMinor: 1000, refunds: [{ amountMinor: 1000, refundId: "rfd_1" }] },
      ]);
      expect(await listAll(provider(), new Date(Date.now() + day))).toEqual([]);
    });

    test("goes on where a page ended", async () => {
      const before = new Date(Date.now() - 1000);
      const many = await Promise.all(Array.from({ length: 105 }, () => provider().start(samplePayment())));
      const found = new Set((await listAll(provider(), before)).map((truth) => truth.sessionRef));
      expect(many.filter(({ sessionRef }) => !found.has(sessionRef))).toEqual([]);
    });

    test("tells again what it has announced, oldest first, under the same id as its message", async () => {
      const before = new Date(Date.now() - 1000);
      const { sessionRef, intentRef } = await held({ capture: "automatic" });
      const message = await bench().sent((event) => event.sessionRef === sessionRef);
      const pushed = provider().verifyWebhook(message.rawBody, message.headers);
      const told = await provider().events(before);
      const mine = told.filter((event) => event.intentRef === intentRef);
      expect(mine.map((event) => event.externalId)).toContain(pushed?.externalId);
      const { paymentId } = await provider().retrieve(sessionRef);
      expect(mine.every((event) => event.paymentId === paymentId)).toBe(true);
      expect(await provider().events(new Date(Date.now() + day))).toEqual([]);
    });
  });
}
