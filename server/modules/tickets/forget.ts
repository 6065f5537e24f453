import type { Tx } from "#server/platform/db.ts";

/** Conversations of a person: what they and the staff wrote goes, when and about what it was stays for the count. */
export async function forgetAsker(tx: Tx, person: { userId: string; email: string }): Promise<void> {
  const asked = { OR: [{ userId: person.userId }, { email: person.email, userId: null }] };
  const tickets = await tx.ticket.findMany({ where: asked, select: { id: true } });
  const ids = tickets.map((ticket) => ticket.id);
  await tx.ticketMessage.updateMany({
    where: { ticketId: { in: ids }, side: "customer" },
    data: { name: "—", body: "—", externalId: null },
  });
  await tx.ticketMessage.updateMany({ where: { ticketId: { in: ids } }, data: { body: "—" } });
  for (const id of ids) {
    await tx.ticket.update({
      where: { id },
      data: { name: "—", email: `${id}@erased.invalid`, subject: "—", status: "closed", version: { increment: 1 } },
    });
  }
}
