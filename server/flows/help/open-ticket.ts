// Open a ticket: a customer about their own order, a guest about the order behind their link, anybody from the contact form.
// Permissions account.ticket.own, shop.help.use. Files that were handed in before are hung on the first message.
import type { Actor } from "#server/access/actor.ts";
import { scopeFor } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { attachmentMimes } from "#server/modules/attachments/contract.ts";
import { attachDrafts } from "#server/modules/attachments/index.ts";
import { findOrderByToken } from "#server/modules/sales/index.ts";
import {
  type ContactInput,
  mostFiles,
  type OrderTicketInput,
  type OwnTicketInput,
} from "#server/modules/tickets/contract.ts";
import { openTicket, ticketToken } from "#server/modules/tickets/index.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { orderIdWithin } from "../track-order/reach-order.ts";

/** Its number, and the secret of its link. */
export type Opened = { number: string; token: string };
type Words = Pick<OwnTicketInput, "category" | "subject" | "body" | "files">;
type Asker = { userId: string | null; name: string; email: string; locale: string };
type About = { orderId: string | null; productId: string | null };

/**
 * Throws not_found `sales.order_not_found` for what is not theirs, `tickets.product_not_found`, and as hanging files does.
 */
export async function openOwnTicket(actor: Actor, locale: string, input: OwnTicketInput, now: Date): Promise<Opened> {
  const { orderNumber, product, ...words } = input;
  const scope = scopeFor(actor, "account.order.own");
  const orderId = orderNumber ? await orderIdWithin(db(), scope, orderNumber) : null;
  const asker = { userId: actor.userId, name: actor.name ?? "", email: actor.email ?? "", locale };
  return open(asker, { orderId, productId: await productOf(product) }, words, now);
}

/** Throws not_found `sales.order_not_found`, forbidden `sales.order_link_aged`, and as hanging files does. */
export async function openOrderTicket({ token, ...words }: OrderTicketInput, now: Date): Promise<Opened> {
  const found = await findOrderByToken(db(), token, now);
  if (!found) throw new DomainError("not_found", "sales.order_not_found");
  const order = await db().salesOrder.findUniqueOrThrow({
    where: { id: found.id },
    select: { id: true, email: true, locale: true, userId: true, billingAddress: true },
  });
  const { recipient } = (order.billingAddress ?? {}) as { recipient?: string };
  const asker = { userId: order.userId, name: recipient ?? order.email, email: order.email, locale: order.locale };
  return open(asker, { orderId: order.id, productId: null }, words, now);
}

/** Throws not_found `tickets.product_not_found`, and as hanging files does. */
export async function openContactTicket(input: ContactInput, locale: string, now: Date): Promise<Opened> {
  const { name, email, product, ...words } = input;
  const about = { orderId: null, productId: await productOf(product) };
  return open({ userId: null, name, email, locale }, about, words, now);
}

async function productOf(slug: string | undefined): Promise<string | null> {
  if (!slug) return null;
  const found = await db().product.findFirst({ where: { slug, status: "active" }, select: { id: true } });
  if (!found) throw new DomainError("not_found", "tickets.product_not_found");
  return found.id;
}

function open(asker: Asker, about: About, { files, ...words }: Words, now: Date): Promise<Opened> {
  return inTx(async (tx) => {
    const { id, number, messageId } = await openTicket(tx, { ...asker, ...about, ...words, now });
    await hangFiles(tx, messageId, files);
    return { number, token: ticketToken(id) };
  });
}

/** Hangs files on a message. Throws as `attachDrafts` does. */
export const hangFiles = (tx: Tx, messageId: string, files: readonly string[]): Promise<void> =>
  attachDrafts(tx, { type: "ticket_message", id: messageId }, files, { most: mostFiles, mimes: attachmentMimes });
