import { describe, expect, it } from "vitest";
import { parseEnv } from "#server/platform/env.ts";
import { toHtml, toText } from "./blocks.ts";
import { type MailData, type MailTemplate, writeLetter } from "./templates.ts";

process.env.DATABASE_URL = "postgresql://u:p@localhost:5432/none";
const eur = (minor: number) => ({ minor, currency: "EUR" });
const token = "a".repeat(43);
const line = { name: "Table Aubrac", description: "Chêne · 160 cm", quantity: 2 };
const samples: { [K in MailTemplate]: MailData[K] } = {
  sign_in: { path: `/sign-in/link#${token}`, minutes: 15 },
  account_offer: { number: "SO-2026-000123", path: `/sign-in/link?to=%2Ffr#${token}`, minutes: 60 },
  cart_reminder: {
    token: `rem_${"a".repeat(26)}.${token}`,
    lines: [{ ...line, total: eur(57_800), mediaKey: "a.webp" }],
  },
  pickup: {
    number: "SO-2026-000123",
    path: "/order/x",
    code: "K7MQ4T",
    store: "Comptoir de Paris",
    address: "38 rue de Charonne, 75011 Paris",
    hours: [{ days: "mardi – samedi", times: "11:00 – 19:00" }],
    until: "jeudi 3 décembre 2026",
    lines: [line],
    reminder: false,
  },
  register: { path: `/sign-in/confirm#${token}`, name: "Camille" },
  reset: { path: `/sign-in/reset#${token}`, minutes: 30 },
  data_copy: { path: "/account/privacy", name: "Camille", days: 7 },
  erasure: { path: `/sign-in/erasure#${token}`, name: "Camille", hours: 24 },
  email_change: { path: `/sign-in/email#${token}`, minutes: 60 },
  email_changed: { path: `/sign-in/email-undo#${token}`, name: "Camille", email: "new@example.test", days: 14 },
  security_notice: {
    what: "new_device",
    device: "Firefox, Linux",
    when: "dimanche 22 novembre",
    path: "/account/security",
  },
  invitation: { path: `/sign-in/reset#${token}`, name: "Camille" },
  company_invitation: { company: "Atelier Fischer", days: 7, path: `/account/company/join/${token}` },
  approval_asked: {
    company: "Atelier Fischer",
    buyer: "Naomi",
    total: eur(90_000),
    days: 14,
    path: "/account/approvals/x",
  },
  invoices_due: {
    name: "Camille",
    path: "/account/invoices/statement",
    total: eur(90_000),
    invoices: [
      {
        number: "FA-2026-00012",
        dueDate: "2026-11-20",
        daysLate: 3,
        open: eur(90_000),
        paper: `https://shop.example/api/documents/invoice/${token}/FA-2026-00012.pdf`,
      },
    ],
  },
  approval_closed: {
    outcome: "refused",
    company: "Atelier Fischer",
    total: eur(90_000),
    number: null,
    reason: "Trop cher",
    path: "/account/approvals/x",
  },
  quote_sent: {
    number: "QU-2026-000012",
    version: 2,
    total: eur(90_000),
    validUntil: "2026-12-22",
    path: `/quotes/${token}`,
    paper: `https://shop.example/api/documents/quote/${token}/quote.pdf`,
  },
  quote_withdrawn: { number: "QU-2026-000012", reason: "Épuisé", path: "/account/quotes/x" },
  quote_answered: {
    outcome: "declined",
    number: "QU-2026-000012",
    customer: "Atelier Fischer",
    reason: "Trop cher",
    orderNumber: null,
    path: "/admin/quotes/x",
  },
  order_link: { number: "SO-2026-000123", path: "/order/x" },
  order_code: { number: "SO-2026-000123", code: "123456", path: "/order/x" },
  order_confirmed: {
    number: "SO-2026-000123",
    path: "/order/x",
    name: "Camille",
    lines: [{ ...line, gross: eur(57_800), mediaKey: "a.webp" }],
    items: eur(57_800),
    discount: eur(0),
    pointsOff: eur(1_500),
    points: { earned: 563, pending: true, pendingDays: 14, spent: 300, returned: 0 },
    shipping: eur(0),
    shippingMethod: "Colissimo",
    taxes: [{ rate: 0.2, tax: eur(9_633) }],
    total: eur(57_800),
    delivery: ["Camille Roy", "75011 Paris"],
    billing: ["Camille Roy", "75011 Paris"],
  },
  order_shipped: {
    number: "SO-2026-000123",
    path: "/order/x",
    parcels: [
      {
        number: "PC-1",
        carrier: "Colissimo",
        trackingNumber: "6A123",
        trackingUrl: "https://track.test/6A123",
        lines: [line],
      },
    ],
    later: [line],
  },
  invoice_posted: {
    kind: "invoice",
    invoice: "FA-2026-00001",
    number: "SO-1",
    path: "/order/x",
    total: eur(100),
    points: null,
  },
  order_cancelled: { number: "SO-1", path: "/order/x", reason: "sold_out_while_paying", paid: eur(100), points: null },
  transfer_awaited: {
    number: "SO-1",
    path: "/order/x",
    amount: eur(100),
    holder: "Maison Comptoir",
    iban: "FR76 0000 0000 0000 0000 0000 097",
    bic: "DEMOFRPPXXX",
    reference: "RF47 SO20 2600 0123",
    deadline: "30/11/2026",
  },
  payment_needed: { number: "SO-1", path: "/order/x", amount: eur(100) },
  refund_succeeded: {
    ...{ number: "SO-1", path: "/order/x", amount: eur(100) },
    points: { earned: 0, pending: false, pendingDays: 14, spent: 300, returned: 1 },
  },
  order_edited: {
    number: "SO-1",
    path: "/order/x",
    changes: [{ name: "Chaise Alba", description: "Chêne", before: 2, after: 3 }],
    delivery: ["Camille Roy", "75011 Paris"],
    difference: eur(12_000),
    waitsUntil: "24 novembre 2026",
    points: null,
  },
  points_expire: { name: "Camille", points: 340, at: "2026-12-21T09:00:00.000Z", worth: eur(1_700) },
  alert_confirm: { name: "Table Aubrac", description: "Chêne", token: `alr_x.${token}`, days: 7 },
  stock_back: {
    ...{ name: "Table Aubrac", description: "Chêne", token: `alr_x.${token}`, path: "/products/table?sku=T" },
    ...{ price: eur(57_800), mediaKey: "a.webp", ahead: false },
  },
  review_request: {
    token: `rrq_${"a".repeat(26)}.${token}`,
    number: "SO-2026-000123",
    path: "/order/x/reviews",
    lines: [{ name: "Table Aubrac", description: "Chêne", mediaKey: "a.webp" }],
  },
  review_refused: { product: "Table Aubrac", ground: "other", words: "…", path: "/order/x/reviews" },
  ticket_opened: {
    number: "TK-1",
    subject: "Où est ma table ?",
    body: "Bonjour",
    by: "",
    path: "/help/x",
    answerable: true,
  },
  ticket_answered: { number: "TK-1", subject: "Où ?", body: "a\n\nb", by: "Léa", path: "/help/x", answerable: false },
  withdrawal_received: {
    number: "WD-1",
    order: "SO-1",
    statement: "Je soussignée Zoé vous notifie ma rétractation.",
    at: "20.11.2026, 10:00:00",
    returnNumber: "RT-1",
    path: "/order/x",
  },
  return_announced: {
    number: "SO-1",
    path: "/order/x/returns/RT-1",
    return: "RT-1",
    lines: [{ name: "Chaise Alba", quantity: 1 }],
    wayBack: "store",
    store: "Comptoir de Paris, 38 rue de Charonne, 75011 Paris",
    expected: { minor: 12_000, currency: "EUR" },
  },
  exchange_decided: {
    number: "SO-1",
    return: "RT-1",
    replacement: "SO-2",
    path: "/order/x",
    reason: null,
    lines: [{ name: "Chaise Alba", description: "Noyer", quantity: 1 }],
    back: { minor: 500, currency: "EUR" },
    due: { minor: 0, currency: "EUR" },
  },
  claim_received: {
    ...{ number: "SO-1", claim: "CL-1", path: "/order/x", kind: "damaged", day: "22 décembre 2026" },
    lines: [{ name: "Chaise Alba", quantity: 1 }],
    description: "Un pied est fendu.",
  },
  claim_decided: {
    ...{ number: "SO-1", claim: "CL-1", path: "/order/x", outcome: "price_reduction", answer: "Nos excuses" },
    lines: [{ name: "Chaise Alba", quantity: 1 }],
    ...{ amount: eur(1_500), replacement: null, back: null },
  },
  return_received: { number: "SO-1", path: "/order/x", return: "RT-1", lines: [{ name: "Chaise Alba", quantity: 1 }] },
};
const templates = Object.keys(samples) as MailTemplate[];

describe("letters", () => {
  it.each(templates)("%s is complete in both languages, as HTML and as text", (template) => {
    const [fr, en] = (["fr", "en"] as const).map((locale) => writeLetter(template, locale, samples[template]));
    if (!fr || !en) throw new Error("no letter");
    expect(fr.subject).not.toBe(en.subject);
    for (const letter of [fr, en]) {
      const [html, text] = [toHtml(letter), toText(letter)];
      // every link leads to the public address, in the letter's language
      expect(text).toContain(`http://localhost:3000/${letter.locale}/`);
      // no placeholder or message key was left behind
      for (const body of [html, text, letter.subject])
        expect(body).not.toMatch(/\{\w+\}|undefined|\[object|\b(signIn|register|reset|invitation|orderLink|order)\.\w/);
      expect(html).toContain(`<html lang="${letter.locale}">`);
      expect(html).not.toMatch(/<script|<link /);
    }
  });

  it("write amounts, taxes and addresses out", () => {
    const text = toText(writeLetter("order_confirmed", "fr", samples.order_confirmed)).replaceAll(
      /[\u00a0\u202f]/g,
      " ",
    );
    expect(text).toContain("- Table Aubrac, Chêne · 160 cm · Quantité : 2, 578,00 €");
    expect(text).toContain("Total TTC: 578,00 €");
    expect(text).toContain("dont TVA 20 %: 96,33 €");
    expect(text).toContain("75011 Paris");
  });

  it("tell what an order did to its buyer's points, and nothing where it did nothing", () => {
    const written = (template: "order_confirmed" | "refund_succeeded" | "invoice_posted") =>
      toText(writeLetter(template, "en", samples[template])).replaceAll(/[\u00a0\u202f]/g, " ");
    const confirmed = written("order_confirmed");
    expect(confirmed).toContain("Loyalty points: -€15.00");
    expect(confirmed).toContain("Points earned with this order: 563 points\nPoints spent on this order: 300 points");
    expect(confirmed).toContain("14 days after everything has arrived");
    expect(written("refund_succeeded")).toContain(
      "Points spent on this order: 300 points\nPoints returned to you: 1 point\n",
    );
    expect(written("refund_succeeded")).not.toContain("Points earned");
    expect(written("invoice_posted")).not.toContain("oints");
  });

  it.each(["alert_confirm", "stock_back"] as const)(
    "%s can be stopped from the mail and by its program",
    (template) => {
      const letter = writeLetter(template, "en", samples[template]);
      expect(toText(letter)).toContain(`http://localhost:3000/en/stock-alert/stop#alr_x.${token}`);
      expect(letter.stopUrl).toBe(`http://localhost:3000/api/stock-alerts/stop?token=alr_x.${token}&locale=en`);
      expect(writeLetter("register", "en", samples.register).stopUrl).toBeUndefined();
    },
  );

  it("line 15: let no markup, link or header through from names", () => {
    const nasty = { path: "/sign-in/confirm#t", name: `<img src=x onerror=alert(1)>" & Co` };
    expect(toHtml(writeLetter("register", "en", nasty))).toContain("&lt;img src=x onerror=alert(1)&gt;&quot; &amp; Co");
    const shipped = structuredClone(samples.order_shipped) as unknown as {
      number: string;
      parcels: { trackingUrl: string }[];
    };
    shipped.number = "SO-1\r\nBcc: x@evil.test";
    if (shipped.parcels[0]) shipped.parcels[0].trackingUrl = "javascript:alert(1)";
    const letter = writeLetter("order_shipped", "en", shipped as unknown as MailData["order_shipped"]);
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(toHtml(letter)).not.toContain('href="javascript:');
  });

  it("fall back to French for a language we do not speak", () => {
    expect(writeLetter("sign_in", "xx", samples.sign_in).locale).toBe("fr");
    expect(parseEnv({ DATABASE_URL: process.env.DATABASE_URL }).PUBLIC_URL).toBe("http://localhost:3000");
  });
});
