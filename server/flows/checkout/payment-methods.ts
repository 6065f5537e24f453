// How an order may be paid: what its channel allows, what the house is set up for, and what a company's terms are.
import { DomainError } from "#server/kernel/errors.ts";
import { compactIban } from "#server/kernel/iban.ts";
import { money } from "#server/kernel/money.ts";
import type { ChannelTerms } from "#server/modules/channels/contract.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { type Counted, dueOf, isOpen } from "#server/modules/payments/index.ts";
import type { TransferAccount, TransferDue } from "#server/modules/sales/contract.ts";
import type { Db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { readCredit } from "../on-account/credit.ts";

export type ChosenMethod = "online" | "transfer" | "account";

/** The account that transfers go to; null when none is set up, and then none is offered. */
export function transferAccount(): TransferAccount | null {
  const { SELLER_IBAN: iban, SELLER_BIC: bic, SELLER_ACCOUNT_HOLDER: holder, SELLER_NAME: name } = env();
  return iban ? { iban: compactIban(iban), bic: bic ?? null, holder: holder ?? name } : null;
}

/** What a channel offers to anybody, the usual first. */
export function offeredMethods(channel: Pick<ChannelTerms, "paymentMethods">): ("online" | "transfer")[] {
  const all = ["online", "transfer"] as const;
  return all.filter(
    (method) => channel.paymentMethods.includes(method) && (method !== "transfer" || transferAccount()),
  );
}

/**
 * How a caller may pay here: on account first, where the company they buy for has terms in the channel's currency and so
 * much is left of its limit (`totalMinor`, as the shopper sees it; placing the order decides under a lock).
 */
export async function methodsFor(
  db: Db,
  caller: { channelCode: string; companyId?: string | null },
  totalMinor = 0,
): Promise<ChosenMethod[]> {
  const channel = await channelByCode(db, caller.channelCode);
  const credit = caller.companyId ? await readCredit(db, caller.companyId) : null;
  const fits = credit && (credit.limitMinor === null || credit.openMinor + totalMinor <= credit.limitMinor);
  return [...(fits && credit.currency === channel.currency ? ["account" as const] : []), ...offeredMethods(channel)];
}

/**
 * How this order is paid: nothing to pay asks nobody. Throws DomainError unprocessable `payments.method_not_offered`
 * { offered }.
 */
export function payingMethod(
  channel: Pick<ChannelTerms, "paymentMethods">,
  wish: ChosenMethod | undefined,
  totalMinor: number,
): ChosenMethod | "none" {
  if (totalMinor === 0) return "none";
  // Not the channel's to offer: the company's terms decide, under their lock (on-account/credit.ts).
  if (wish === "account") return wish;
  const offered = offeredMethods(channel);
  const method = wish ?? "online";
  if (!offered.includes(method)) throw new DomainError("unprocessable", "payments.method_not_offered", { offered });
  return method;
}

type Paying = { status: string; totalMinor: bigint; currency: string; holdExpiresAt: Date | null };
type PayingPayment = Counted & { method: string; reference: string | null };

/** What the buyer of an order needs to pay by bank transfer; null when no transfer is waited for. */
export function transferDue(order: Paying, payments: readonly PayingPayment[]): TransferDue | null {
  const waiting = payments.find((p) => p.method === "transfer" && p.reference !== null && isOpen(p.status));
  const account = transferAccount();
  if (order.status !== "awaiting_payment" || !waiting?.reference || !account) return null;
  return {
    ...account,
    amount: money(dueOf(Number(order.totalMinor), payments), order.currency),
    reference: waiting.reference,
    deadline: order.holdExpiresAt?.toISOString() ?? null,
  };
}
