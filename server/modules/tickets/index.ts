// Tickets: what customers and guests ask, and what staff answer. Owns ticket and ticket_message.
// A message is never changed. Who may see a ticket: whoever asked it (signed in, or by its secret link), and staff who
// answer. Lock: the ticket, so that two answers of one moment agree on its status.
export { assign, openTicket, settle, writeMessage } from "./commands.ts";
export { forgetAsker } from "./forget.ts";
export { type LockedTicket, lockTicket } from "./locks.ts";
export { bodyOfMail } from "./mail-text.ts";
export {
  listOwnTickets,
  listTickets,
  openTickets,
  readTicket,
  type TicketReach,
  ticketOf,
  ticketOfMessage,
} from "./queries.ts";
export { hashOfTicketLink, replyAddress, ticketToken, tokensIn } from "./ticket-token.ts";
