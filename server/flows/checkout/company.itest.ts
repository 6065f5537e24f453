import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { invoiceDetail } from "#server/modules/invoicing/index.ts";
import type { VatRegister } from "#server/modules/tax/port.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { payOnPage, testCards } from "#server/testing/sandbox-shopper.ts";
import { article, paris, shopper } from "#server/testing/shoppers.ts";
import { invoicePaper } from "../documents/invoice-paper.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { checkVatNumber } from "./check-vat.ts";

const brussels = {
  recipient: "Anne Peeters",
  line1: "1 rue de la Loi",
  postcode: "1000",
  city: "Bruxelles",
  country: "BE",
};
const belgian = "BE0428759497";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.STRIPE_API_BASE = sandbox.url;
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_company_tests";
  resetEnv();
  await demoShop();
}, 60_000);
afterAll(() => sandbox.close());

type Company = { name: string; vatNumber?: string; registration?: string; vatCheckId?: string };

/** A basket of two for 60 € each, and how it is ordered. */
async function buyer(price = "60") {
  const { variantId } = await article({ stock: 20, price });
  const who = shopper();
  await who.api.shop.cart.add({ variantId, quantity: 2 });
  const quote = async (country: string, vatCheckId?: string) => {
    const [method] = await who.api.shop.checkout.shippingMethods({ country });
    const shippingMethod = method?.code ?? "";
    const found = await who.api.shop.checkout.quote({ country, shippingMethod, ...(vatCheckId && { vatCheckId }) });
    return { ...found, shippingMethod };
  };
  const order = async (to: typeof paris, company?: Company, signature?: string) => {
    const seen = await quote(to.country, company?.vatCheckId);
    return who.under(randomUUID()).shop.checkout.placeOrder({
      ...{ email: "achats@example.be", delivery: to, billing: null, acceptTerms: true as const },
      ...{ shippingMethod: seen.shippingMethod, signature: signature ?? seen.signature },
      ...(company && { company }),
    });
  };
  return { ...who, quote, order };
}

const check = (vatNumber: string) => shopper().api.shop.checkout.checkVat({ vatNumber });

/** Paid, invoiced and posted: the order, its invoice and what the books say of it. */
async function invoiced(placed: { orderId: string; token: string; payUrl: string }) {
  await payOnPage(placed.payUrl, testCards.accepted);
  await shopper().api.shop.checkout.settle({ token: placed.token });
  await runJobs();
  const { id } = await db().invoice.findFirstOrThrow({ where: { orderId: placed.orderId } });
  await postInvoice(id, { userId: null });
  await runJobs();
  const entry = await db().journalEntry.findFirstOrThrow({
    where: { orderId: placed.orderId, journal: "VE" },
    include: { lines: { orderBy: { accountCode: "asc" } } },
  });
  const invoice = await invoiceDetail(db(), everything, { id });
  return {
    order: await db().salesOrder.findUniqueOrThrow({ where: { id: placed.orderId } }),
    invoice,
    notices: invoicePaper(invoice, { paidMinor: invoice.total.minor, paidOn: null }).notices.join("\n"),
    parties: invoicePaper(invoice, { paidMinor: 0, paidOn: null }).parties[0]?.lines ?? [],
    booked: Object.fromEntries(entry.lines.map((l) => [l.accountCode, Number(l.creditMinor) - Number(l.debitMinor)])),
  };
}

describe("checking a VAT number", () => {
  it("refuses what cannot exist without asking, and keeps what the register said", async () => {
    await expect(check("BE0428759498")).rejects.toMatchObject({ cause: { code: "tax.vat_number_malformed" } });
    const said = await check("be 0428.759.497");
    expect(said).toMatchObject({ vatNumber: belgian, status: "valid" });
    const row = await db().vatCheck.findUniqueOrThrow({ where: { id: said.id } });
    expect(row).toMatchObject({ register: "sandbox", consultationNumber: `DEMO-${belgian}` });
    await expect(db().vatCheck.update({ where: { id: said.id }, data: { status: "invalid" } })).rejects.toThrow();
    expect(await check("FI20774740")).toMatchObject({ status: "invalid" });
  });

  it("asks once a day, and goes on without an answer", async () => {
    let asked = 0;
    const register: VatRegister = {
      name: "vies",
      check: async () => {
        asked++;
        if (asked === 1) throw new Error("down");
        return { valid: true, name: null, address: null, consultationNumber: "W1" };
      },
    };
    const at = (hours: number) =>
      checkVatNumber({ vatNumber: "LU15027442" }, new Date(Date.UTC(2031, 0, 1, hours)), register);
    expect([(await at(0)).status, (await at(1)).status]).toEqual(["unchecked", "valid"]);
    expect([(await at(20)).status, asked]).toEqual(["valid", 2]);
    await at(26);
    expect(asked).toBe(3);
  });
});

describe("a company that buys", () => {
  it("in another member state with a valid number pays no VAT: order, invoice and books agree", async () => {
    const them = await buyer();
    const { id: vatCheckId } = await check(belgian);
    const [usual, exempt] = [await them.quote("BE"), await them.quote("BE", vatCheckId)];
    expect([usual.taxTreatment, usual.items.minor]).toEqual(["standard", 12_000]);
    // Belgium: 21 % are in 60 €.
    expect(exempt).toMatchObject({ taxTreatment: "reverse_charge", items: { minor: 9917 }, discount: { minor: 0 } });
    expect(exempt.taxes.every(({ rate, tax }) => rate === "0" && tax.minor === 0)).toBe(true);
    expect(exempt.total.minor).toBe(exempt.items.minor + exempt.shipping.minor);

    const company = { name: "Peeters NV", vatNumber: "BE 0428.759.497", vatCheckId };
    const { order, invoice, notices, parties, booked } = await invoiced(await them.order(brussels, company));
    expect(order).toMatchObject({ taxTreatment: "reverse_charge", vatCheckId, taxMinor: 0n });
    expect(Number(order.totalMinor)).toBe(exempt.total.minor);
    expect(invoice).toMatchObject({
      ...{ taxTreatment: "reverse_charge", tax: { minor: 0 }, total: { minor: exempt.total.minor } },
      buyerDetail: { company: "Peeters NV", vatNumber: belgian, professional: true },
    });
    expect(notices).toContain("article 138 de la directive 2006/112/CE");
    expect(notices).toContain("Autoliquidation");
    expect(parties.join("\n")).toContain(belgian);
    expect(booked).toEqual({
      ...{ "411000": -exempt.total.minor, "707200": exempt.items.minor },
      ...(exempt.shipping.minor && { "708520": exempt.shipping.minor }),
    });
    await expectBooksToHold();
  }, 60_000);

  it("at home pays VAT as usual, and its numbers stand on the invoice", async () => {
    const them = await buyer();
    const { id: vatCheckId } = await check("FR40303265045");
    const company = { name: "Atelier Roux", vatNumber: "FR40303265045", registration: "732 829 320 00074", vatCheckId };
    const { order, invoice, notices, parties, booked } = await invoiced(await them.order(paris, company));
    expect(order).toMatchObject({ taxTreatment: "standard", vatCheckId: null });
    expect(invoice.tax.minor).toBeGreaterThan(0);
    expect(invoice.buyerDetail).toMatchObject({
      ...{ company: "Atelier Roux", siren: "732829320", siret: "73282932000074", vatNumber: "FR40303265045" },
    });
    expect(parties.join("\n")).toContain("SIRET 73282932000074");
    expect(notices).not.toContain("Autoliquidation");
    expect(booked["707000"]).toBe(10_000);
  }, 60_000);

  it("pays VAT without a good, fresh number of another state, and where the goods stay at home", async () => {
    const them = await buyer();
    const [valid, own, unknown] = [await check(belgian), await check("FR40303265045"), await check("FI20774740")];
    const kinds = async (country: string, id?: string) => (await them.quote(country, id)).taxTreatment;
    expect(await kinds("BE", valid.id)).toBe("reverse_charge");
    for (const [country, id] of [
      ["FR", valid.id],
      ["BE", own.id],
      ["BE", unknown.id],
      ["BE", "vch_nothing"],
      ["BE", undefined],
    ] as const) {
      expect(await kinds(country, id), `${country} ${id}`).toBe("standard");
    }
    // The price without VAT is not to be had by leaving the company out.
    const { signature } = await them.quote("BE", valid.id);
    await expect(them.order(brussels, undefined, signature)).rejects.toMatchObject({
      cause: { code: "sales.prices_changed" },
    });
    for (const [numbers, code] of [
      [{ vatNumber: "BE0428759498" }, "tax.vat_number_malformed"],
      [{ registration: "732829321" }, "tax.company_number_malformed"],
    ] as const) {
      await expect(them.order(paris, { name: "Roux", ...numbers })).rejects.toMatchObject({ cause: { code } });
    }
  });

  it("must be the company whose number was checked", async () => {
    const them = await buyer();
    const { id: vatCheckId } = await check(belgian);
    for (const vatNumber of [undefined, "LU15027442"]) {
      await expect(
        them.order(brussels, { name: "Peeters NV", ...(vatNumber && { vatNumber }), vatCheckId }),
      ).rejects.toMatchObject({ cause: { code: "sales.prices_changed" } });
    }
  });
});
