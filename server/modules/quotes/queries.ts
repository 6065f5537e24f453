import type { Scope } from "#server/access/scope.ts";
import { compare, decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, localeSchema } from "#server/kernel/localized.ts";
import { extend, money, sumMoney } from "#server/kernel/money.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import { hashToken } from "#server/platform/secrets.ts";
import type { QuoteDetail, QuoteStatus, QuoteSummary, QuotesError } from "./contract.ts";
import { statusOn } from "./model.ts";

/** Drafts are the house's own, except what a customer asked for. */
const told: Prisma.QuoteWhereInput = { OR: [{ status: { not: "draft" } }, { source: "customer", version: 1 }] };

/** Of a company's quotes a member sees those addressed to them, or all where their role says so. */
function visibleTo(scope: Scope): Prisma.QuoteWhereInput {
  if (scope.all) return {};
  const whole: Prisma.QuoteWhereInput = { partnerId: { in: [...scope.partnerIds] } };
  const own: Prisma.QuoteWhereInput = {
    userId: scope.userId ?? "",
    partnerId: { in: [...scope.partnerIds, ...(scope.memberOf ?? [])] },
  };
  return { AND: [told, { OR: [whole, own] }] };
}

const summary = {
  partner: { select: { id: true, name: true, kind: true } },
  user: { select: { name: true } },
} satisfies Prisma.QuoteInclude;
type SummaryRow = Prisma.QuoteGetPayload<{ include: typeof summary }>;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function toSummary(row: SummaryRow, today: string): QuoteSummary {
  return {
    ...{ id: row.id, number: row.number, version: row.version },
    status: statusOn(row.status as QuoteStatus, dayOf(row.validUntil), today),
    source: row.source as QuoteSummary["source"],
    partner: { id: row.partner.id, name: row.partner.name, company: row.partner.kind === "company" },
    recipient: row.user.name,
    total: money(row.totalMinor, row.currency),
    validUntil: dayOf(row.validUntil),
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}

/** Quotes within a scope, the newest first; `status` as it is today. Superseded versions are on the page of the one that is out. */
export async function listQuotes(
  db: Db,
  scope: Scope,
  input: { status?: QuoteStatus | undefined; search?: string | undefined; cursor?: string | undefined; limit: number },
  today: string,
): Promise<Page<QuoteSummary>> {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const createdAt = new Date(String(at));
  const after =
    id === undefined || Number.isNaN(createdAt.getTime())
      ? {}
      : { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(id) } }] };
  const rows = await db.quote.findMany({
    where: { AND: [visibleTo(scope), ofStatus(input.status, today), ofWords(input.search), after] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    include: summary,
  });
  const page = toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    items: page.items.map((row) => (scope.all ? toSummary(row, today) : asTold(toSummary(row, today)))),
    nextCursor: page.nextCursor,
  };
}

/** What a customer reads of a request: that it is one, and not what is being thought of. */
const asTold = <T extends QuoteSummary>(quote: T): T =>
  quote.status === "draft" ? { ...quote, total: money(0, quote.total.currency) } : quote;

function ofStatus(status: QuoteStatus | undefined, today: string): Prisma.QuoteWhereInput {
  const from = new Date(`${today}T00:00:00Z`);
  if (status === undefined) return { status: { not: "superseded" } };
  if (status === "sent") return { status, validUntil: { gte: from } };
  if (status === "expired") return { OR: [{ status }, { status: "sent", validUntil: { lt: from } }] };
  return { status };
}

const ofWords = (search: string | undefined): Prisma.QuoteWhereInput =>
  search
    ? {
        OR: [
          { number: { contains: search, mode: "insensitive" } },
          { partner: { name: { contains: search, mode: "insensitive" } } },
          { user: { name: { contains: search, mode: "insensitive" } } },
        ],
      }
    : {};

const detail = {
  ...summary,
  channel: { select: { priceList: { select: { taxIncluded: true } } } },
  lines: {
    orderBy: { position: "asc" },
    include: {
      variant: {
        select: {
          sku: true,
          product: { select: { name: true } },
          optionValues: {
            orderBy: { option: { position: "asc" } },
            select: { optionValue: { select: { label: true } } },
          },
        },
      },
    },
  },
  carts: {
    orderBy: { id: "desc" },
    select: {
      orders: { orderBy: { placedAt: "desc" }, take: 1, select: { number: true, status: true } },
      approval: { select: { status: true, expiresAt: true } },
    },
  },
  events: { orderBy: [{ occurredAt: "desc" }, { id: "desc" }] },
} satisfies Prisma.QuoteInclude;
type DetailRow = Prisma.QuoteGetPayload<{ include: typeof detail }>;

const notFound = () => new DomainError<QuotesError>("not_found", "quotes.quote_not_found");

/** One version of a quote within a scope. Throws not_found `quotes.quote_not_found`, for foreign ones too. */
export async function quoteDetail(db: Db, scope: Scope, id: string, now: { now: Date; today: string }) {
  const row = await db.quote.findFirst({ where: { AND: [visibleTo(scope), { id }] }, include: detail });
  if (!row) throw notFound();
  return toDetail(db, row, scope.all, now);
}

/** The same by the secret link that was mailed: only while it is out, or just after. Throws not_found `quotes.quote_not_found`. */
export async function quoteByToken(db: Db, token: string, now: { now: Date; today: string }) {
  const row = await db.quote.findFirst({
    where: { accessHash: hashToken(token), status: { not: "draft" }, sentAt: { not: null } },
    include: detail,
  });
  if (!row) throw notFound();
  return toDetail(db, row, false, now);
}

/** What stands behind a quote that the reader may see. Throws not_found `quotes.quote_not_found`. */
export async function quoteRow(db: Db, scope: Scope, id: string) {
  const row = await db.quote.findFirst({ where: { AND: [visibleTo(scope), { id }] } });
  if (!row) throw notFound();
  return row;
}

/** The prices of a quote, as its acceptance charges them: by variant, in major units. */
export async function agreedPrices(db: Db, id: string) {
  const row = await db.quote.findUniqueOrThrow({
    where: { id },
    select: {
      shippingMinor: true,
      lines: { orderBy: { position: "asc" }, select: { variantId: true, quantity: true, unitPrice: true } },
    },
  });
  return {
    shippingMinor: Number(row.shippingMinor),
    lines: row.lines.map(({ variantId, quantity, unitPrice }) => ({
      variantId,
      quantity: Number(quantity),
      unitPrice: toText(decimal(unitPrice.toFixed())),
    })),
  };
}
export type AgreedPrices = Awaited<ReturnType<typeof agreedPrices>>;

async function toDetail(
  db: Db,
  row: DetailRow,
  staff: boolean,
  { now, today }: { now: Date; today: string },
): Promise<QuoteDetail> {
  const { currency } = row;
  const one = decimal(1);
  const hidden = !staff && row.status === "draft";
  const lines = row.lines.map((line) => {
    const quantity = Number(line.quantity);
    const listPrice = toText(decimal(line.listPrice.toFixed()));
    const unitPrice = hidden ? listPrice : toText(decimal(line.unitPrice.toFixed()));
    return {
      ...{ variantId: line.variantId, sku: line.variant.sku, quantity, unitPrice },
      name: inLocale(line.variant.product.name, row.locale),
      description: line.variant.optionValues
        .map(({ optionValue }) => inLocale(optionValue.label, row.locale))
        .join(" · "),
      price: extend(decimal(unitPrice), one, currency),
      listPrice: compare(decimal(listPrice), decimal(unitPrice)) > 0 ? extend(decimal(listPrice), one, currency) : null,
      total: extend(decimal(unitPrice), decimal(quantity), currency),
      listed: extend(decimal(listPrice), decimal(quantity), currency),
      note: hidden ? null : line.note,
    };
  });
  const sum = (amounts: { minor: number; currency: string }[]) => sumMoney(amounts, currency);
  const items = sum(lines.map((line) => line.total));
  const shown = toSummary(row, today);
  const orders = row.carts.flatMap((cart) => cart.orders);
  return {
    ...(hidden ? { ...shown, total: items } : shown),
    locale: localeSchema.catch("fr").parse(row.locale),
    ...{ revision: row.revision, message: row.message, reason: row.reason },
    terms: hidden ? null : row.terms,
    declinedBy: row.declinedBy as QuoteDetail["declinedBy"],
    taxIncluded: row.channel.priceList.taxIncluded,
    shippingMethod: { code: row.shippingMethod, name: await methodName(db, row.shippingMethod, row.locale) },
    shipping: money(hidden ? 0n : row.shippingMinor, currency),
    items,
    listed: sum(lines.map((line) => line.listed)),
    lines: lines.map(({ listed: _, ...line }) => line),
    orderNumber: (orders.find((order) => order.status !== "expired") ?? orders[0])?.number ?? null,
    approvalWaits: row.carts.some(({ approval }) => approval?.status === "waiting" && approval.expiresAt > now),
    versions: await versionsOf(db, row, staff, today),
    timeline: staff ? await timelineOf(db, row) : [],
  };
}

async function methodName(db: Db, code: string, locale: string): Promise<string> {
  const method = await db.shippingMethod.findUnique({ where: { code }, select: { name: true } });
  return method ? inLocale(method.name, locale) : code;
}

async function versionsOf(db: Db, { number, id }: DetailRow, staff: boolean, today: string) {
  const rows = await db.quote.findMany({
    where: { number, id: { not: id }, ...(staff ? {} : told) },
    orderBy: { version: "desc" },
    select: { id: true, version: true, status: true, validUntil: true },
  });
  return rows.map((one) => ({
    ...{ id: one.id, version: one.version },
    status: statusOn(one.status as QuoteStatus, dayOf(one.validUntil), today),
  }));
}

async function timelineOf(db: Db, row: DetailRow): Promise<QuoteDetail["timeline"]> {
  const ids = [...new Set(row.events.flatMap((event) => event.byUserId ?? []))];
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(users.map((user) => [user.id, user.name]));
  return row.events.map((event) => {
    const data = event.data as { reason?: string; orderNumber?: string };
    return {
      ...{ type: event.type, at: event.occurredAt.toISOString(), by: names.get(event.byUserId ?? "") ?? null },
      ...{ reason: data.reason ?? null, orderNumber: data.orderNumber ?? null },
    };
  });
}
