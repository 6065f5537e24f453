import { DomainError } from "#server/kernel/errors.ts";
import type { Tx } from "#server/platform/db.ts";
import { lockRows } from "#server/platform/lock-order.ts";
import type { TicketStatus } from "./contract.ts";

// The order of all locks is in platform/lock-order.ts.

export type LockedTicket = {
  id: string;
  number: string;
  status: TicketStatus;
  userId: string | null;
  name: string;
  email: string;
  firstAnswerAt: Date | null;
};

/** Locks a ticket. Throws DomainError not_found `tickets.not_found`. */
export async function lockTicket(tx: Tx, id: string): Promise<LockedTicket> {
  const [row] = await lockRows<LockedTicket>(tx, "ticket")`
    SELECT id, number, status, user_id AS "userId", name, email, first_answer_at AS "firstAnswerAt"
    FROM ticket WHERE id = ${id} FOR UPDATE`;
  if (!row) throw new DomainError("not_found", "tickets.not_found");
  return row;
}
