/**
 * What every payment provider must do, whoever it is. An adapter's test builds a bench (the provider against a test
 * environment of the vendor or a sandbox) and calls `describePaymentProvider`.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ErrorKind } from "#server/kernel/errors.ts";
import type {
  FailureCode,
  PaymentProvider,
  PaymentStart,
  PaymentStartInput,
  ProviderErrorCode,
  WebhookEvent,
} from "#server/modules/payments/port.ts";
import { describeCaptures } from "./payment-capture-contract.ts";

export type CardWish =
  | "accepted"
  | "challenge"
  | Extract<FailureCode, `${"card" | "insufficient" | "expired"}_${string}`>;

/** What a provider's test environment must let the suite do. */
export type PaymentBench = {
  provider: PaymentProvider;
  /** The same provider with credentials that are not valid. */
  stranger: PaymentProvider;
  /** The shopper tries a card; where the browser was sent to next, if anywhere. */
  pay(start: PaymentStart, card: CardWish): Promise<string | null>;
  /** The shopper passes or fails the challenge that "challenge" brought. */
  answerChallenge(start: PaymentStart, passed: boolean): Promise<string | null>;
  /** Lets the session's time run out. */
  letExpire(sessionRef: string): Promise<void>;
  /** The provider's next requests fail: it answers nothing good, or does the work and its answer is lost. */
  breakNext(how: "error" | "too_many" | "disconnect" | "answer_lost", requests: number): Promise<void>;
  /** Ends what is left of it. */
  repair(): Promise<void>;
  /** A message the provider has sent since the bench began, of a given external type; waits for it. */
  sent(isWanted: (event: WebhookEvent) => boolean): Promise<{ rawBody: string; headers: Headers }>;
  /** Signs a body as the provider would, with another secret or at another time. */
  sign(rawBody: string, how: { ageSeconds?: number; wrongSecret?: boolean }): Headers;
  /** A genuine message that moves no payment. */
  unrelated(): string;
  close(): Promise<void>;
};

/** How many times our own client repeats a failed request, at most. */
const patience = 3;
let serial = 0;

/** A payment of 45.00 for two kinds of lines and shipping, one line with a total that does not divide. */
export function samplePayment(changes: Partial<PaymentStartInput> = {}): PaymentStartInput {
  serial += 1;
  const openedAt = new Date();
  return {
    paymentId: `pay_${process.pid}_${serial}`,
    orderNumber: `SO-2026-${String(serial).padStart(6, "0")}`,
    amount: { minor: 4500, currency: "EUR" },
    email: "camille@example.com",
    locale: "en",
    lines: [
      { name: "Stoneware mug", quantity: 3, grossMinor: 1000, description: "Sand" },
      { name: "Linen napkin", quantity: 2, grossMinor: 3000 },
    ],
    shipping: { name: "Colissimo", amountMinor: 500 },
    successUrl: "http://shop.test/en/checkout/return?session={SESSION}",
    cancelUrl: "http://shop.test/en/checkout",
    openedAt,
    expiresAt: new Date(openedAt.getTime() + 60 * 60_000),
    idempotencyKey: `start-${process.pid}-${serial}-${openedAt.getTime()}`,
    ...changes,
  };
}

/** The call is refused with this kind and code. */
export async function expectRefusal(call: Promise<unknown>, kind: ErrorKind, code: ProviderErrorCode): Promise<void> {
  await expect(call).rejects.toMatchObject({ name: "DomainError", kind, code });
}

export function describePaymentProvider(name: string, open: () => Promise<PaymentBench>): void {
  describe(`payment provider: ${name}`, () => {
    let bench: PaymentBench;
    let provider: PaymentProvider;
    beforeAll(async () => {
      bench = await open();
      provider = bench.provider;
    });
    afterAll(() => bench?.close());

    describeCaptures(() => bench);

    const begin = (changes?: Partial<PaymentStartInput>) => provider.start(samplePayment(changes));
    async function paid(): Promise<PaymentStart & { intentRef: string }> {
      const start = await begin();
      await bench.pay(start, "accepted");
      const { intentRef } = await provider.retrieve(start.sessionRef);
      if (!intentRef) throw new Error("a paid session has an intent");
      return { ...start, intentRef };
    }

    describe("start", () => {
      test("opens a session that is pending, for the amount and the payment asked for", async () => {
        const input = samplePayment();
        const start = await provider.start(input);
        expect(start.redirectUrl).toMatch(/^https?:\/\//);
        expect(start.expiresAt.getTime()).toBeGreaterThanOrEqual(input.expiresAt.getTime() - 1000);
        expect(await provider.retrieve(start.sessionRef)).toMatchObject({
          sessionRef: start.sessionRef,
          paymentId: input.paymentId,
          status: "pending",
          amountMinor: 4500,
          capturedMinor: 0,
          refundedMinor: 0,
          currency: "EUR",
          attempts: [],
          refunds: [],
        });
      });

      test("takes a wish that is too short as its own minimum, the same on every retry", async () => {
        const input = samplePayment();
        const hasty = { ...input, expiresAt: new Date(input.openedAt.getTime() + 60_000) };
        const start = await provider.start(hasty);
        expect(start.expiresAt.getTime()).toBeGreaterThan(hasty.expiresAt.getTime());
        expect(await provider.start(hasty)).toEqual(start);
      });

      test("gives the same session for the same key, and refuses the key for another input", async () => {
        const input = samplePayment();
        const first = await provider.start(input);
        expect(await provider.start(input)).toEqual(first);
        const other = { ...input, email: "someone-else@example.com" };
        await expectRefusal(provider.start(other), "conflict", "payments.idempotency_mismatch");
      });

      test("refuses lines that are not the amount", async () => {
        const input = samplePayment({ amount: { minor: 4499, currency: "EUR" } });
        await expectRefusal(provider.start(input), "invalid", "payments.lines_do_not_add_up");
      });

      test("carries orders of 150 lines and cut lengths to the cent", async () => {
        const lines = Array.from({ length: 150 }, (_, i) => ({ name: `Line ${i}`, quantity: 1.5, grossMinor: 7 + i }));
        const minor = lines.reduce((sum, line) => sum + line.grossMinor, 500);
        const start = await begin({ lines, amount: { minor, currency: "EUR" } });
        expect((await provider.retrieve(start.sessionRef)).amountMinor).toBe(minor);
      });

      test("refuses what the vendor refuses", async () => {
        const call = begin({ successUrl: "not an address" });
        await expectRefusal(call, "unprocessable", "payments.provider_rejected");
      });
    });

    describe("paying", () => {
      test("an accepted card captures the amount and brings the shopper back with the session", async () => {
        const start = await begin();
        expect(await bench.pay(start, "accepted")).toBe(
          `http://shop.test/en/checkout/return?session=${start.sessionRef}`,
        );
        const truth = await provider.retrieve(start.sessionRef);
        expect(truth).toMatchObject({ status: "captured", amountMinor: 4500, capturedMinor: 4500, refundedMinor: 0 });
        expect(truth.intentRef).toEqual(expect.any(String));
        expect(truth.attempts).toMatchObject([{ status: "succeeded", failureCode: null }]);
      });

      test.for(["card_declined", "insufficient_funds", "expired_card"] as const)(
        "%s leaves the session pending, and another card pays it",
        async (card) => {
          const start = await begin();
          await bench.pay(start, card);
          const refused = await provider.retrieve(start.sessionRef);
          expect(refused).toMatchObject({ status: "pending", capturedMinor: 0 });
          expect(refused.attempts).toMatchObject([{ status: "failed", failureCode: card }]);
          await bench.pay(start, "accepted");
          const truth = await provider.retrieve(start.sessionRef);
          expect(truth).toMatchObject({ status: "captured", capturedMinor: 4500 });
          expect(truth.attempts.map((attempt) => attempt.status)).toEqual(["failed", "succeeded"]);
          expect(truth.attempts[0]).toEqual(refused.attempts[0]);
        },
      );

      test("a passed challenge pays", async () => {
        const start = await begin();
        await bench.pay(start, "challenge");
        expect(await provider.retrieve(start.sessionRef)).toMatchObject({ status: "pending", capturedMinor: 0 });
        expect(await bench.answerChallenge(start, true)).toContain(start.sessionRef);
        expect(await provider.retrieve(start.sessionRef)).toMatchObject({ status: "captured", capturedMinor: 4500 });
      });

      test("a failed challenge does not, and says why", async () => {
        const start = await begin();
        await bench.pay(start, "challenge");
        await bench.answerChallenge(start, false);
        const truth = await provider.retrieve(start.sessionRef);
        expect(truth).toMatchObject({ status: "pending", capturedMinor: 0 });
        expect(truth.attempts).toMatchObject([{ status: "failed", failureCode: "authentication_failed" }]);
      });

      test("paying twice takes the money once", async () => {
        const start = await begin();
        await Promise.all([bench.pay(start, "accepted"), bench.pay(start, "accepted")]);
        const truth = await provider.retrieve(start.sessionRef);
        expect(truth.capturedMinor).toBe(4500);
        expect(truth.attempts).toHaveLength(1);
      });
    });

    describe("the end of a session", () => {
      test("expire closes it for good, however often", async () => {
        const start = await begin();
        await provider.expire(start.sessionRef);
        await provider.expire(start.sessionRef);
        await bench.pay(start, "accepted");
        expect(await provider.retrieve(start.sessionRef)).toMatchObject({ status: "expired", capturedMinor: 0 });
      });

      test("expire in the middle of a challenge wins", async () => {
        const start = await begin();
        await bench.pay(start, "challenge");
        await provider.expire(start.sessionRef);
        await bench.answerChallenge(start, true);
        expect(await provider.retrieve(start.sessionRef)).toMatchObject({ status: "expired", capturedMinor: 0 });
      });

      test("expire leaves a paid session paid", async () => {
        const start = await paid();
        await provider.expire(start.sessionRef);
        expect(await provider.retrieve(start.sessionRef)).toMatchObject({ status: "captured", capturedMinor: 4500 });
      });

      test("its own time ends it, and a message says so", async () => {
        const input = samplePayment();
        const start = await provider.start(input);
        await bench.letExpire(start.sessionRef);
        expect((await provider.retrieve(start.sessionRef)).status).toBe("expired");
        await bench.sent((event) => event.sessionRef === start.sessionRef && event.paymentId === input.paymentId);
      });

      test("an unknown session is not found", async () => {
        await expectRefusal(provider.retrieve("nobody_knows"), "not_found", "payments.session_not_found");
        await expectRefusal(provider.expire("nobody_knows"), "not_found", "payments.session_not_found");
      });
    });

    describe("refund", () => {
      test("gives parts back until nothing is left, never more", async () => {
        const { sessionRef, intentRef } = await paid();
        const ask = (amountMinor: number, key: string) =>
          provider.refund({
            intentRef,
            amountMinor,
            currency: "EUR",
            idempotencyKey: `${key}-${intentRef}`,
            reason: "chipped",
          });
        const first = await ask(1500, "a");
        expect(first).toMatchObject({ status: "succeeded", failureCode: null });
        await expectRefusal(ask(3001, "b"), "conflict", "payments.refund_exceeds_captured");
        const second = await ask(3000, "c");
        await expectRefusal(ask(1, "d"), "conflict", "payments.refund_exceeds_captured");
        const truth = await provider.retrieve(sessionRef);
        expect(truth).toMatchObject({ status: "captured", capturedMinor: 4500, refundedMinor: 4500 });
        expect(truth.refunds).toMatchObject([
          { providerRef: first.providerRef, amountMinor: 1500, status: "succeeded" },
          { providerRef: second.providerRef, amountMinor: 3000, status: "succeeded" },
        ]);
      });

      test("the same key gives the money back once", async () => {
        const { sessionRef, intentRef } = await paid();
        const ask = { intentRef, amountMinor: 1000, currency: "EUR", idempotencyKey: `once-${intentRef}` };
        const [one, two] = [await provider.refund(ask), await provider.refund(ask)];
        expect(two).toEqual(one);
        expect((await provider.retrieve(sessionRef)).refundedMinor).toBe(1000);
        const other = { ...ask, amountMinor: 1001 };
        await expectRefusal(provider.refund(other), "conflict", "payments.idempotency_mismatch");
      });

      test("a payment that was never made cannot be refunded", async () => {
        const start = await begin();
        await bench.pay(start, "card_declined");
        const { intentRef } = await provider.retrieve(start.sessionRef);
        const ask = {
          intentRef: intentRef ?? "",
          amountMinor: 100,
          currency: "EUR",
          idempotencyKey: `no-${intentRef}`,
        };
        await expectRefusal(provider.refund(ask), "unprocessable", "payments.provider_rejected");
      });
    });

    describe("messages", () => {
      const ofIntent = (intentRef: string) => (event: WebhookEvent) => event.intentRef === intentRef;

      test("a genuine one names itself, the session, the intent and our payment", async () => {
        const input = samplePayment();
        const start = await provider.start(input);
        await bench.pay(start, "accepted");
        const message = await bench.sent((event) => event.sessionRef === start.sessionRef);
        const event = provider.verifyWebhook(message.rawBody, message.headers);
        const { intentRef } = await provider.retrieve(start.sessionRef);
        expect(event).toMatchObject({ sessionRef: start.sessionRef, intentRef, paymentId: input.paymentId });
        expect(event?.externalId).toEqual(expect.stringMatching(/.+/));
        expect(event?.payload).toEqual(JSON.parse(message.rawBody));
      });

      test("a refund is announced", async () => {
        const { intentRef } = await paid();
        await provider.refund({ intentRef, amountMinor: 4500, currency: "EUR", idempotencyKey: `all-${intentRef}` });
        await bench.sent((event) => event.intentRef === intentRef && event.type.includes("refund"));
      });

      test("one changed byte, another layout, another secret, an old or no signature are refused", async () => {
        const { intentRef } = await paid();
        const { rawBody, headers } = await bench.sent(ofIntent(intentRef));
        const refused = (body: string, signed: Headers) =>
          expect(() => provider.verifyWebhook(body, signed)).toThrow(
            expect.objectContaining({ kind: "invalid", code: "payments.bad_signature" }),
          );
        refused(rawBody.replace("4500", "4501"), headers);
        refused(JSON.stringify(JSON.parse(rawBody)), headers);
        refused(`${rawBody} `, headers);
        refused(rawBody, bench.sign(rawBody, { wrongSecret: true }));
        refused(rawBody, bench.sign(rawBody, { ageSeconds: 3600 }));
        refused(rawBody, new Headers());
        expect(provider.verifyWebhook(rawBody, bench.sign(rawBody, {}))).not.toBeNull();
      });

      test("a genuine one that is none of our business is nothing", () => {
        const body = bench.unrelated();
        expect(provider.verifyWebhook(body, bench.sign(body, {}))).toBeNull();
      });
    });

    describe("when the vendor fails", () => {
      test.for(["error", "too_many", "disconnect"] as const)(
        "%s is unavailable, and works again later",
        async (how) => {
          const input = samplePayment();
          await bench.breakNext(how, patience);
          await expectRefusal(provider.start(input), "unavailable", "payments.provider_unavailable");
          await bench.repair();
          const start = await provider.start(input);
          expect((await provider.retrieve(start.sessionRef)).paymentId).toBe(input.paymentId);
        },
      );

      test("an answer lost on the way is found again under the same key", async () => {
        const input = samplePayment();
        await bench.breakNext("answer_lost", patience);
        await expectRefusal(provider.start(input), "unavailable", "payments.provider_unavailable");
        await bench.repair();
        const start = await provider.start(input);
        expect(await provider.start(input)).toEqual(start);
      });

      test("a short failure is not even noticed, and nothing happens twice", async () => {
        const { sessionRef, intentRef } = await paid();
        await bench.breakNext("answer_lost", 1);
        await bench.breakNext("error", 1);
        await provider.refund({ intentRef, amountMinor: 700, currency: "EUR", idempotencyKey: `lost-${intentRef}` });
        expect((await provider.retrieve(sessionRef)).refundedMinor).toBe(700);
      });

      test("wrong credentials are rejected, not repeated", async () => {
        await expectRefusal(bench.stranger.health(), "unprocessable", "payments.provider_rejected");
      });

      test("health answers", async () => {
        await expect(provider.health()).resolves.toBeUndefined();
      });
    });
  });
}
