import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smtpCarrier } from "#server/adapters/mail/smtp/smtp-carrier.ts";
import { mailOrderEvent } from "#server/flows/notify-customer/mail-order-event.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { runJobs } from "#server/testing/run-jobs.ts";

const link = { path: `/sign-in/link#${"a".repeat(43)}`, minutes: 15 };
const mails = (to: string) => db().mailMessage.findMany({ where: { to }, orderBy: { id: "asc" } });

describe("a mail", () => {
  it("is sent by the worker once, however often it was asked for", async () => {
    const mail = { dedupeKey: "same", to: "once@example.test", template: "sign_in", locale: "fr", data: link } as const;
    for (let i = 0; i < 3; i++) await inTx((tx) => queueMail(tx, mail));
    await runJobs();
    expect(await mails("once@example.test")).toMatchObject([{ status: "sent", template: "sign_in" }]);
    const waiting = await db().$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM graphile_worker.jobs`;
    expect(waiting[0]?.n).toBe(0n);
  });

  it("does not exist when the transaction that decided it failed", async () => {
    const mail = { dedupeKey: "gone", to: "gone@example.test", template: "sign_in", locale: "fr", data: link } as const;
    const failing = inTx(async (tx) => {
      await queueMail(tx, mail);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await mails("gone@example.test")).toEqual([]);
  });

  it("follows a confirmed order, in its language, with its lines and link", async () => {
    const { id, number } = await makeOrder({ email: "order@example.test", locale: "en" });
    await runJobs();
    await mailOrderEvent(db(), { eventType: "sales.order.confirmed", orderId: id });
    const [mail, ...more] = await mails("order@example.test");
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ template: "order_confirmed", locale: "en", status: "sent" });
    expect(mail?.subject).toContain(number);
    expect(mail?.text).toContain("- Chaise Alba, Chêne naturel · Quantity: 2, €240.00");
    expect(mail?.text).toMatch(/http:\/\/localhost:3000\/en\/order\/[\w-]{43}/);
  });

  it("tells of a change that waits to be paid, and of goods that came back, once each", async () => {
    const { id, lines } = await makeOrder({ email: "change@example.test", locale: "en" });
    const [line] = lines;
    await db().orderAmendment.create({
      data: {
        ...{ id: "oam_mail", orderId: id, status: "awaiting_payment", request: {}, idempotencyKey: "mail" },
        proposal: { changes: [{ name: "Chaise Alba", description: null, before: 2, after: 3 }] },
        ...{ differenceMinor: 12_000, expiresAt: new Date(Date.now() + 3_600_000) },
      },
    });
    const changes = [{ name: "Chaise Alba", description: null, before: 2, after: 3 }];
    await db().orderEvent.create({
      data: {
        ...{ id: "oev_mail", orderId: id, type: "change_waiting" },
        data: { amendmentId: "oam_mail", lines: changes, differenceMinor: 12_000, expiresAt: new Date().toISOString() },
      },
    });
    await db().customerReturn.create({
      data: {
        ...{ id: "ret_mail", number: "RT-MAIL", orderId: id, reason: "withdrawal", status: "received" },
        lines: { create: { id: "rtl_mail", orderLineId: line?.id ?? "", quantity: 1, received: 1, restocked: 1 } },
      },
    });
    for (let i = 0; i < 2; i++) {
      await mailOrderEvent(db(), { eventType: "sales.order.amended", orderId: id, amendmentId: "oam_mail" });
      await mailOrderEvent(db(), { eventType: "fulfilment.return.received", orderId: id, returnId: "ret_mail" });
    }
    const found = (await mails("change@example.test")).filter((mail) => mail.template !== "order_confirmed");
    expect(found.map((mail) => mail.template).sort()).toEqual(["order_edited", "return_received"]);
    const text = found.map((mail) => mail.text).join("\n");
    expect(text).toContain("Chaise Alba, 2 → 3");
    expect(text).toContain("€120.00 is left to pay before");
    expect(text).toContain("return RT-MAIL");
  });
});

it("tells where a changed order goes now, by an address that says only what it must", async () => {
  const { id } = await makeOrder({ email: "moved@example.test", locale: "fr" });
  const addressAfter = { recipient: "Anne", line1: "5 rue Neuve", postcode: "69003", city: "Lyon", country: "FR" };
  await db().orderEvent.create({
    data: {
      ...{ id: "oev_moved", orderId: id, type: "edited" },
      data: { amendmentId: "oam_moved", lines: [], differenceMinor: 0, addressAfter },
    },
  });
  await mailOrderEvent(db(), { eventType: "sales.order.edited", orderId: id, amendmentId: "oam_moved" });
  const mail = (await mails("moved@example.test")).find(({ template }) => template === "order_edited");
  expect(mail?.text).toContain("5 rue Neuve");
  expect(mail?.text).not.toContain("undefined");
});

describe("the SMTP carrier", () => {
  const received: string[] = [];
  // Speaks just enough SMTP to take a mail (RFC 5321).
  const server = createServer((socket) => {
    let inData = false;
    let buffer = "";
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      buffer += chunk.toString();
      for (let at = buffer.indexOf("\r\n"); at >= 0; at = buffer.indexOf("\r\n")) {
        const line = buffer.slice(0, at);
        buffer = buffer.slice(at + 2);
        received.push(line);
        if (inData) {
          if (line !== ".") continue;
          inData = false;
          socket.write("250 taken\r\n");
        } else if (line === "DATA") {
          inData = true;
          socket.write("354 go\r\n");
        } else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
  });
  let url = "";
  beforeAll(
    () =>
      new Promise<void>((ready) => {
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          url = `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}?ignoreTLS=true`;
          ready();
        });
      }),
  );
  afterAll(() => new Promise<void>((done) => void server.close(() => done())));

  it("hands over one recipient, both bodies and an id that stays the same", async () => {
    const carrier = smtpCarrier({ url, from: "Shop <hello@shop.test>" });
    await carrier.send({
      id: "eml_1",
      to: "one@example.test",
      subject: "Été à la maison",
      html: "<p>Bonjour</p>",
      text: "Bonjour",
      locale: "fr",
      stopUrl: "https://shop.test/api/stock-alerts/stop?token=t",
      thread: "tik_1",
      replyTo: "reply+abc@shop.test",
    });
    expect(received.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<one@example.test>"]);
    expect(received).toContain("Message-ID: <eml_1@shop.test>");
    expect(received).toContain("Content-Language: fr");
    expect(received).toContain("References: <tik_1@shop.test>");
    expect(received).toContain("In-Reply-To: <tik_1@shop.test>");
    expect(received).toContain("Reply-To: reply+abc@shop.test");
    expect(received).toContain("List-Unsubscribe: <https://shop.test/api/stock-alerts/stop?token=t>");
    expect(received).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(received.join("\n")).toMatch(/text\/plain[\s\S]*text\/html/);
  });

  it("rejects when nobody answers, and says so when checked", async () => {
    const dead = smtpCarrier({ url: "smtp://127.0.0.1:1", from: "a@shop.test" });
    await expect(dead.check()).rejects.toThrow(/ECONNREFUSED/);
  });
});
