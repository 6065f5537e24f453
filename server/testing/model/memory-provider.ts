// A payment provider that obeys the port and lives in memory: quick enough for thousands of runs, and honest about money.
import { DomainError } from "#server/kernel/errors.ts";
import type { PaymentProvider, PaymentStartInput, ProviderTruth, RefundInput } from "#server/modules/payments/port.ts";
import { throughNetwork } from "./fate.ts";

type Session = {
  input: PaymentStartInput;
  status: "pending" | "captured" | "expired";
  refunds: { key: string; refundId: string | null; amountMinor: number; providerRef: string; at: Date }[];
};

const refOf = (paymentId: string) => `ses_${paymentId}`;
const intentOf = (paymentId: string) => `int_${paymentId}`;

/** The methods that flows call, and what a shopper does on the payment page. */
export function memoryProvider() {
  const sessions = new Map<string, Session>();
  const find = (ref: string): Session => {
    const session = sessions.get(ref);
    if (!session) throw new DomainError("not_found", "payments.session_not_found");
    return session;
  };
  const refunded = (session: Session) => session.refunds.reduce((sum, r) => sum + r.amountMinor, 0);

  const start = (input: PaymentStartInput) => {
    const sum = input.lines.reduce((total, line) => total + line.grossMinor, input.shipping?.amountMinor ?? 0);
    if (sum !== input.amount.minor) throw new DomainError("invalid", "payments.lines_do_not_add_up");
    const sessionRef = refOf(input.paymentId);
    if (!sessions.has(sessionRef)) sessions.set(sessionRef, { input, status: "pending", refunds: [] });
    const { expiresAt } = input;
    return { sessionRef, redirectUrl: `https://pay.example/${sessionRef}`, intentRef: null, expiresAt };
  };

  const retrieve = (sessionRef: string): ProviderTruth => {
    const { input, status, refunds } = find(sessionRef);
    const paid = status === "captured";
    return {
      sessionRef,
      intentRef: paid ? intentOf(input.paymentId) : null,
      paymentId: input.paymentId,
      status,
      amountMinor: input.amount.minor,
      authorisedMinor: paid ? input.amount.minor : 0,
      authorisedUntil: null,
      capturedMinor: paid ? input.amount.minor : 0,
      refundedMinor: refunded(find(sessionRef)),
      currency: input.amount.currency,
      attempts: [],
      refunds: refunds.map(({ key: _, ...refund }) => ({ ...refund, status: "succeeded", failureCode: null })),
    };
  };

  const expire = (sessionRef: string) => {
    const session = find(sessionRef);
    if (session.status === "pending") session.status = "expired";
  };

  const refund = (input: RefundInput) => {
    const session = find(input.intentRef.replace("int_", "ses_"));
    const known = session.refunds.find((r) => r.key === input.idempotencyKey);
    if (known && known.amountMinor !== input.amountMinor) {
      throw new DomainError("conflict", "payments.idempotency_mismatch");
    }
    if (!known && refunded(session) + input.amountMinor > session.input.amount.minor) {
      throw new DomainError("conflict", "payments.refund_exceeds_captured");
    }
    const providerRef = known?.providerRef ?? `ref_${input.idempotencyKey}`;
    if (!known) {
      const { idempotencyKey: key, refundId = null, amountMinor } = input;
      session.refunds.push({ key, refundId, amountMinor, providerRef, at: new Date() });
    }
    return { providerRef, status: "succeeded" as const, failureCode: null };
  };

  const methods = {
    start: (input) => throughNetwork(() => start(input)),
    retrieve: (ref) => throughNetwork(() => retrieve(ref)),
    expire: (ref) => throughNetwork(() => expire(ref)),
    refund: (input) => throughNetwork(() => refund(input)),
  } satisfies Partial<PaymentProvider>;

  return {
    methods,
    /** The shopper's card on the page; false when the page is closed or paid. */
    pay(sessionRef: string): boolean {
      const session = find(sessionRef);
      if (session.status !== "pending") return false;
      session.status = "captured";
      return true;
    },
    /** What a payment took and gave back, in minor units. */
    moneyOf(paymentId: string): { chargedMinor: number; returnedMinor: number } {
      const session = sessions.get(refOf(paymentId));
      if (!session) return { chargedMinor: 0, returnedMinor: 0 };
      return {
        chargedMinor: session.status === "captured" ? session.input.amount.minor : 0,
        returnedMinor: refunded(session),
      };
    },
  };
}

export type MemoryProvider = ReturnType<typeof memoryProvider>;
