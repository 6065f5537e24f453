// What one customer owns: of every kind of record that a portal knows, one, made through the doors and flows of the shop.
// Attacks of others aim at it.
import sharp from "sharp";
import { takeUpload } from "#server/api/attachments.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { bookReturn } from "#server/flows/return-order/book-return.ts";
import { parisDate } from "#server/kernel/days.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { guestActor } from "../../access/actor.ts";
import { company, joined, type Somebody, somebody, tokenFor } from "../company-members.ts";
import { makeOrder } from "../order-fixture.ts";
import { deliverOrder } from "../send-order.ts";
import { article } from "../shoppers.ts";
import { Attacker, type Reply, said } from "./attacker.ts";

/** What nobody but the owner may ever read. */
export const secretWords = "Sentier des Écureuils 7";

/** The data of an answer that the owner has to get. */
function must<T>(reply: Reply<T>): T {
  if (reply.code !== "ok") throw new Error(`the owner was refused: ${said(reply)} ${JSON.stringify(reply.details)}`);
  return reply.data;
}

let uploads = 0;
/** The secret of a picture that somebody handed in. */
async function picture(): Promise<string> {
  const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#804020" } })
    .jpeg()
    .toBuffer();
  const headers = { "x-forwarded-for": `10.9.0.${++uploads}`, "x-file-name": "crack.jpg" };
  const request = new Request("http://shop.example/api/attachments", {
    method: "POST",
    body: new Uint8Array(bytes),
    headers,
  });
  return ((await (await takeUpload(request, async () => guestActor)).json()) as { token: string }).token;
}

/** An order of a customer that arrived and was invoiced, and the secret of its guest's link. */
async function arrivedOrder(who: Somebody) {
  const { partnerId } = await db().user.findUniqueOrThrow({ where: { id: who.userId } });
  const order = await makeOrder({ userId: who.userId, partnerId, email: who.email });
  await deliverOrder(order.id);
  const invoice = await postInvoice((await draftInvoice(order.id)) ?? "", bySystem);
  const delivery = await db().delivery.findFirstOrThrow({ where: { orderId: order.id }, include: { parcels: true } });
  return { ...order, token: orderAccessToken(order.id), invoice: invoice.number, delivery };
}

async function approvalOf(buyer: Somebody, variantId: string): Promise<string> {
  await buyer.add(variantId, 1);
  const { key: _, ...wish } = await buyer.wish({ paymentMethod: "transfer" });
  return must(await buyer.mutate<{ id: string }>("account.approvals.ask", wish)).id;
}

/** A quote that was sent to somebody; its id. */
async function quoteFor(who: Somebody, variantId: string): Promise<string> {
  const rep = await Attacker.staff("sales");
  const methods = must(await rep.query<{ code: string }[]>("admin.quotes.methods"));
  const { id } = must(
    await rep.mutate<{ id: string }>("admin.quotes.draft", {
      ...{ userId: who.userId, companyId: null, terms: secretWords, shippingMethod: methods[0]?.code },
      ...{ shippingMinor: 1_500, validUntil: parisDate(new Date(Date.now() + 10 * 86_400_000)) },
      lines: [{ variantId, quantity: 2, offer: { unitPrice: "80" } }],
    }),
  );
  must(await rep.mutate("admin.quotes.send", { id, revision: 1 }));
  return id;
}

/** Somebody with everything. `variantId`: an article that can be bought. */
export async function makeEstate(variantId: string) {
  const owner = await somebody();
  const sent = await arrivedOrder(owner);
  const { partnerId } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  const open = await makeOrder({ userId: owner.userId, partnerId, email: owner.email });
  await db().location.updateMany({ where: { code: "T2" }, data: { takesReturns: true } });
  const back = must(
    await owner.mutate<{ number: string }>("shop.orderReturns.announce", {
      number: sent.number,
      lines: [{ orderLineId: sent.lines[0]?.id, quantity: 1 }],
      ...{ reason: "damaged", remark: secretWords, wayBack: "label", unopened: false },
      photos: [await picture()],
    }),
  );
  const { id: returnId } = await db().customerReturn.findFirstOrThrow({ where: { number: back.number } });
  await bookReturn(returnId, new Date());
  const claim = must(
    await owner.mutate<{ number: string }>("shop.orderClaims.open", {
      number: sent.number,
      lines: [{ orderLineId: sent.lines[1]?.id, quantity: 1 }],
      ...{ kind: "damaged", wish: "replacement", description: secretWords, photos: [await picture()] },
    }),
  );
  const address = must(
    await owner.mutate<{ id: string }>("account.addresses.create", {
      ...{ type: "delivery", recipient: "Owner", line1: secretWords, postcode: "75009", city: "Paris", country: "FR" },
    }),
  );
  const ticket = must(
    await owner.mutate<{ number: string }>("account.tickets.open", {
      ...{ category: "product", subject: secretWords, body: secretWords, files: [await picture()] },
      orderNumber: sent.number,
    }),
  );
  const ticketRow = await db().ticket.findFirstOrThrow({ where: { number: ticket.number } });
  must(
    await owner.mutate("account.reviews.write", {
      ...{ orderLineId: sent.lines[0]?.id, stars: 2, title: secretWords, text: `${secretWords}, said at some length.` },
      ...{ displayName: "O.", language: "fr" },
    }),
  );
  const review = await db().review.findFirstOrThrow({ where: { title: secretWords } });
  must(await owner.mutate("account.privacy.askCopy"));
  const copy = await db().dataRequest.findFirstOrThrow({ where: { userId: owner.userId } });

  const companyId = await company(owner, { name: secretWords });
  const buyer = await joined(owner, companyId, ["buyer"], { orderLimitMinor: 1 });
  const former = await joined(owner, companyId, ["approver"]);
  must(await owner.mutate("account.companies.removeMember", { companyId, userId: former.userId }));
  must(await owner.mutate("account.companies.invite", { companyId, email: "invited@example.com", roles: ["buyer"] }));
  const invitation = await db().companyInvitation.findFirstOrThrow({ where: { email: "invited@example.com" } });
  const approval = await approvalOf(buyer, variantId);
  await owner.add(variantId, 1);
  const cart = await db().cartLine.findFirstOrThrow({
    where: { cart: { userId: owner.userId } },
    select: { id: true },
  });
  const soldOut = await article({ stock: 0 });
  must(await owner.mutate("shop.alerts.ask", { variantId: soldOut.variantId, email: owner.email }));
  const alert = await db().stockAlert.findFirstOrThrow({ where: { userId: owner.userId } });
  // Bought for the company so far: from here on the owner's own records are meant.
  must(await owner.mutate("account.companies.actFor", { companyId: null }));
  const { id: session } = await db().userSession.findFirstOrThrow({
    where: { userId: owner.userId },
    orderBy: { id: "asc" },
  });
  const quote = await quoteFor(owner, variantId);
  const attachments = await db().attachment.findMany({ orderBy: { createdAt: "asc" } });
  const fileOf = (kind: string) => attachments.find((file) => file.documentType?.startsWith(kind))?.id ?? "none";
  return {
    ...{
      owner,
      sent,
      open,
      back: back.number,
      claim: claim.number,
      address: address.id,
      ticket: ticketRow,
      review,
      copy: copy.id,
      alert: alert.id,
      session,
      quote,
    },
    ...{ companyId, buyer, former, invitation: { ...invitation, token: await tokenFor(invitation.email) }, approval },
    ...{
      partnerId: partnerId ?? "",
      cartLine: cart.id,
      photo: fileOf("return"),
      claimPhoto: fileOf("claim"),
      ticketFile: fileOf("ticket"),
    },
  };
}
export type Estate = Awaited<ReturnType<typeof makeEstate>>;

/** A session of somebody that was ended from another device. */
export async function endedSession(who: Somebody): Promise<Attacker> {
  const stolen = await Attacker.user(await db().user.findUniqueOrThrow({ where: { id: who.userId } }));
  const session = await db().userSession.findFirstOrThrow({
    where: { userId: who.userId },
    orderBy: { id: "desc" },
  });
  must(await who.mutate("account.security.endSession", { id: session.id }));
  return stolen;
}
