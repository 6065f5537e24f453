import type { Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, localeSchema } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { StaffTicketRow, TicketCategory, TicketListInput, TicketRow, TicketStatus } from "./contract.ts";
import { hashOfTicketLink } from "./ticket-token.ts";

/** How a reader reaches a ticket: within what is theirs, or by its secret link. */
export type TicketReach = { scope: Scope; number: string } | { token: string };

/** A ticket is whose who asked; colleagues of a company do not read each other's. */
const within = (scope: Scope): Prisma.TicketWhereInput =>
  scope.all ? {} : scope.userId ? { userId: scope.userId } : { id: { in: [] } };

const reached = (reach: TicketReach): Prisma.TicketWhereInput =>
  "token" in reach
    ? { accessHash: hashOfTicketLink(reach.token) }
    : { AND: [within(reach.scope), { number: reach.number }] };

const rowSelect = {
  id: true,
  number: true,
  subject: true,
  category: true,
  status: true,
  createdAt: true,
  lastMessageAt: true,
  firstAnswerAt: true,
  name: true,
  email: true,
  order: { select: { number: true } },
  assignee: { select: { id: true, name: true } },
} satisfies Prisma.TicketSelect;
type Row = Prisma.TicketGetPayload<{ select: typeof rowSelect }>;

const rowOf = (row: Row): TicketRow => ({
  id: row.id,
  number: row.number,
  subject: row.subject,
  category: row.category as TicketCategory,
  status: row.status as TicketStatus,
  createdAt: row.createdAt.toISOString(),
  lastMessageAt: row.lastMessageAt.toISOString(),
  firstAnswerAt: row.firstAnswerAt?.toISOString() ?? null,
  orderNumber: row.order?.number ?? null,
});
const staffRowOf = (row: Row): StaffTicketRow => ({
  ...rowOf(row),
  name: row.name,
  email: row.email,
  assignee: row.assignee,
});

async function pageOfTickets(
  db: Db,
  where: Prisma.TicketWhereInput,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<Row>> {
  const [at, lastId] = decodeCursor(cursor) ?? [];
  const lastMessageAt = new Date(String(at));
  const after = lastId !== undefined && !Number.isNaN(lastMessageAt.getTime());
  const rows = await db.ticket.findMany({
    where: {
      AND: [
        where,
        after ? { OR: [{ lastMessageAt: { lt: lastMessageAt } }, { lastMessageAt, id: { lt: String(lastId) } }] } : {},
      ],
    },
    orderBy: [{ lastMessageAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: rowSelect,
  });
  return toPage(rows, limit, (row) => [row.lastMessageAt.toISOString(), row.id]);
}

/** A customer's own tickets, the last one written to first. */
export async function listOwnTickets(
  db: Db,
  scope: Scope,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<TicketRow>> {
  const page = await pageOfTickets(db, within(scope), input);
  return { ...page, items: page.items.map(rowOf) };
}

/** All tickets, for staff, the last one written to first. */
export async function listTickets(
  db: Db,
  scope: Scope,
  input: TicketListInput,
  readerId: string | null,
): Promise<Page<StaffTicketRow>> {
  const like = { contains: input.query ?? "", mode: "insensitive" as const };
  const where: Prisma.TicketWhereInput = {
    AND: [
      scope.all ? {} : { id: { in: [] } },
      input.status ? { status: input.status } : {},
      input.category ? { category: input.category } : {},
      input.assigned ? { assigneeId: input.assigned === "mine" ? readerId : null } : {},
      input.query
        ? { OR: [{ number: like }, { subject: like }, { name: like }, { email: like }, { order: { number: like } }] }
        : {},
    ],
  };
  const page = await pageOfTickets(db, where, input);
  return { ...page, items: page.items.map(staffRowOf) };
}

/** How many wait for staff. */
export const openTickets = (db: Db, scope: Scope): Promise<number> =>
  db.ticket.count({ where: { AND: [scope.all ? {} : { id: { in: [] } }, { status: "open" }] } });

/** The ticket that a reader reaches: its id, and who asked. Throws not_found `tickets.not_found`, for foreign ones too. */
export async function ticketOf(
  db: Db,
  reach: TicketReach,
): Promise<{ id: string; name: string; userId: string | null }> {
  const row = await db.ticket.findFirst({ where: reached(reach), select: { id: true, name: true, userId: true } });
  if (!row) throw new DomainError("not_found", "tickets.not_found");
  return row;
}

/** True when a message stands where a reader may read it: notes of staff are for staff alone. */
export async function ticketOfMessage(
  db: Db,
  reach: { scope: Scope } | { token: string },
  id: string,
): Promise<boolean> {
  const staff = "scope" in reach && reach.scope.all;
  const ticket = "token" in reach ? { accessHash: hashOfTicketLink(reach.token) } : within(reach.scope);
  const where = { AND: [{ id, ticket }, staff ? {} : { internal: false }] };
  return (await db.ticketMessage.count({ where })) === 1;
}

/**
 * A ticket with its thread, the oldest message first. `notes`: with what staff wrote among themselves. Throws not_found
 * `tickets.not_found`, for foreign tickets too.
 */
export async function readTicket(db: Db, reach: TicketReach, { notes }: { notes: boolean }) {
  const row = await db.ticket.findFirst({
    where: reached(reach),
    select: {
      ...rowSelect,
      locale: true,
      user: { select: { partnerId: true } },
      product: { select: { slug: true, name: true } },
      messages: {
        where: notes ? {} : { internal: false },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        take: 500,
        select: { id: true, side: true, internal: true, name: true, body: true, via: true, createdAt: true },
      },
    },
  });
  if (!row) throw new DomainError("not_found", "tickets.not_found");
  const locale = localeSchema.catch("fr").parse(row.locale);
  return {
    ...staffRowOf(row),
    locale,
    partnerId: row.user?.partnerId ?? null,
    product: row.product && { slug: row.product.slug, name: inLocale(row.product.name, locale) },
    mayReply: row.status !== "closed",
    messages: row.messages.map(({ createdAt, side, via, ...message }) => ({
      ...message,
      side: side as "customer" | "staff",
      via: via as "web" | "mail",
      at: createdAt.toISOString(),
    })),
  };
}
