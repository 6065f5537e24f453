import type { DomainEvent } from "#server/platform/outbox.ts";

/** Somebody asked: they get a receipt. */
export const ticketOpened = (ticketId: string): DomainEvent => ({
  type: "tickets.ticket.opened",
  aggregateType: "ticket",
  aggregateId: ticketId,
  payload: { ticketId },
});

/** Staff answered: it goes out as a mail. */
export const messageWritten = (ticketId: string, messageId: string): DomainEvent => ({
  type: "tickets.message.written",
  aggregateType: "ticket",
  aggregateId: ticketId,
  payload: { ticketId, messageId },
});
