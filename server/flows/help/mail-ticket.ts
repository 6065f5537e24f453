// What a ticket says goes out as a mail: a receipt to who asked, every answer of staff. Called by a job; repeats mail once.
// Mails of one ticket share a thread, and an answer to them finds it by the secret in its address.
import { everything } from "#server/access/scope.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { readTicket, replyAddress, ticketToken } from "#server/modules/tickets/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";

/** `messageId`: of the answer; without it the receipt of the first message. */
export async function mailTicket({ ticketId, messageId }: { ticketId: string; messageId?: string | undefined }) {
  const row = await db().ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { number: true } });
  const ticket = await readTicket(db(), { scope: everything, number: row.number }, { notes: false });
  const message = messageId ? ticket.messages.find((one) => one.id === messageId) : ticket.messages[0];
  if (!message) return;
  const replyTo = replyAddress(ticketId);
  await inTx((tx) =>
    queueMail(tx, {
      dedupeKey: `ticket:${message.id}`,
      to: ticket.email,
      template: messageId ? "ticket_answered" : "ticket_opened",
      locale: ticket.locale,
      thread: ticketId,
      replyTo,
      data: {
        number: ticket.number,
        subject: ticket.subject,
        body: message.body,
        by: message.name,
        path: `/help/${ticketToken(ticketId)}`,
        answerable: replyTo !== null,
      },
    }),
  );
}
