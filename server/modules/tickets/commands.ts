import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { transition } from "#server/kernel/state-machine.ts";
import { audit, type By } from "#server/platform/audit.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { TicketCategory } from "./contract.ts";
import { messageWritten, ticketOpened } from "./events.ts";
import type { LockedTicket } from "./locks.ts";
import { ticketTransitions } from "./model.ts";
import { hashOfTicketLink, ticketToken } from "./ticket-token.ts";

export type NewTicket = {
  userId: string | null;
  name: string;
  email: string;
  locale: string;
  orderId: string | null;
  productId: string | null;
  category: TicketCategory;
  subject: string;
  body: string;
  now: Date;
};

export type NewMessage = {
  side: "customer" | "staff";
  internal?: boolean;
  name: string;
  body: string;
  via?: "web" | "mail";
  externalId?: string | null;
  /** Where the ticket stands after an answer of staff. */
  status?: "waiting" | "solved";
  now: Date;
};

/** Opens a ticket with its first message. Answers both ids, and the number for people. */
export async function openTicket(tx: Tx, input: NewTicket): Promise<{ id: string; number: string; messageId: string }> {
  const { body, now, ...ticket } = input;
  const id = newId("ticket", now.getTime());
  const messageId = newId("ticketMessage", now.getTime());
  const number = await nextNumber(tx, "ticket", now);
  const { userId, name } = ticket;
  await tx.ticket.create({
    data: {
      ...ticket,
      id,
      number,
      accessHash: hashOfTicketLink(ticketToken(id)),
      createdAt: now,
      lastMessageAt: now,
      messages: { create: { id: messageId, side: "customer", userId, name, body, createdAt: now } },
    },
  });
  emit(tx, ticketOpened(id));
  return { id, number, messageId };
}

/**
 * Writes a message under the ticket's lock and moves the ticket on: a customer's opens it again, an answer of staff lets it
 * wait or solves it, a note changes nothing. Answers the message's id. Throws conflict `tickets.closed`.
 */
export async function writeMessage(tx: Tx, ticket: LockedTicket, input: NewMessage, by: By): Promise<string> {
  if (ticket.status === "closed") throw new DomainError("conflict", "tickets.closed", { number: ticket.number });
  const { side, internal = false, now, status: wished = "waiting", ...rest } = input;
  const id = newId("ticketMessage", now.getTime());
  await tx.ticketMessage.create({
    data: { ...rest, id, ticketId: ticket.id, side, internal, userId: by.userId, createdAt: now },
  });
  const action = side === "customer" ? "ask" : wished === "solved" ? "solve" : "answer";
  const status = internal ? ticket.status : transition("tickets", ticketTransitions, ticket.status, action);
  const answers = side === "staff" && !internal;
  await tx.ticket.update({
    where: { id: ticket.id },
    data: {
      status,
      lastMessageAt: now,
      version: { increment: 1 },
      ...(answers && !ticket.firstAnswerAt && { firstAnswerAt: now }),
    },
  });
  ticket.status = status;
  if (answers) emit(tx, messageWritten(ticket.id, id));
  return id;
}

/** Staff say where a ticket stands. Throws conflict `tickets.transition_not_allowed` for what is closed. */
export async function settle(
  tx: Tx,
  ticket: LockedTicket,
  status: "open" | "solved" | "closed",
  by: By,
): Promise<void> {
  const action = ({ open: "reopen", solved: "solve", closed: "close" } as const)[status];
  const to = transition("tickets", ticketTransitions, ticket.status, action);
  await tx.ticket.update({ where: { id: ticket.id }, data: { status: to, version: { increment: 1 } } });
  await audit(tx, by, "tickets.settled", { type: "ticket", id: ticket.id }, { from: ticket.status, to });
}

/** Gives a ticket to a member of staff, or to nobody. That they are one is the caller's to know. */
export async function assign(tx: Tx, ticket: LockedTicket, assigneeId: string | null, by: By): Promise<void> {
  await tx.ticket.update({ where: { id: ticket.id }, data: { assigneeId, version: { increment: 1 } } });
  await audit(tx, by, "tickets.assigned", { type: "ticket", id: ticket.id }, { assigneeId });
}
