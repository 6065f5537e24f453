import { extractXml, Profile, validateXsd } from "@stackforge-eu/factur-x";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { type Actor, guestActor } from "#server/access/actor.ts";
import type { Role } from "#server/access/roles.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { newId } from "#server/kernel/ids.ts";
import { formatMoney } from "#server/kernel/money.ts";
import { creditNoteFor } from "#server/modules/invoicing/index.ts";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { makeOrder, type TestOrder } from "#server/testing/order-fixture.ts";
import { sendOrder } from "#server/testing/send-order.ts";
import { serveDocument } from "./documents.ts";

const by = { userId: null };
let visitor = 0;

async function open(path: string, actor: Actor = guestActor) {
  visitor++;
  const request = new Request(`http://shop.test/api/documents/${path}`, {
    headers: { "x-forwarded-for": `10.0.${Math.floor(visitor / 50)}.${visitor % 50}` },
  });
  const response = await serveDocument((path.split("?")[0] ?? "").split("/"), request, async () => actor);
  return { status: response.status, headers: response.headers, response };
}

/** The words of a PDF with plain spaces, its language, its title and how many pages it has. */
async function read(path: string, actor?: Actor) {
  const { status, headers, response } = await open(path, actor);
  expect(status).toBe(200);
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  const { info } = await pdf.getMetadata();
  const meta = info as { Language?: string; Title?: string };
  return {
    text: text.replace(/[\s\u00a0\u202f]+/g, " "),
    totalPages,
    language: meta.Language,
    title: meta.Title,
    headers,
  };
}

async function makeUser(roles: Role[] = ["customer"]): Promise<Actor> {
  const userId = newId("user");
  await db().user.create({ data: { id: userId, email: `${userId}@example.test`, name: "U" } });
  return { ...guestActor, userId, roles };
}

async function invoiced(options: TestOrder) {
  const order = await makeOrder(options);
  const id = (await draftInvoice(order.id)) ?? "";
  const { number } = await postInvoice(id, by);
  return { order, id, number, token: orderAccessToken(order.id) };
}

const plain = (minor: number, locale: string) =>
  formatMoney({ minor, currency: "EUR" }, locale).replace(/[\s\u00a0\u202f]+/g, " ");

describe("what the papers say", () => {
  it.each(["fr", "en"] as const)("an invoice in %s has the order's numbers and what the law wants", async (locale) => {
    const { order, number, token } = await invoiced({
      locale,
      lines: [
        { price: "1120.00", quantity: 2, name: "Chaise Alba", description: "Chêne naturel" },
        { price: "19.99", quantity: 3, name: "Œuf à repriser" },
        { price: "12.00", quantity: 1, rate: "0.055", name: "Livre" },
      ],
    });
    const paper = await read(`order/${token}/invoice/${number}.pdf`);
    expect(paper.language).toBe(locale);
    expect(paper.title).toContain(number);
    const row = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } });
    for (const line of [...order.lines, order.shipping]) {
      expect(paper.text).toContain(plain(line.grossMinor, locale));
      expect(paper.text).toContain(plain(line.netMinor, locale));
    }
    for (const minor of [row.totalMinor, row.netMinor]) expect(paper.text).toContain(plain(Number(minor), locale));
    const taxes = await db().invoiceTax.findMany({ where: { invoice: { number } } });
    for (const tax of taxes) expect(paper.text).toContain(plain(Number(tax.taxMinor), locale));
    const law = [
      number,
      order.number,
      "Zoé Œuvrard",
      "Œuf à repriser",
      "SIREN 000 000 000",
      "RCS Lyon",
      "FR 00 000000000",
    ];
    law.push(locale === "fr" ? "livraison de biens" : "supply of goods");
    law.push(locale === "fr" ? "Facture réglée le" : "Invoice paid on", locale === "fr" ? "5,5 %" : "5.5%");
    for (const words of law) expect(paper.text).toContain(words);
    // A consumer is not threatened with what only binds professionals.
    expect(paper.text).not.toMatch(/40 €|€40/);
    expect(paper.headers.get("cache-control")).toBe("private, no-store");
    expect(paper.headers.get("content-disposition")).toBe(
      `inline; filename="${locale === "fr" ? "facture" : "invoice"}-${number}.pdf"`,
    );
  });

  it("an invoice of a company names its SIREN, its VAT number and the recovery indemnity", async () => {
    const partnerId = newId("partner");
    const company = { kind: "company", name: "Hôtel Alba SARL", siren: "123 456 782", vatNumber: "FR32123456782" };
    await db().partner.create({ data: { id: partnerId, ...company } });
    const { number, token } = await invoiced({ partnerId });
    const { text } = await read(`order/${token}/invoice/${number}.pdf`);
    for (const words of [company.name, "SIREN 123 456 782", "TVA FR32123456782", "40 €", "D441-5", "escompte"]) {
      expect(text).toContain(words);
    }
  });

  it("a long invoice repeats its head and counts its pages", async () => {
    const lines = Array.from({ length: 45 }, (_, i) => ({
      price: "10.00",
      quantity: 1,
      name: `Objet numéro ${i + 1}`,
    }));
    const { number, token } = await invoiced({ lines });
    const { text, totalPages } = await read(`order/${token}/invoice/${number}.pdf`);
    expect(totalPages).toBeGreaterThan(2);
    expect(text.match(/Désignation/g)).toHaveLength(totalPages);
    for (let i = 1; i <= totalPages; i++) expect(text).toContain(`Page ${i} sur ${totalPages}`);
    for (let i = 1; i <= 45; i++) expect(text).toContain(`Objet numéro ${i} `);
  });

  it("an invoice and its credit note carry themselves for machines", async () => {
    const { id, number, token } = await invoiced({
      lines: [
        { price: "19.99", quantity: 3, name: "Œuf à repriser" },
        { price: "12.00", quantity: 1, rate: "0.055", name: "Livre & carnet" },
      ],
    });
    const note = await inTx((tx) => creditNoteFor(tx, { invoiceId: id, amountMinor: 1234, reason: "Pied rayé" }));
    for (const [which, type] of [
      [number, 380],
      [note.number, 381],
    ] as const) {
      const { response } = await open(`order/${token}/invoice/${which}.pdf`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { xml, filename, profile } = await extractXml(bytes);
      expect([filename, profile]).toEqual(["factur-x.xml", Profile.EN16931]);
      expect((await validateXsd(xml, Profile.EN16931)).errors).toEqual([]);
      expect(xml).toContain(`<ram:ID>${which}</ram:ID><ram:TypeCode>${type}</ram:TypeCode>`);
      const row = await db().invoice.findFirstOrThrow({ where: { number: which } });
      expect(xml).toContain(`<ram:GrandTotalAmount>${Number(row.totalMinor) / 100}</ram:GrandTotalAmount>`);
      const packet =
        /<\?xpacket begin[\s\S]*<\?xpacket end="w"\?>/.exec(Buffer.from(bytes).toString("utf8"))?.[0] ?? "";
      expect(packet).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
      expect(packet).toContain("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>");
    }
  });

  it("a credit note names the invoice it corrects, the reason and the amount", async () => {
    const { id, number, token } = await invoiced({});
    const note = await inTx((tx) => creditNoteFor(tx, { invoiceId: id, amountMinor: 1234, reason: "Pied rayé" }));
    const { text } = await read(`order/${token}/invoice/${note.number}.pdf`);
    for (const words of ["Avoir", note.number, `Avoir sur la facture ${number}`, "12,34 €", "Motif : Pied rayé"]) {
      expect(text).toContain(words);
    }
  });

  it("a confirmation has lines, shipping, total and the taxes within", async () => {
    const order = await makeOrder({ locale: "en" });
    const { text } = await read(`order/${orderAccessToken(order.id)}/confirmation.pdf`);
    for (const words of [order.number, "Chaise Alba", "Home delivery", "of which VAT 20%", "L221-18"]) {
      expect(text).toContain(words);
    }
    expect(text).toContain(plain(order.totalMinor, "en"));
  });

  it("a picking slip lists what to take, for the warehouse's language", async () => {
    const order = await makeOrder();
    const staff = await makeUser(["warehouse"]);
    const path = `admin/deliveries/${order.deliveries[0]}/picking-slip.pdf`;
    const { text } = await read(`${path}?locale=en`, staff);
    for (const words of ["Picking", order.number, "SKU-1", "Chaise Alba", "Lyon", "To pick"])
      expect(text).toContain(words);
    expect((await read(`${path}?locale=fr`, staff)).text).toContain("À préparer");
  });
});

describe("a delivery note", () => {
  it("goes with what left, without prices, to its buyer, the link and the house alone", async () => {
    const owner = await makeUser();
    const order = await makeOrder({
      userId: owner.userId,
      lines: [{ price: "120.00", quantity: 3, name: "Chaise Alba" }],
    });
    const number = order.deliveries[0] ?? "";
    const token = orderAccessToken(order.id);
    const mine = `account/delivery-notes/${number}.pdf`;
    // Nothing left the house yet: nobody has one.
    for (const [path, actor] of [
      [mine, owner],
      [`admin/delivery-notes/${number}.pdf`, await makeUser(["warehouse"])],
    ] as const) {
      expect((await open(path, actor)).status).toBe(404);
    }
    await sendOrder(order.id);
    const { text, language } = await read(mine, owner);
    expect(language).toBe("fr");
    for (const words of [
      "Bon de livraison",
      number,
      order.number,
      "Chaise Alba",
      "Zoé Œuvrard",
      "Commandé",
      "Expédiée le",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain("120,00");
    const table: [string, Actor, number][] = [
      [mine, await makeUser(), 404],
      [mine, guestActor, 404],
      [mine, await makeUser(["warehouse"]), 404],
      [`admin/delivery-notes/${number}.pdf`, await makeUser(["warehouse"]), 200],
      [`admin/delivery-notes/${number}.pdf`, owner, 404],
      [`order/${token}/delivery-note/${number}.pdf`, guestActor, 200],
      [`order/${orderAccessToken((await makeOrder()).id)}/delivery-note/${number}.pdf`, guestActor, 404],
    ];
    for (const [path, actor, status] of table) {
      expect([path, actor.roles, (await open(path, actor)).status]).toEqual([path, actor.roles, status]);
    }
  });
});

describe("line 1: who may open papers", () => {
  it("owner and staff may, everybody else reads that it does not exist", async () => {
    const owner = await makeUser();
    const other = await makeUser();
    const { order, id, number, token } = await invoiced({ userId: owner.userId });
    const [delivery] = order.deliveries;
    const accountant = await makeUser(["accountant"]);
    const warehouse = await makeUser(["warehouse"]);
    const catalogue = await makeUser(["catalogue"]);
    const table: [string, Actor, number][] = [
      [`account/orders/${order.number}/confirmation.pdf`, owner, 200],
      [`account/orders/${order.number}/confirmation.pdf`, other, 404],
      [`account/orders/${order.number}/confirmation.pdf`, guestActor, 404],
      [`account/invoices/${number}.pdf`, owner, 200],
      [`account/invoices/${id}.pdf`, owner, 200],
      [`account/invoices/${number}.pdf`, other, 404],
      [`account/invoices/${number}.pdf`, guestActor, 404],
      // Staff have the customer's permission for their own papers, not for others'.
      [`account/invoices/${number}.pdf`, accountant, 404],
      [`admin/invoices/${number}.pdf`, accountant, 200],
      [`admin/invoices/${id}.pdf`, accountant, 200],
      [`admin/invoices/${number}.pdf`, warehouse, 404],
      [`admin/invoices/${number}.pdf`, owner, 404],
      [`admin/orders/${order.number}/confirmation.pdf`, accountant, 200],
      [`admin/orders/${order.number}/confirmation.pdf`, owner, 404],
      [`admin/deliveries/${delivery}/picking-slip.pdf`, warehouse, 200],
      [`admin/deliveries/${delivery}/picking-slip.pdf`, catalogue, 404],
      [`admin/deliveries/${delivery}/picking-slip.pdf`, owner, 404],
      [`order/${token}/confirmation.pdf`, guestActor, 200],
      [`order/${"A".repeat(43)}/confirmation.pdf`, guestActor, 404],
      [`order/${token}/invoice/${number}.pdf`, guestActor, 200],
    ];
    for (const [path, actor, status] of table) {
      expect([path, actor.roles, (await open(path, actor)).status]).toEqual([path, actor.roles, status]);
    }
  });

  it("a token opens the papers of its own order only, and no drafts", async () => {
    const mine = await invoiced({});
    const theirs = await invoiced({});
    expect((await open(`order/${mine.token}/invoice/${theirs.number}.pdf`)).status).toBe(404);
    const draft = await makeOrder();
    const id = await draftInvoice(draft.id);
    expect((await open(`order/${orderAccessToken(draft.id)}/invoice/${id}.pdf`)).status).toBe(404);
    const refused = await open(`order/${mine.token}/invoice/../confirmation.pdf`);
    expect(refused.status).toBe(404);
    expect(await refused.response.json()).toMatchObject({ code: "documents.not_found", details: {} });
    expect(refused.headers.get("cache-control")).toBe("private, no-store");
  });

  it("there is no confirmation of what nobody paid", async () => {
    const order = await makeOrder({ unpaid: true });
    expect((await open(`order/${orderAccessToken(order.id)}/confirmation.pdf`)).status).toBe(404);
  });

  it("one address may not have papers made without end", async () => {
    const request = () =>
      serveDocument(
        ["order", "x", "confirmation.pdf"],
        new Request("http://shop.test/", { headers: { "x-forwarded-for": "10.9.9.9" } }),
        async () => guestActor,
      );
    const answers = await Promise.all(Array.from({ length: 65 }, request));
    const limited = answers.filter((answer) => answer.status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(5);
    expect(Number(limited[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
