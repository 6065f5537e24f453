// Read a ticket with its thread and the files that hang on it: by who asked, or by staff with their notes.
// Permissions account.ticket.own, shop.help.use (secret link), tickets.ticket.read. Reads only, three statements.
import { everything } from "#server/access/scope.ts";
import { attachmentsOfMany } from "#server/modules/attachments/index.ts";
import type { StaffTicketDetail, TicketDetail } from "#server/modules/tickets/contract.ts";
import { readTicket, type TicketReach } from "#server/modules/tickets/index.ts";

import type { Db } from "#server/platform/db.ts";
import { answering } from "./answering.ts";

/** Throws not_found `tickets.not_found`, for foreign ones too. */
export async function ownTicket(db: Db, reach: TicketReach): Promise<TicketDetail> {
  // What only staff need (whose it is, who of them answers) is not told.
  const { name: _, email: __, assignee: ___, partnerId: ____, ...ticket } = await withFiles(db, reach, false);
  return ticket;
}

/** Throws not_found `tickets.not_found`. */
export async function staffTicket(db: Db, number: string): Promise<StaffTicketDetail> {
  return { ...(await withFiles(db, { scope: everything, number }, true)), staff: await answering(db) };
}

async function withFiles(db: Db, reach: TicketReach, notes: boolean) {
  const ticket = await readTicket(db, reach, { notes });
  const files = await attachmentsOfMany(
    db,
    "ticket_message",
    ticket.messages.map((message) => message.id),
  );
  return {
    ...ticket,
    messages: ticket.messages.map((message) => ({ ...message, files: files.get(message.id) ?? [] })),
  };
}
