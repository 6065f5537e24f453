import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import { nothing, scopeFor } from "#server/access/scope.ts";
import { serveDocument } from "#server/api/documents.ts";
import { newId } from "#server/kernel/ids.ts";
import { keepDraft } from "#server/modules/attachments/index.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { listOwnTickets, listTickets, replyAddress, ticketToken } from "#server/modules/tickets/index.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { receiveMail, signMail } from "#server/webhooks/receive-mail.ts";
import { openContactTicket, openOrderTicket, openOwnTicket } from "./open-ticket.ts";
import { ownTicket, staffTicket } from "./read-ticket.ts";
import { answer, assignTicket, reply, settleTicket } from "./write-message.ts";

const secret = "s".repeat(40);
beforeAll(() => {
  process.env.MAIL_REPLY_TO = "reply@shop.test";
  process.env.MAIL_INBOUND_SECRET = secret;
  resetEnv();
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
const by = (actor: Actor) => ({ userId: actor.userId });
const words = {
  category: "order" as const,
  subject: "Où est ma table ?",
  body: "Bonjour,\n\nelle devait arriver hier.",
};
const now = () => new Date();

async function person(role?: "support"): Promise<Actor> {
  const userId = newId("user");
  const email = `${userId}@example.test`.toLowerCase();
  await db().user.create({
    data: { id: userId, email, name: "Léa Martin", ...(role && { staffRoles: { create: { role } } }) },
  });
  return { ...guestActor, userId, email, name: "Léa Martin", roles: role ? ["customer", role] : ["customer"] };
}
const reachOf = (actor: Actor, number: string) => ({ scope: scopeFor(actor, "account.ticket.own"), number });
const mailsTo = (to: string) => db().mailMessage.findMany({ where: { to }, orderBy: { createdAt: "asc" } });
const pdf = async () =>
  (
    await keepDraft(
      db(),
      {
        name: "note.pdf",
        bytes: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
        byUserId: null,
      },
      now(),
    )
  ).token;

describe("a customer's ticket", () => {
  it("is asked, answered by mail, noted on, answered back by mail, and solved", async () => {
    const [anne, staff] = [await person(), await person("support")];
    const order = await makeOrder({ userId: anne.userId });
    const { number } = await openOwnTicket(anne, "fr", { ...words, files: [], orderNumber: order.number }, now());
    await answer(
      staff,
      { number, body: "Voir avec le transporteur", files: [], internal: true, status: "waiting" },
      by(staff),
      now(),
    );
    expect(await ownTicket(db(), reachOf(anne, number))).toMatchObject({
      status: "open",
      firstAnswerAt: null,
      orderNumber: order.number,
      messages: [{ side: "customer", body: words.body }],
    });
    await answer(
      staff,
      { number, body: "Elle arrive demain.", files: [], internal: false, status: "waiting" },
      by(staff),
      now(),
    );
    const seen = await staffTicket(db(), number);
    expect(seen).toMatchObject({ status: "waiting", assignee: { id: staff.userId } });
    expect(seen.messages.map((one) => one.internal)).toEqual([false, true, false]);
    expect(seen.firstAnswerAt).not.toBeNull();
    await runJobs();
    const mails = await mailsTo(anne.email ?? "");
    expect(mails.map((mail) => mail.template)).toEqual(["ticket_opened", "ticket_answered"]);
    expect(new Set(mails.map((mail) => mail.thread))).toEqual(new Set([seen.id]));
    expect(mails[1]?.replyTo).toBe(replyAddress(seen.id));
    expect(mails.map((mail) => mail.text).join()).not.toContain("transporteur");
    // Answered from the mailbox, delivered twice, with what was answered below it.
    const mail = {
      messageId: `<${newId("request")}@mail.test>`,
      from: anne.email ?? "",
      to: [`Maison <${replyAddress(seen.id)?.toUpperCase()}>`],
      text: "Merci !\r\n\r\nLe 22 nov. 2026 à 10:00, Maison Comptoir\r\n<x@shop.test> a écrit :\r\n> Elle arrive demain.",
    };
    expect(await hand(mail)).toEqual([200, false]);
    expect(await hand(mail)).toEqual([200, true]);
    await runJobs();
    const after = await ownTicket(db(), reachOf(anne, number));
    expect(after).toMatchObject({ status: "open" });
    expect(after.messages.at(-1)).toMatchObject({ side: "customer", via: "mail", body: "Merci !", name: "Léa Martin" });
    expect(after.messages).toHaveLength(3);
    await settleTicket({ number, status: "closed" }, by(staff));
    expect(await codeOf(reply(reachOf(anne, number), { body: "Encore", files: [] }, by(anne), now()))).toBe(
      "tickets.closed",
    );
    expect(await codeOf(settleTicket({ number, status: "open" }, by(staff)))).toBe("tickets.transition_not_allowed");
  });

  it("is nobody else's: not the list, the thread, the files; notes and theirs are for staff alone", async () => {
    const [anne, bob, staff] = [await person(), await person(), await person("support")];
    const { number, token } = await openOwnTicket(anne, "fr", { ...words, files: [await pdf()] }, now());
    await answer(
      staff,
      { number, body: "Entre nous", files: [await pdf()], internal: true, status: "waiting" },
      by(staff),
      now(),
    );
    const { messages } = await staffTicket(db(), number);
    const [hers, ours] = messages.map((one) => one.files[0]?.id ?? "");
    expect(await codeOf(ownTicket(db(), reachOf(bob, number)))).toBe("tickets.not_found");
    expect(await codeOf(ownTicket(db(), { scope: nothing, number }))).toBe("tickets.not_found");
    expect(await codeOf(ownTicket(db(), { token: "0".repeat(40) }))).toBe("tickets.not_found");
    expect(await codeOf(reply(reachOf(bob, number), { body: "Moi", files: [] }, by(bob), now()))).toBe(
      "tickets.not_found",
    );
    expect((await listOwnTickets(db(), scopeFor(bob, "account.ticket.own"), { limit: 10 })).items).toEqual([]);
    expect((await listTickets(db(), scopeFor(bob, "tickets.ticket.read"), { limit: 10 }, bob.userId)).items).toEqual(
      [],
    );
    expect((await listOwnTickets(db(), scopeFor(anne, "account.ticket.own"), { limit: 10 })).items).toHaveLength(1);
    const other = await openOwnTicket(bob, "fr", { ...words, files: [] }, now());
    const table: [string, Actor, number][] = [
      [`account/tickets/attachments/${hers}`, anne, 200],
      [`account/tickets/attachments/${hers}`, bob, 404],
      [`account/tickets/attachments/${hers}`, guestActor, 404],
      [`account/tickets/attachments/${ours}`, anne, 404],
      [`help/${token}/attachments/${hers}`, guestActor, 200],
      [`help/${token}/attachments/${ours}`, guestActor, 404],
      [`help/${other.token}/attachments/${hers}`, guestActor, 404],
      [`admin/tickets/attachments/${ours}`, staff, 200],
      [`admin/tickets/attachments/${ours}`, anne, 404],
      [`account/attachments/${hers}`, anne, 404],
    ];
    for (const [path, actor, status] of table) {
      const response = await serveDocument(path.split("/"), new Request("http://shop.test/"), async () => actor);
      expect([path, actor.roles, response.status]).toEqual([path, actor.roles, status]);
    }
    // About somebody else's order: no such order.
    const order = await makeOrder({ userId: bob.userId });
    const ask = openOwnTicket(anne, "fr", { ...words, files: [], orderNumber: order.number }, now());
    expect(await codeOf(ask)).toBe("sales.order_not_found");
    expect(await codeOf(assignTicket({ number, userId: bob.userId }, by(staff)))).toBe("tickets.assignee_not_staff");
  });

  it("keeps what was typed as text: no mail and no answer makes markup of it", async () => {
    const email = `${newId("request")}@example.test`;
    const body = `<img src=x onerror=alert(1)><script>alert(2)</script> "quoted" & more`;
    await openContactTicket({ ...words, subject: "<b>gras</b>", body, name: "Zoé", email, files: [] }, "fr", now());
    await runJobs();
    const [mail] = await mailsTo(email);
    expect(mail?.html).not.toMatch(/<img src=x|<script>|<b>gras/);
    expect(mail?.html).toContain("&lt;script&gt;");
    expect(mail?.text).toContain(body);
    const ticket = await db().ticket.findFirstOrThrow({ where: { email }, include: { messages: true } });
    expect(ticket.messages[0]?.body).toBe(body);
  });
});

describe("a guest's ticket", () => {
  it("is about the order of the link, and opens by its own link", async () => {
    const order = await makeOrder({ email: "guest@example.test" });
    const token = orderAccessToken(order.id);
    const made = await openOrderTicket({ ...words, token, files: [] }, now());
    const thread = await ownTicket(db(), { token: made.token });
    expect(thread).toMatchObject({ number: made.number, orderNumber: order.number, status: "open" });
    expect(thread).not.toHaveProperty("email");
    await reply({ token: made.token.toUpperCase() }, { body: "Encore moi", files: [] }, { userId: null }, now());
    expect((await ownTicket(db(), { token: made.token })).messages).toHaveLength(2);
    expect(await codeOf(openOrderTicket({ ...words, token: "x".repeat(43), files: [] }, now()))).toBe(
      "sales.order_not_found",
    );
  });
});

/** Hands a mail over as a mail server would; the status, and whether it was known. */
async function hand(mail: object, { key = secret, at = now() } = {}): Promise<[number, boolean | undefined]> {
  const body = JSON.stringify(mail);
  const headers = { "x-comptoir-signature": signMail(key, body, at) };
  const response = await receiveMail(
    new Request("http://shop.test/api/webhooks/mail", { method: "POST", body, headers }),
  );
  const said = (await response.json().catch(() => ({}))) as { repeated?: boolean };
  return [response.status, said.repeated];
}

describe("mails that come in", () => {
  it("are believed only when signed, and now", async () => {
    const mail = { messageId: "<1@x.test>", from: "a@x.test", to: ["reply@shop.test"], text: "Bonjour" };
    expect((await hand(mail, { key: "other".repeat(8) }))[0]).toBe(400);
    expect((await hand(mail, { at: new Date(Date.now() - 400_000) }))[0]).toBe(400);
    expect((await hand({ text: 1 }))[0]).toBe(400);
    const unsigned = new Request("http://shop.test/", { method: "POST", body: JSON.stringify(mail) });
    expect((await receiveMail(unsigned)).status).toBe(400);
    expect(await db().webhookInbox.count({ where: { provider: "mail", externalId: "<1@x.test>" } })).toBe(0);
  });

  it("find their ticket by the secret alone: others, machines and guesses write nowhere", async () => {
    const email = `${newId("request")}@example.test`;
    await openContactTicket({ ...words, name: "Zoé", email, files: [] }, "fr", now());
    const { id } = await db().ticket.findFirstOrThrow({ where: { email } });
    const to = replyAddress(id) ?? "";
    const base = { from: email, text: "Absente jusqu’à lundi" };
    const cases: [object, number][] = [
      [{ ...base, messageId: "<auto@x>", to: [to], automatic: true }, 1],
      [{ ...base, messageId: "<guess@x>", to: [`reply+${"0".repeat(40)}@shop.test`] }, 1],
      [{ ...base, messageId: "<domain@x>", to: [`reply+${ticketToken(id)}@evil.test`] }, 1],
      [
        {
          ...base,
          messageId: "<ok@x>",
          from: "colleague@example.test",
          to: ["x@y.test", to],
          text: "Je réponds pour elle.\u0000",
        },
        2,
      ],
    ];
    for (const [mail, messages] of cases) {
      expect((await hand(mail))[0]).toBe(200);
      await runJobs();
      expect(await db().ticketMessage.count({ where: { ticketId: id } })).toBe(messages);
    }
    const last = (await ownTicket(db(), { token: ticketToken(id) })).messages.at(-1);
    expect(last).toMatchObject({ name: "colleague@example.test", body: "Je réponds pour elle.", via: "mail" });
  });
});
