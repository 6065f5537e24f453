import { type Scope, seenBy } from "#server/access/scope.ts";
import { decimal, toText } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import { businessDay } from "./commands/post-invoice.ts";
import {
  buyerSchema,
  type InvoiceDetail,
  type InvoiceKind,
  type InvoiceListInput,
  type InvoiceRow,
  type InvoiceStatus,
  invoiceDetailSchema,
  type OwnInvoice,
  type OwnInvoiceDetail,
  sellerSchema,
} from "./contract.ts";
import { lastReissueDay, type ReissueFacts, reissueFactsOf, reissueRefusal } from "./reissue.ts";

/** Invoices belong to whoever owns their order; the buyer sees posted ones only. */
const within = (scope: Scope): Prisma.InvoiceWhereInput =>
  scope.all ? {} : { status: "posted", order: seenBy(scope) };

const open = { is: { closedAt: null } } satisfies Prisma.InvoiceWhereInput["dispute"];
const isOpen = (dispute: { closedAt: Date | null } | null): boolean => dispute !== null && dispute.closedAt === null;

const day = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

function pageWhere(cursor: string | undefined): Prisma.InvoiceWhereInput {
  const [at, lastId] = decodeCursor(cursor) ?? [];
  const createdAt = new Date(String(at));
  if (lastId === undefined || Number.isNaN(createdAt.getTime())) return {};
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(lastId) } }] };
}

function search(query: string | undefined): Prisma.InvoiceWhereInput {
  if (!query) return {};
  const contains = { contains: query, mode: "insensitive" as const };
  return {
    OR: [
      { number: contains },
      { order: { number: contains } },
      { order: { email: contains } },
      { buyer: { path: ["recipient"], string_contains: query, mode: "insensitive" } },
      { buyer: { path: ["company"], string_contains: query, mode: "insensitive" } },
    ],
  };
}

async function invoiceRows(db: Db, scope: Scope, input: InvoiceListInput) {
  const rows = await db.invoice.findMany({
    where: {
      AND: [
        within(scope),
        input.status ? { status: input.status } : {},
        input.kind ? { kind: input.kind } : {},
        input.disputed === undefined ? {} : input.disputed ? { dispute: open } : { NOT: { dispute: open } },
        search(input.query),
        pageWhere(input.cursor),
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: {
      id: true,
      number: true,
      kind: true,
      status: true,
      issueDate: true,
      createdAt: true,
      currency: true,
      totalMinor: true,
      buyer: true,
      deliveryTo: true,
      taxTreatment: true,
      order: { select: { number: true } },
      replacing: { select: paperSelect },
      reversals: { select: { totalMinor: true } },
      dispute: { select: { closedAt: true } },
    },
  });
  return toPage(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
}
type ListedRow = Awaited<ReturnType<typeof invoiceRows>>["items"][number];

function rowOf(row: ListedRow): InvoiceRow {
  const buyer = buyerSchema.parse(row.buyer);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as InvoiceKind,
    status: row.status as InvoiceStatus,
    issueDate: day(row.issueDate),
    createdAt: row.createdAt.toISOString(),
    orderNumber: row.order.number,
    buyer: buyer.company ?? buyer.recipient,
    total: { minor: Number(row.totalMinor), currency: row.currency },
    disputed: isOpen(row.dispute),
  };
}

/** Invoices and credit notes, the newest first. */
export async function listInvoices(db: Db, scope: Scope, input: InvoiceListInput): Promise<Page<InvoiceRow>> {
  const page = await invoiceRows(db, scope, input);
  return { nextCursor: page.nextCursor, items: page.items.map(rowOf) };
}

/** A buyer's own invoices and credit notes: posted ones, the newest first. */
export async function listOwnInvoices(
  db: Db,
  scope: Scope,
  input: { cursor?: string | undefined; limit: number },
  now = new Date(),
): Promise<Page<OwnInvoice>> {
  const page = await invoiceRows(db, scope, { ...input, status: "posted" });
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => {
      const { id, number, kind, issueDate, orderNumber, total, disputed } = rowOf(row);
      const refusal = reissueRefusal(reissueFacts(row), businessDay(now));
      return {
        ...{ id, kind, orderNumber, total, disputed },
        number: number ?? "",
        issueDate: issueDate ?? "",
        mayReissue: refusal === null,
      };
    }),
  };
}

const reissueFacts = (row: ListedRow): ReissueFacts => ({
  kind: row.kind as InvoiceKind,
  status: row.status as InvoiceStatus,
  issueDate: day(row.issueDate),
  replacedBy: paper(row.replacing),
  professional: buyerSchema.parse(row.buyer).professional,
  deliveredTo: (row.deliveryTo as { country?: string } | null)?.country ?? "",
  taxTreatment: row.taxTreatment,
  leftMinor: Number(row.totalMinor) - row.reversals.reduce((sum, note) => sum + Number(note.totalMinor), 0),
});

const paperSelect = { id: true, number: true, issueDate: true } as const;
type Paper = { id: string; number: string | null; issueDate: Date | null };
const paper = (row: Paper | null) => row && { id: row.id, number: row.number ?? "", issueDate: day(row.issueDate) };

/** One's own invoice, and whether it may still be made out to a company. Throws as `invoiceDetail`. */
export async function ownInvoice(db: Db, scope: Scope, number: string, now: Date): Promise<OwnInvoiceDetail> {
  const invoice = await invoiceDetail(db, scope, { number });
  const until = invoice.issueDate && lastReissueDay(invoice.issueDate);
  return { ...invoice, reissue: { until, refusal: reissueRefusal(reissueFactsOf(invoice), businessDay(now)) } };
}

/**
 * One invoice with everything on its paper, by id, by number or by the hash of the order's guest token and a number.
 * Throws not_found `invoicing.invoice_not_found`, for foreign ones too.
 */
export async function invoiceDetail(
  db: Db,
  scope: Scope,
  which: { id: string } | { number: string } | { number: string; accessHash: string },
): Promise<InvoiceDetail> {
  const guest = "accessHash" in which;
  const row = await db.invoice.findFirst({
    where: guest
      ? { number: which.number, status: "posted", order: { accessHash: which.accessHash } }
      : { AND: [within(scope), which] },
    include: {
      lines: { orderBy: { position: "asc" } },
      taxes: { orderBy: { taxRate: "desc" } },
      order: {
        select: {
          number: true,
          placedAt: true,
          purchaseReference: true,
          deliveries: { where: { shippedAt: { not: null } }, select: { shippedAt: true } },
        },
      },
      reverses: { select: paperSelect },
      replaces: { select: paperSelect },
      replacing: { select: paperSelect },
      reversals: { orderBy: { createdAt: "asc" }, select: { id: true, number: true, totalMinor: true } },
      dispute: { select: { closedAt: true } },
    },
  });
  if (!row) throw new DomainError("not_found", "invoicing.invoice_not_found");
  const money = (minor: bigint | number) => ({ minor: Number(minor), currency: row.currency });
  const buyer = buyerSchema.parse(row.buyer);
  // What left after the invoice was posted is not on it: a posted paper reads the same for ever.
  const supplied = row.order.deliveries
    .flatMap((d) => (d.shippedAt && (!row.postedAt || d.shippedAt <= row.postedAt) ? [businessDay(d.shippedAt)] : []))
    .sort()
    .at(-1);
  const credited = row.reversals.reduce((sum, note) => sum + Number(note.totalMinor), 0);
  return invoiceDetailSchema.parse({
    id: row.id,
    number: row.number,
    kind: row.kind,
    status: row.status,
    issueDate: day(row.issueDate),
    dueDate: day(row.dueDate),
    paymentTerms: row.paymentTerms,
    createdAt: row.createdAt.toISOString(),
    postedAt: row.postedAt?.toISOString() ?? null,
    orderNumber: row.order.number,
    orderPlacedAt: row.order.placedAt.toISOString(),
    purchaseReference: row.order.purchaseReference,
    suppliedOn: supplied ?? null,
    locale: localeSchema.catch("fr").parse(row.locale),
    seller: sellerSchema.parse(row.seller),
    buyer: buyer.company ?? buyer.recipient,
    buyerDetail: buyer,
    deliveryTo: row.deliveryTo,
    taxTreatment: row.taxTreatment,
    net: money(row.netMinor),
    tax: money(row.taxMinor),
    total: money(row.totalMinor),
    disputed: isOpen(row.dispute),
    reason: row.reason,
    lines: row.lines.map((line) => ({
      position: line.position,
      sku: line.sku,
      name: line.name,
      description: line.description,
      quantity: Number(line.quantity),
      unitPrice: toText(decimal(line.unitPrice.toFixed())),
      taxRate: toText(decimal(line.taxRate.toFixed())),
      net: money(line.netMinor),
      tax: money(line.taxMinor),
      gross: money(line.grossMinor),
    })),
    taxes: row.taxes.map((tax) => ({
      rate: toText(decimal(tax.taxRate.toFixed())),
      base: money(tax.baseMinor),
      tax: money(tax.taxMinor),
    })),
    reverses: paper(row.reverses),
    isReissue: row.reissue,
    replaces: paper(row.replaces),
    replacedBy: paper(row.replacing),
    creditNotes: row.reversals.map(({ id, number, totalMinor }) => ({ id, number, total: money(totalMinor) })),
    creditable: money(row.kind === "invoice" && row.status === "posted" ? Number(row.totalMinor) - credited : 0),
  });
}
