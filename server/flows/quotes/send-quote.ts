// A quote goes out, is declined, or runs out (quotes.quote.write, account.quote.own, the clock). One transaction each; lock:
// the quote. The mail carries the secret link; its paper is behind the same secret.
import type { Scope } from "#server/access/scope.ts";
import { parisDate } from "#server/kernel/days.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { money } from "#server/kernel/money.ts";
import type { CompaniesError } from "#server/modules/companies/contract.ts";
import { rolesOf } from "#server/modules/companies/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import {
  declineQuote,
  expireQuotes as expire,
  quoteRow,
  quoteToken,
  recordQuoteEvent,
  sendQuote as send,
} from "#server/modules/quotes/index.ts";
import { type By, bySystem } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { inTx } from "#server/platform/tx.ts";
import { companyOf } from "./write-quote.ts";

const moment = (now: Date) => ({ now, today: parisDate(now) });

/** Sends a draft to its customer. Throws as the module's `sendQuote`. */
export function sendQuote(input: { id: string; revision: number }, by: By, now: Date): Promise<void> {
  return inTx(async (tx) => {
    await send(tx, input, by, moment(now));
    const row = await tx.quote.findUniqueOrThrow({
      where: { id: input.id },
      include: { user: { select: { email: true } } },
    });
    const token = quoteToken(row.id);
    await queueMail(tx, {
      dedupeKey: `quote-sent:${row.id}`,
      to: row.user.email,
      template: "quote_sent",
      locale: row.locale,
      data: {
        number: row.number,
        version: row.version,
        total: money(row.totalMinor, row.currency),
        validUntil: row.validUntil.toISOString().slice(0, 10),
        path: `/quotes/${token}`,
        paper: `${env().PUBLIC_URL}/api/documents/quote/${token}/quote.pdf`,
      },
    });
  });
}

/** Staff take a quote back, or decline a request; its customer is told why. Throws as the module's `declineQuote`. */
export function takeQuoteBack(input: { id: string; reason: string }, by: By, now: Date): Promise<void> {
  return inTx(async (tx) => {
    await declineQuote(tx, { ...input, side: "staff" }, by, moment(now));
    const row = await tx.quote.findUniqueOrThrow({
      where: { id: input.id },
      include: { user: { select: { email: true } } },
    });
    // A draft that nobody asked for was never seen.
    if (row.sentAt === null && row.source === "staff") return;
    await queueMail(tx, {
      dedupeKey: `quote-withdrawn:${row.id}`,
      to: row.user.email,
      template: "quote_withdrawn",
      locale: row.locale,
      data: { number: row.number, reason: input.reason, path: `/account/quotes/${row.id}` },
    });
  });
}

const mayDecline = ["buyer", "approver", "administrator"];

/**
 * The customer declines, with a reason that the house reads. Throws not_found `quotes.quote_not_found`, forbidden
 * `companies.role_missing`, conflict `quotes.quote_closed`.
 */
export async function refuseQuote(
  scope: Scope,
  input: { id: string; reason: string },
  by: By,
  now: Date,
): Promise<void> {
  const row = await quoteRow(db(), scope, input.id);
  await inTx(async (tx) => {
    if (await companyOf(tx, row.partnerId)) {
      const roles = await rolesOf(tx, { userId: by.userId, partnerId: row.partnerId });
      if (!roles.some((role) => mayDecline.includes(role))) {
        throw new DomainError<CompaniesError>("forbidden", "companies.role_missing", { role: "buyer" });
      }
    }
    await declineQuote(tx, { ...input, side: "customer" }, by, moment(now));
    await tellWriter(tx, row.id, { outcome: "declined", reason: input.reason, orderNumber: null });
  });
}

/** An order came of a quote, in the transaction that writes it: its timeline and its writer are told. */
export async function noteAcceptance(tx: Tx, id: string, orderNumber: string, by: By, now: Date): Promise<void> {
  await recordQuoteEvent(tx, id, { type: "accepted", data: { orderNumber } }, by, now);
  await tellWriter(tx, id, { outcome: "accepted", reason: null, orderNumber });
}

/** Mails whoever wrote a quote what its customer decided. */
async function tellWriter(
  tx: Tx,
  id: string,
  told: { outcome: "accepted" | "declined"; reason: string | null; orderNumber: string | null },
): Promise<void> {
  const row = await tx.quote.findUniqueOrThrow({ where: { id }, include: { partner: { select: { name: true } } } });
  const writer = row.createdById && row.source === "staff" ? row.createdById : null;
  const user = writer && (await tx.user.findUnique({ where: { id: writer }, select: { email: true, locale: true } }));
  if (!user) return;
  await queueMail(tx, {
    // An order that was not paid gives its quote back: it may be accepted again.
    dedupeKey: `quote-answered:${id}:${told.orderNumber ?? "declined"}`,
    to: user.email,
    template: "quote_answered",
    locale: user.locale,
    data: { ...told, number: row.number, customer: row.partner.name, path: `/admin/quotes/${id}` },
  });
}

/** Ends quotes past their last day; how many. */
export const expireQuotes = (now: Date): Promise<number> => inTx((tx) => expire(tx, bySystem, moment(now)));
