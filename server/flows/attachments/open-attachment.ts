// Open attachment: a file for whoever may see the document that it hangs on, and for nobody else. Reads only.
// A new kind of document is one line in `orderOf` (or, where no order is behind it, a case of its own).
import { ownedBy, type Scope } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { AttachmentMime, DocumentRef } from "#server/modules/attachments/contract.ts";
import { documentOf, readAttachment } from "#server/modules/attachments/index.ts";
import { ticketOfMessage } from "#server/modules/tickets/index.ts";
import type { Db } from "#server/platform/db.ts";
import { reachOrder } from "../track-order/reach-order.ts";

export type OpenedFile = { filename: string; mime: AttachmentMime; bytes: Uint8Array<ArrayBuffer> };

/** The order that a document belongs to, by the document's kind: who may see the one may see the other. */
const orderOf: Record<string, (db: Db, id: string) => Promise<{ orderId: string } | null>> = {
  return: (db, id) => db.customerReturn.findUnique({ where: { id }, select: { orderId: true } }),
  claim: (db, id) => db.claim.findUnique({ where: { id }, select: { orderId: true } }),
};

/** A file of a document within a scope. Throws not_found `attachments.not_found`, for foreign files too. */
export async function openAttachment(db: Db, scope: Scope, id: string): Promise<OpenedFile> {
  const document = await documentOf(db, id);
  const order = document && (await orderWithin(db, scope, document));
  const file = order && (await readAttachment(db, id));
  if (!file) throw new DomainError("not_found", "attachments.not_found");
  return { filename: file.name, mime: file.mime, bytes: new Uint8Array(file.bytes) };
}

/** The same by the guest's secret link: files of that order. Throws as `openAttachment` does. */
export async function openAttachmentByToken(db: Db, token: string, id: string): Promise<OpenedFile> {
  const { scope, number } = await reachOrder(db, { token });
  const document = await documentOf(db, id);
  const order = document && (await orderWithin(db, scope, document));
  if (order?.number !== number) throw new DomainError("not_found", "attachments.not_found");
  return openAttachment(db, scope, id);
}

/** A file on a ticket's thread, for who may read the message it hangs on. Throws as `openAttachment` does. */
export async function openTicketFile(
  db: Db,
  reach: { scope: Scope } | { token: string },
  id: string,
): Promise<OpenedFile> {
  const document = await documentOf(db, id);
  const reached = document?.type === "ticket_message" && (await ticketOfMessage(db, reach, document.id));
  const file = reached ? await readAttachment(db, id) : null;
  if (!file) throw new DomainError("not_found", "attachments.not_found");
  return { filename: file.name, mime: file.mime, bytes: new Uint8Array(file.bytes) };
}

async function orderWithin(db: Db, scope: Scope, document: DocumentRef) {
  const found = await orderOf[document.type]?.(db, document.id);
  const where = found && { AND: [ownedBy(scope), { id: found.orderId }] };
  return where ? db.salesOrder.findFirst({ where, select: { number: true } }) : null;
}
