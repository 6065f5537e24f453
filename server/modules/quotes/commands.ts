import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { Prisma, type Tx } from "#server/platform/db.ts";
import { noteLocks } from "#server/platform/lock-order.ts";
import { fingerprint, hashToken } from "#server/platform/secrets.ts";
import type { QuoteStatus, QuotesError } from "./contract.ts";
import { type QuoteAction, quoteTransitions, statusOn } from "./model.ts";

/** The secret in a mailed quote's link: 256 bits derived from its id; the database keeps only the hash. */
export const quoteToken = (id: string): string => fingerprint("quotes.quote", id);

export type PricedLine = {
  variantId: string;
  quantity: number;
  listPrice: string;
  unitPrice: string;
  note: string | null;
};
/** Everything that is offered, priced by the caller. Amounts in minor units; `validUntil` is a day. */
export type QuoteContent = {
  lines: readonly PricedLine[];
  shippingMethod: string;
  shippingMinor: number;
  validUntil: string;
  terms: string | null;
  totalMinor: number;
};
export type NewQuote = QuoteContent & {
  number: string;
  version: number;
  channelId: string;
  partnerId: string;
  userId: string;
  locale: string;
  currency: string;
  source: "staff" | "customer";
  message: string | null;
};

type QuoteEventType =
  | "requested"
  | "drafted"
  | "revised"
  | "sent"
  | "accepted"
  | "declined"
  | "expired"
  | "superseded"
  | "reopened"
  | "approval_asked";

/** Adds to a quote's timeline. */
export async function recordQuoteEvent(
  tx: Tx,
  quoteId: string,
  event: { type: QuoteEventType; data?: Prisma.InputJsonObject },
  by: By,
  at: Date,
): Promise<void> {
  await tx.quoteEvent.create({
    data: {
      ...{ id: newId("quoteEvent"), quoteId, type: event.type, data: event.data ?? {} },
      ...{ byUserId: by.userId, occurredAt: at },
    },
  });
}

const rowsOf = (quoteId: string, lines: readonly PricedLine[]) =>
  lines.map((line, position) => ({ ...line, id: newId("quoteLine"), quoteId, position }));

const columnsOf = ({ validUntil, lines: _, ...content }: QuoteContent) => ({
  ...content,
  validUntil: new Date(`${validUntil}T00:00:00Z`),
});

/** Writes a draft and how it came about. Throws conflict `quotes.draft_exists` when another is being written. Returns its id. */
export async function createQuote(tx: Tx, input: NewQuote, by: By, now: Date): Promise<string> {
  const { number, version, channelId, partnerId, userId, locale, currency, source, message } = input;
  const writing = await tx.quote.count({ where: { number, status: "draft" } });
  if (writing > 0) throw new DomainError<QuotesError>("conflict", "quotes.draft_exists", { number });
  const id = newId("quote", now.getTime());
  const { lines, shippingMethod, shippingMinor, validUntil, terms, totalMinor } = input;
  await tx.quote.create({
    data: {
      ...{ id, number, version, channelId, partnerId, userId, locale, currency, source, message },
      ...columnsOf({ lines, shippingMethod, shippingMinor, validUntil, terms, totalMinor }),
      ...{ accessHash: hashToken(quoteToken(id)), createdById: by.userId, createdAt: now },
    },
  });
  await tx.quoteLine.createMany({ data: rowsOf(id, lines) });
  const type = version > 1 ? "revised" : source === "customer" ? "requested" : "drafted";
  await recordQuoteEvent(tx, id, { type }, by, now);
  return id;
}

const changed = (revision: number) => new DomainError<QuotesError>("conflict", "quotes.quote_changed", { revision });

async function explain(tx: Tx, id: string, today: string, seen?: number): Promise<DomainError> {
  const row = await tx.quote.findUnique({ where: { id } });
  if (!row) return new DomainError<QuotesError>("not_found", "quotes.quote_not_found");
  const status = statusOn(row.status as QuoteStatus, row.validUntil.toISOString().slice(0, 10), today);
  if (status === "draft" && seen !== undefined && seen !== row.revision) return changed(row.revision);
  return new DomainError<QuotesError>("conflict", "quotes.quote_closed", { status, number: row.number });
}

/**
 * Writes a draft anew. Throws not_found `quotes.quote_not_found`, conflict `quotes.quote_changed` for another revision than
 * the one seen, `quotes.quote_closed` once it was sent.
 */
export async function saveQuote(
  tx: Tx,
  { id, revision, ...content }: QuoteContent & { id: string; revision: number },
  today: string,
): Promise<void> {
  const { count } = await tx.quote.updateMany({
    where: { id, status: "draft", revision },
    data: { ...columnsOf(content), revision: { increment: 1 } },
  });
  if (count === 0) throw await explain(tx, id, today, revision);
  noteLocks(tx, "quote", [id]);
  await tx.quoteLine.deleteMany({ where: { quoteId: id } });
  await tx.quoteLine.createMany({ data: rowsOf(id, content.lines) });
}

const statesWith = (action: QuoteAction): QuoteStatus[] =>
  (Object.keys(quoteTransitions) as QuoteStatus[]).filter((from) => quoteTransitions[from][action]);

/**
 * Moves a quote if its state allows it: the one guard of all that may happen to it at the same moment. False when it does not.
 * `still`: it may be accepted on that day.
 */
async function move(
  tx: Tx,
  id: string,
  action: QuoteAction,
  set: { now: Date; still?: string; revision?: number; reason?: string; declinedBy?: "customer" | "staff" },
): Promise<boolean> {
  const { now, still, revision, reason = null, declinedBy = null } = set;
  const from = statesWith(action);
  const [first] = from;
  const to = first && quoteTransitions[first][action];
  const open = to === "sent" || to === "draft";
  const count = await tx.$executeRaw`
    UPDATE quote SET status = ${to}, closed_at = ${open ? null : now}, reason = ${reason}, declined_by = ${declinedBy}
      ${action === "send" ? Prisma.sql`, sent_at = ${now}` : Prisma.empty}
    WHERE id = ${id} AND status IN (${Prisma.join(from)})
      ${still ? Prisma.sql`AND valid_until >= ${still}::date` : Prisma.empty}
      ${revision ? Prisma.sql`AND revision = ${revision}` : Prisma.empty}`;
  if (count === 1) noteLocks(tx, "quote", [id]);
  return count === 1;
}

/**
 * Sends a draft, in the place of the version that was out. Throws as `saveQuote`, unprocessable `quotes.day_passed`, and
 * conflict `quotes.quote_closed` when that version was accepted first.
 */
export async function sendQuote(
  tx: Tx,
  { id, revision }: { id: string; revision: number },
  by: By,
  { now, today }: { now: Date; today: string },
): Promise<void> {
  const row = await tx.quote.findUnique({ where: { id }, select: { number: true, version: true, validUntil: true } });
  if (!row) throw new DomainError<QuotesError>("not_found", "quotes.quote_not_found");
  if (row.validUntil.toISOString().slice(0, 10) < today) {
    throw new DomainError<QuotesError>("unprocessable", "quotes.day_passed");
  }
  const out = await tx.quote.findFirst({
    where: { number: row.number, status: { in: ["sent", "accepted"] } },
    select: { id: true },
  });
  if (out) {
    if (await move(tx, out.id, "supersede", { now })) {
      await recordQuoteEvent(tx, out.id, { type: "superseded", data: { version: row.version } }, by, now);
    } else {
      // Declined or run out at this moment: then there is nothing to take its place from.
      const accepted = await tx.quote.count({ where: { id: out.id, status: "accepted" } });
      if (accepted > 0) throw await explain(tx, out.id, today);
    }
  }
  if (!(await move(tx, id, "send", { now, revision, still: today }))) throw await explain(tx, id, today, revision);
  await recordQuoteEvent(tx, id, { type: "sent" }, by, now);
  await audit(tx, by, "quotes.quote.sent", { type: "quote", id }, { number: row.number, version: row.version });
}

/** Takes a sent quote for an order that is being written. Throws conflict `quotes.quote_closed` { status } to who is late. */
export async function acceptQuote(tx: Tx, id: string, { now, today }: { now: Date; today: string }): Promise<void> {
  if (!(await move(tx, id, "accept", { now, still: today }))) throw await explain(tx, id, today);
}

/** Declines a quote: the customer one that was sent, staff also a request. Throws conflict `quotes.quote_closed`. */
export async function declineQuote(
  tx: Tx,
  { id, reason, side }: { id: string; reason: string; side: "customer" | "staff" },
  by: By,
  { now, today }: { now: Date; today: string },
): Promise<void> {
  if (!(await move(tx, id, "decline", { now, reason, declinedBy: side }))) throw await explain(tx, id, today);
  await recordQuoteEvent(tx, id, { type: "declined", data: { reason, side } }, by, now);
}

/** Ends what nobody accepted in time; how many. */
export async function expireQuotes(tx: Tx, by: By, { now, today }: { now: Date; today: string }): Promise<number> {
  const due = await tx.quote.findMany({
    where: { status: "sent", validUntil: { lt: new Date(`${today}T00:00:00Z`) } },
    orderBy: { id: "asc" },
    take: 500,
    select: { id: true },
  });
  let count = 0;
  for (const { id } of due) {
    if (!(await move(tx, id, "expire", { now }))) continue;
    await recordQuoteEvent(tx, id, { type: "expired" }, by, now);
    count += 1;
  }
  return count;
}

/** Gives a quote back whose order was not paid. Past its day it expires with the next sweep. */
export async function reopenQuote(tx: Tx, id: string, by: By, now: Date): Promise<void> {
  if (await move(tx, id, "reopen", { now })) await recordQuoteEvent(tx, id, { type: "reopened" }, by, now);
}
