import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { audit, type By } from "../../platform/audit.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import type { AddressInput } from "./contract.ts";
import type { EditWanted } from "./contract-edit.ts";
import { orderAmended, orderEdited } from "./events.ts";
import type { LockedOrder } from "./locks.ts";
import { type NewOrderLine, type OrderTotals, recordEvent } from "./orders.ts";

/** One line of the order as it will be: `before` is how many were ordered of it, 0 for a new line. */
export type ProposedLine = NewOrderLine & { shippingShareMinor: number; before: number };
export type Change = { name: string; description: string | null; before: number; after: number };

/** The whole order as it will be, priced; kept with the amendment as JSON. */
export type Proposal = {
  lines: ProposedLine[];
  changes: Change[];
  totals: OrderTotals;
  shippingMethod: { code: string; name: string };
  delivery: AddressInput;
  /** Where it is collected, null where it is delivered; absent in changes from before that could be changed. */
  pickupLocationId?: string | null;
  /** What is promised from now on; absent: what was. */
  told?: { promise: { from: string; to: string } | null; wantedOn: string | null } | undefined;
  differenceMinor: number;
  /** What the order was when this was computed: it may only be applied to that. */
  base: string;
};

/** What a proposal rests on, in one text: another order is another text. */
export function baseOf(order: LockedOrder): string {
  return JSON.stringify([
    order.shippingMethodCode,
    order.deliveryAddress,
    Number(order.totalMinor),
    order.lines.map((line) => [line.id, line.quantity.toFixed(), Number(line.grossMinor), line.refunded.toFixed()]),
    ...(order.wantedOn ? [order.wantedOn.toISOString()] : []),
  ]);
}

/** Where the changed order is collected; null: it is delivered. */
export const placeAfter = (order: LockedOrder, proposal: Proposal): string | null =>
  proposal.pickupLocationId === undefined ? order.pickupLocationId : proposal.pickupLocationId;

/**
 * May an order be changed? Confirmed, nothing invoiced, nothing gone. (Whether picking began is fulfilment's to say.) Throws
 * DomainError conflict `sales.order_not_editable` { status }.
 */
export function assertEditable(order: LockedOrder): void {
  // Sold without VAT: a changed address or basket would have to be judged anew, with the buyer.
  if (order.taxTreatment !== "standard") {
    throw new DomainError("conflict", "sales.order_not_editable", { status: order.status });
  }
  if (order.status !== "confirmed" || order.invoiceStatus !== "none" || order.deliveryStatus !== "none") {
    throw new DomainError("conflict", "sales.order_not_editable", { status: order.status });
  }
}

/** Who asked for a change. */
export type ChangeSource = "staff" | "customer";

export type NewAmendment = {
  source: ChangeSource;
  wanted: EditWanted;
  proposal: Proposal;
  idempotencyKey: string;
  /** Until when it waits for its payment; null: it is applied in this very transaction. */
  expiresAt: Date | null;
  now: Date;
};

/** Writes a change down, waiting for its payment or applied. The order's lock keeps it the only one. */
export async function recordAmendment(tx: Tx, order: LockedOrder, input: NewAmendment, by: By): Promise<string> {
  const id = newId("amendment", input.now.getTime());
  const { source, wanted, proposal, idempotencyKey, expiresAt, now } = input;
  await tx.orderAmendment.create({
    data: {
      id,
      orderId: order.id,
      status: expiresAt ? "awaiting_payment" : "applied",
      request: wanted as Prisma.InputJsonObject,
      proposal: proposal as unknown as Prisma.InputJsonObject,
      differenceMinor: proposal.differenceMinor,
      source,
      idempotencyKey,
      expiresAt,
      byUserId: by.userId,
      createdAt: now,
      closedAt: expiresAt ? null : now,
    },
  });
  await audit(tx, by, "sales.order.amended", { type: "order", id: order.id }, { amendmentId: id, source, ...wanted });
  if (!expiresAt) return id;
  const data = { ...diffOf(order, proposal), source, amendmentId: id, expiresAt: expiresAt.toISOString() };
  await recordEvent(tx, order.id, { type: "change_waiting", data }, by, now);
  emit(tx, orderAmended(order.id, id));
  await touchOrder(tx, order);
  return id;
}

/** The change of an order that waits for its payment; null when there is none. */
export async function waitingAmendment(db: Db, orderId: string) {
  const row = await db.orderAmendment.findFirst({ where: { orderId, status: "awaiting_payment" } });
  return row && { ...row, source: row.source as ChangeSource, proposal: row.proposal as unknown as Proposal };
}

/** Waiting changes past their time, oldest first, with their orders: what the sweep looks at. */
export async function amendmentsPastTime(db: Db, now: Date, limit: number) {
  return db.orderAmendment.findMany({
    where: { status: "awaiting_payment", expiresAt: { lte: now } },
    orderBy: { expiresAt: "asc" },
    take: limit,
    select: { id: true, orderId: true },
  });
}

/** Ends a waiting change. Answers false when somebody was faster: each ends once. */
export async function closeAmendment(
  tx: Tx,
  order: LockedOrder,
  id: string,
  to: { status: "applied" | "expired" | "cancelled"; reason?: string },
  by: By,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.orderAmendment.updateMany({
    where: { id, orderId: order.id, status: "awaiting_payment" },
    data: { status: to.status, closedAt: now },
  });
  if (count === 0) return false;
  if (to.status !== "applied") {
    const data = { amendmentId: id, ...(to.reason && { reason: to.reason }) };
    await recordEvent(tx, order.id, { type: `change_${to.status}`, data }, by, now);
    await touchOrder(tx, order);
  }
  return true;
}

/** What readers of the order saw is no longer all there is: their version is an old one. */
export async function touchOrder(tx: Tx, order: LockedOrder): Promise<void> {
  await tx.salesOrder.update({ where: { id: order.id }, data: { version: { increment: 1 } } });
  order.version += 1;
}

/**
 * Makes the order what the proposal says: lines, totals, address and method. The old address and quantities stay on the
 * timeline. Stock, deliveries and papers are the flow's. Throws DomainError conflict `sales.order_changed` when the order
 * is no longer what the proposal rests on.
 */
export async function applyProposal(
  tx: Tx,
  order: LockedOrder,
  { proposal, amendmentId, source }: { proposal: Proposal; amendmentId: string; source: ChangeSource },
  by: By,
  now: Date,
): Promise<void> {
  if (baseOf(order) !== proposal.base) {
    throw new DomainError("conflict", "sales.order_changed", { number: order.number, version: order.version });
  }
  const kept = new Set(proposal.lines.map((line) => line.id));
  const gone = order.lines.filter((line) => !kept.has(line.id)).map((line) => line.id);
  // Reservations of a line go with it: they were given back before.
  await tx.salesOrderLine.deleteMany({ where: { id: { in: gone }, orderId: order.id } });
  const known = new Set(order.lines.map((line) => line.id));
  for (const { before: _, ...line } of proposal.lines) {
    if (known.has(line.id)) await tx.salesOrderLine.update({ where: { id: line.id, orderId: order.id }, data: line });
  }
  const diff = diffOf(order, proposal);
  const { count } = await tx.salesOrder.updateMany({
    where: { id: order.id, version: order.version, status: "confirmed", invoiceStatus: "none" },
    data: {
      ...proposal.totals,
      shippingMethodCode: proposal.shippingMethod.code,
      shippingMethodName: proposal.shippingMethod.name,
      deliveryAddress: proposal.delivery,
      pickupLocationId: placeAfter(order, proposal),
      ...(proposal.told && daysOf(proposal.told)),
      version: { increment: 1 },
    },
  });
  if (count === 0) throw new DomainError("conflict", "sales.order_changed", { number: order.number });
  await recordEvent(tx, order.id, { type: "edited", data: { ...diff, source, amendmentId } }, by, now);
  emit(tx, orderEdited(order.id, amendmentId));
  Object.assign(
    order,
    await tx.salesOrder.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: { orderBy: { position: "asc" } } },
    }),
  );
}

/** Writes the lines that a proposal adds, so that stock can be taken for them; shipping stays the last line. */
export async function insertNewLines(tx: Tx, order: LockedOrder, proposal: Proposal): Promise<void> {
  const known = new Set(order.lines.map((line) => line.id));
  const added = proposal.lines.filter((line) => !known.has(line.id));
  if (added.length === 0) return;
  const last = Math.max(...order.lines.map((line) => line.position));
  const shipping = order.lines.find((line) => line.kind === "shipping");
  const start = shipping?.position === last ? last : last + 1;
  if (shipping && start === last) {
    await tx.salesOrderLine.update({ where: { id: shipping.id }, data: { position: last + added.length } });
  }
  await tx.salesOrderLine.createMany({
    data: added.map(({ before: _, ...line }, i) => ({ ...line, orderId: order.id, position: start + i })),
  });
}

const date = (day: string | undefined | null): Date | null => (day ? new Date(`${day}T00:00:00Z`) : null);

const daysOf = ({ promise, wantedOn }: NonNullable<Proposal["told"]>) => ({
  promisedFrom: date(promise?.from),
  promisedTo: date(promise?.to),
  wantedOn: date(wantedOn),
});

/** What the timeline tells of a change: quantities, the address and the method before and after, the difference. */
function diffOf(order: LockedOrder, proposal: Proposal): Prisma.InputJsonObject {
  const moved = JSON.stringify(sorted(order.deliveryAddress)) !== JSON.stringify(sorted(proposal.delivery));
  const method = order.shippingMethodCode !== proposal.shippingMethod.code;
  return {
    lines: proposal.changes,
    ...(moved && { addressBefore: order.deliveryAddress ?? {}, addressAfter: proposal.delivery }),
    ...(proposal.told && { dayBefore: dayOf(order.promisedTo), dayAfter: proposal.told.promise?.to ?? null }),
    ...(method && { methodBefore: order.shippingMethodName, methodAfter: proposal.shippingMethod.name }),
    differenceMinor: proposal.differenceMinor,
    totalMinor: proposal.totals.totalMinor,
    currency: order.currency,
  };
}

const dayOf = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null;

/** Keys in one order: two addresses are the same whatever order their parts were written in. */
const sorted = (json: unknown): [string, unknown][] =>
  Object.entries((json ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== null && value !== "")
    .sort(([a], [b]) => a.localeCompare(b));
