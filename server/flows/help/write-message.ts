// Write on a ticket: who asked (account.ticket.own, or shop.help.use with the secret link), or staff (tickets.ticket.answer):
// an answer, which goes out as a mail, or a note among themselves. Lock: ticket.
import type { Actor } from "#server/access/actor.ts";
import { everything } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { AnswerInput } from "#server/modules/tickets/contract.ts";
import { assign, lockTicket, settle, type TicketReach, ticketOf, writeMessage } from "#server/modules/tickets/index.ts";

import type { By } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { answering } from "./answering.ts";
import { hangFiles } from "./open-ticket.ts";

type Said = { body: string; files: readonly string[] };

/** Throws not_found `tickets.not_found`, for foreign ones too; conflict `tickets.closed`; and as hanging files does. */
export async function reply(reach: TicketReach, { body, files }: Said, by: By, now: Date): Promise<void> {
  const { id, name } = await ticketOf(db(), reach);
  await inTx(async (tx) => {
    const ticket = await lockTicket(tx, id);
    await hangFiles(tx, await writeMessage(tx, ticket, { side: "customer", name, body, now }, by), files);
  });
}

/** Whoever answers first takes it on. Throws as `reply` does. */
export async function answer(actor: Actor, input: AnswerInput, by: By, now: Date): Promise<void> {
  const { number, files, ...message } = input;
  const { id } = await ticketOf(db(), { scope: everything, number });
  await inTx(async (tx) => {
    const ticket = await lockTicket(tx, id);
    // Customers read first names: enough to know that somebody is there.
    const name = (actor.name ?? "").split(" ")[0] || "—";
    const messageId = await writeMessage(tx, ticket, { ...message, side: "staff", name, now }, by);
    await hangFiles(tx, messageId, files);
    if (!message.internal && !ticket.firstAnswerAt && actor.userId) await assign(tx, ticket, actor.userId, by);
  });
}

/** Throws not_found `tickets.not_found`, conflict `tickets.transition_not_allowed`. */
export async function settleTicket(
  { number, status }: { number: string; status: "open" | "solved" | "closed" },
  by: By,
): Promise<void> {
  const { id } = await ticketOf(db(), { scope: everything, number });
  await inTx(async (tx) => settle(tx, await lockTicket(tx, id), status, by));
}

/** Throws not_found `tickets.not_found`, unprocessable `tickets.assignee_not_staff`. */
export async function assignTicket(
  { number, userId }: { number: string; userId: string | null },
  by: By,
): Promise<void> {
  const { id } = await ticketOf(db(), { scope: everything, number });
  const known = userId === null || (await answering(db())).some((one) => one.id === userId);
  if (!known) throw new DomainError("unprocessable", "tickets.assignee_not_staff");
  await inTx(async (tx) => assign(tx, await lockTicket(tx, id), userId, by));
}
