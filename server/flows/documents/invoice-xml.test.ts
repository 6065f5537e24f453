import { Profile, validateXsd } from "@stackforge-eu/factur-x";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InvoiceDetail } from "#server/modules/invoicing/contract.ts";
import { invoiceXml } from "./invoice-xml.ts";

const eur = (minor: number) => ({ minor, currency: "EUR" });
const place = {
  recipient: "Zoé Œuvrard",
  company: null,
  line1: "12 rue des Martyrs",
  line2: null,
  postcode: "75009",
  city: "Paris",
  region: null,
  country: "FR",
};

const invoice: InvoiceDetail = {
  id: "inv_1",
  number: "FA-2026-00001",
  kind: "invoice",
  status: "posted",
  issueDate: "2026-11-20",
  createdAt: "2026-11-20T09:00:00.000Z",
  orderNumber: "SO-1",
  disputed: false,
  buyer: "Zoé Œuvrard",
  total: eur(15_590),
  locale: "fr",
  seller: {
    name: "Maison Comptoir",
    legalForm: "SAS au capital de 10 000 €",
    line1: "12 rue des Frères Lumière",
    postcode: "69008",
    city: "Lyon",
    country: "FR",
    siren: "000 000 000",
    rcs: "RCS Lyon",
    vatNumber: "FR 00 000000000",
    email: "bonjour@example.com",
    phone: "+33 4 00 00 00 00",
    iban: "FR76 3000 6000 0112 3456 7890 189",
  },
  buyerDetail: { ...place, email: "zoe@example.com", professional: false, siren: null, siret: null, vatNumber: null },
  deliveryTo: place,
  taxTreatment: "standard",
  paymentTerms: null,
  dueDate: "2026-12-20",
  postedAt: "2026-11-20T09:00:00.000Z",
  orderPlacedAt: "2026-11-18T09:00:00.000Z",
  purchaseReference: "PO <4711>",
  suppliedOn: "2026-11-20",
  net: eur(12_992),
  tax: eur(2_598),
  reason: null,
  lines: [
    {
      position: 0,
      sku: "MC-1",
      name: "Bol & assiette <grès>",
      description: "Argile",
      quantity: 3,
      unitPrice: "41.666667",
      taxRate: "0.2",
      net: eur(12_500),
      tax: eur(2_500),
      gross: eur(15_000),
    },
    {
      position: 1,
      sku: null,
      name: "À domicile",
      description: null,
      quantity: 1,
      unitPrice: "4.92",
      taxRate: "0.2",
      net: eur(492),
      tax: eur(98),
      gross: eur(590),
    },
  ],
  taxes: [{ rate: "0.2", base: eur(12_992), tax: eur(2_598) }],
  reverses: null,
  isReissue: false,
  replaces: null,
  replacedBy: null,
  creditNotes: [],
  creditable: eur(15_590),
};

const unpaid = { paidMinor: 0, paidOn: null };
const paid = { paidMinor: 15_590, paidOn: "2026-11-18T09:00:00.000Z" };

const company = {
  ...invoice.buyerDetail,
  company: "Hôtel Alba SARL",
  professional: true,
  siren: "123 456 782",
  vatNumber: "FR32123456782",
};

const abroad: InvoiceDetail = {
  ...invoice,
  taxTreatment: "reverse_charge",
  buyerDetail: { ...company, country: "DE", siren: null, vatNumber: "DE136695976" },
  deliveryTo: { ...place, country: "DE" },
  total: eur(12_992),
  tax: eur(0),
  lines: invoice.lines.map((line) => ({ ...line, taxRate: "0", tax: eur(0), gross: line.net })),
  taxes: [{ rate: "0", base: eur(12_992), tax: eur(0) }],
};

const note: InvoiceDetail = {
  ...invoice,
  kind: "credit_note",
  number: "AV-2026-00001",
  reason: "Pied rayé",
  dueDate: null,
  reverses: { id: "inv_1", number: "FA-2026-00001", issueDate: "2026-11-20" },
};

const errorsOf = async (xml: string) => (await validateXsd(xml, Profile.EN16931)).errors;
const valuesOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)</ram:${name}>`, "g"))].map((match) => match[1]);

describe("an invoice for machines", () => {
  it.each([
    ["of a consumer, paid", invoice, paid],
    ["of a consumer, to be paid", invoice, unpaid],
    ["of a company, in English", { ...invoice, locale: "en", buyerDetail: company } as InvoiceDetail, unpaid],
    ["without VAT, to another member state", abroad, unpaid],
    ["that credits another", note, unpaid],
    ["that makes room for another name", { ...note, isReissue: true }, unpaid],
    ["in another name", { ...invoice, buyerDetail: company, replaces: note.reverses }, paid],
  ])("%s is valid by the schema of Factur-X", async (_, document, settlement) => {
    expect(await errorsOf(invoiceXml(document, settlement))).toEqual([]);
  });

  it("says what is paid and what is due, and how to pay that", () => {
    const open = invoiceXml(invoice, { paidMinor: 5_590, paidOn: null });
    expect(valuesOf(open, "TotalPrepaidAmount")).toEqual(["55.9"]);
    expect(valuesOf(open, "DuePayableAmount")).toEqual(["100"]);
    expect(valuesOf(open, "IBANID")).toEqual(["FR7630006000011234567890189"]);
    const closed = invoiceXml(invoice, paid);
    expect(valuesOf(closed, "DuePayableAmount")).toEqual(["0"]);
    expect(closed).not.toContain("IBANID");
    expect(closed).toContain("Bol &amp; assiette &lt;grès&gt;");
  });

  it("says why there is no VAT", () => {
    const xml = invoiceXml(abroad, unpaid);
    expect(new Set(valuesOf(xml, "CategoryCode"))).toEqual(new Set(["K"]));
    expect(valuesOf(xml, "ExemptionReasonCode")).toEqual(["VATEX-EU-IC"]);
    expect(valuesOf(xml, "ExemptionReason")[0]).toContain("138");
  });

  it("names the buyer's own reference, where there is one", () => {
    const named = /<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>([^<]*)</;
    expect(named.exec(invoiceXml(invoice, unpaid))?.[1]).toBe("PO &lt;4711&gt;");
    expect(invoiceXml({ ...invoice, purchaseReference: null }, unpaid)).not.toMatch(named);
  });

  it("names the invoice that a credit note corrects, and the reason", () => {
    const xml = invoiceXml(note, unpaid);
    expect(valuesOf(xml, "TypeCode")[0]).toBe("381");
    expect(xml).toContain("<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>FA-2026-00001<");
    expect(valuesOf(xml, "Content")[0]).toContain("Pied rayé");
  });

  it("threatens no consumer with what only binds professionals", () => {
    expect(invoiceXml(invoice, unpaid)).not.toContain("40 €");
    expect(valuesOf(invoiceXml({ ...invoice, buyerDetail: company }, unpaid), "SubjectCode")).toEqual(["AAB", "PMD"]);
  });

  it("has no form for a draft", () => {
    expect(() => invoiceXml({ ...invoice, number: null, issueDate: null }, unpaid)).toThrow(RangeError);
  });

  it("is valid whatever people are called", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), async (text) => {
        const odd = { ...place, recipient: `A${text}`, city: `B${text}` };
        const xml = invoiceXml({ ...invoice, deliveryTo: odd, reason: text }, unpaid);
        expect(await errorsOf(xml)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
