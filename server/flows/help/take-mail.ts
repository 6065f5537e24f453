// A mail that came in for a ticket is put on its thread. No permission: the door verified who handed it over, and the secret
// in the address it was sent to says which ticket. Lock: ticket.
import { bodyOfMail, hashOfTicketLink, lockTicket, tokensIn, writeMessage } from "#server/modules/tickets/index.ts";
import type { InboundMail } from "#server/modules/tickets/port.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

export type TakenMail = "written" | "known" | "no_ticket" | "automatic" | "empty" | "closed";

/** What became of it. A mail that is delivered twice is written once; what a machine answered by itself is left out. */
export async function takeMail(mail: InboundMail, now: Date): Promise<TakenMail> {
  if (mail.automatic) return "automatic";
  const hashes = tokensIn(mail.to).map(hashOfTicketLink);
  const found = await db().ticket.findFirst({ where: { accessHash: { in: hashes } }, select: { id: true } });
  if (!found) return "no_ticket";
  const body = bodyOfMail(mail.text);
  if (!body) return "empty";
  return inTx(async (tx) => {
    const ticket = await lockTicket(tx, found.id);
    if (ticket.status === "closed") return "closed";
    if (await tx.ticketMessage.findUnique({ where: { externalId: mail.messageId }, select: { id: true } }))
      return "known";
    // Somebody else may answer a mail that was passed on to them: the thread says who it was.
    const name = mail.from.toLowerCase() === ticket.email.toLowerCase() ? ticket.name : mail.from;
    await writeMessage(
      tx,
      ticket,
      { side: "customer", name, body, via: "mail", externalId: mail.messageId, now },
      { ...bySystem, userId: null },
    );
    return "written";
  });
}
