// A payer pays several open invoices at once, each whole or in part, by one card payment (account.invoice.own; what they may
// pay is read with their roles at that moment). The provider is asked outside of the transaction. No lock: that nothing is
// taken for an invoice twice is decided when the money is there (settle-account-payment.ts).
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { money } from "#server/kernel/money.ts";
import type { PayInvoicesInput } from "#server/modules/payments/contract-account.ts";
import { openAccountPayment, readAccountPayment, recordAccountStart } from "#server/modules/payments/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { wordsOf } from "../documents/words.ts";
import type { AccountOf } from "../statement/account-scope.ts";
import { openItems } from "../statement/read-statement.ts";

/** How long the payment page stays open. */
const pageMinutes = 30;

export type Payer = { userId: string | null; email: string; locale: string; account: AccountOf };

/**
 * Opens the payment page; its address. The same key opens one payment. Throws DomainError not_found
 * `invoicing.invoice_not_found` (not theirs to pay), conflict `payments.invoice_not_open` { number, openMinor } when less is
 * open than they want to pay, unavailable `payments.provider_unavailable`.
 */
export async function payInvoices(
  payer: Payer,
  input: PayInvoicesInput,
  now: Date,
  providers = paymentProvider,
): Promise<string> {
  const idempotencyKey = `${payer.userId}:${input.idempotencyKey}`;
  const known = await readAccountPayment(db(), { idempotencyKey });
  return startPage(known?.id ?? (await open(payer, input, idempotencyKey, now, providers)), now, providers);
}

async function open(
  { userId, email, locale, account }: Payer,
  { invoices, currency }: PayInvoicesInput,
  idempotencyKey: string,
  now: Date,
  providers: typeof paymentProvider,
): Promise<string> {
  const items = new Map((await openItems(db(), account, now, currency)).map((item) => [item.number, item]));
  const parts = invoices.map(({ number, amountMinor }) => {
    const item = items.get(number);
    // Paid meanwhile, or never theirs: who may not see it learns nothing more than that.
    if (!item) throw new DomainError("conflict", "payments.invoice_not_open", { number, openMinor: 0, currency });
    if (amountMinor > item.open.minor) {
      throw new DomainError("conflict", "payments.invoice_not_open", { number, openMinor: item.open.minor, currency });
    }
    return { invoiceId: item.id, orderId: item.orderId, amountMinor };
  });
  const expiresAt = new Date(now.getTime() + pageMinutes * 60_000);
  const provider = providers().code;
  return inTx((tx) =>
    openAccountPayment(tx, { provider, currency, parts, email, locale, userId, idempotencyKey, expiresAt, now }),
  );
}

/** The payment page of an opened payment, asked for once. Throws conflict `payments.invoice_not_open` when it is over. */
async function startPage(id: string, now: Date, providers: typeof paymentProvider): Promise<string> {
  const payment = await readAccountPayment(db(), { id });
  if (!payment) throw new DomainError("not_found", "payments.payment_not_found");
  if (payment.status === "pending" && payment.redirectUrl && payment.expiresAt > now) return payment.redirectUrl;
  const numbers = payment.parts.map((part) => part.invoice.number ?? "");
  if (payment.status !== "created") {
    throw new DomainError("conflict", "payments.invoice_not_open", { number: numbers[0] ?? "", openMinor: 0 });
  }
  const locale = localeSchema.catch("fr").parse(payment.locale);
  const { t } = wordsOf(locale);
  const pages = `${env().PUBLIC_URL}/${locale}/account/invoices`;
  const start = await providers(payment.provider).start({
    paymentId: payment.id,
    orderNumber: numbers.length > 1 ? `${numbers[0]} +${numbers.length - 1}` : (numbers[0] ?? ""),
    amount: money(Number(payment.amountMinor), payment.currency),
    email: payment.email,
    locale,
    lines: payment.parts.map((part) => ({
      name: t("payment.invoice", { number: part.invoice.number ?? "" }),
      quantity: 1,
      grossMinor: Number(part.amountMinor),
    })),
    shipping: null,
    successUrl: `${pages}/paid/${payment.id}`,
    cancelUrl: `${pages}/paid/${payment.id}?cancelled=1`,
    openedAt: payment.createdAt,
    expiresAt: payment.expiresAt,
    idempotencyKey: payment.id,
    metadata: { invoices: numbers.join(" ").slice(0, 400) },
  });
  await inTx((tx) => recordAccountStart(tx, id, start));
  return start.redirectUrl;
}
