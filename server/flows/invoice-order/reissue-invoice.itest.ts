import { Profile, validateXsd } from "@stackforge-eu/factur-x";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything, nothing } from "#server/access/scope.ts";
import { fixedClock } from "#server/kernel/clock.ts";
import { newId } from "#server/kernel/ids.ts";
import { creditNoteFor, creditUpTo, invoiceDetail, listOwnInvoices } from "#server/modules/invoicing/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { makeOrder, type TestOrder } from "#server/testing/order-fixture.ts";
import { invoiceXml } from "../documents/invoice-xml.ts";
import { draftInvoice } from "./draft-invoice.ts";
import { postInvoice } from "./post-invoice.ts";
import { reissueInvoice } from "./reissue-invoice.ts";

const by = { userId: null };
const company = {
  company: "Hôtel Alba SARL",
  line1: "3 quai de la Fosse",
  postcode: "44000",
  city: "Nantes",
  country: "FR",
  registration: "732 829 320",
};
const detail = (id: string) => invoiceDetail(db(), everything, { id });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

async function invoiced(options: TestOrder = {}) {
  const userId = newId("user");
  await db().user.create({ data: { id: userId, email: `${userId}@example.test`, name: "U" } });
  const order = await makeOrder({ userId, ...options });
  const id = (await draftInvoice(order.id)) ?? "";
  const { number } = await postInvoice(id, by);
  return { order, id, number, mine: { all: false as const, userId, partnerIds: [] } };
}

describe("an invoice made out to a company", () => {
  it("is a credit note and a new invoice of the same lines and taxes; the posted one stays as it was", async () => {
    const { id, number, mine, order } = await invoiced();
    const before = await detail(id);
    const again = await reissueInvoice(mine, { number, ...company }, by);
    const after = await detail(id);
    expect({ ...after, replacedBy: null, creditNotes: [], creditable: before.creditable }).toEqual(before);
    expect(after).toMatchObject({ creditable: { minor: 0 }, replacedBy: { number: again.number } });
    const made = await invoiceDetail(db(), mine, again);
    expect(made).toMatchObject({
      kind: "invoice",
      replaces: { number },
      total: before.total,
      taxes: before.taxes,
      lines: before.lines,
      buyerDetail: { company: "Hôtel Alba SARL", siren: "732829320", professional: true, city: "Nantes" },
    });
    const note = await detail(after.creditNotes[0]?.id ?? "");
    expect(note).toMatchObject({ isReissue: true, total: before.total, reverses: { number } });
    expect(note.reason).toContain("Hôtel Alba SARL");
    const xml = invoiceXml(made, { paidMinor: made.total.minor, paidOn: null });
    expect((await validateXsd(xml, Profile.EN16931)).errors).toEqual([]);
    expect(xml).toContain(`<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>${number}<`);
    expect(xml).toContain('<ram:ID schemeID="0002">732829320</ram:ID>');
    expect((await listOwnInvoices(db(), mine, { limit: 9 })).items.filter((one) => one.mayReissue)).toEqual([]);
    // What is owed of the order did not change: the customer's account is settled as before.
    const [{ owed }] = await db().$queryRaw<[{ owed: number }]>`
      SELECT sum(l.debit_minor - l.credit_minor)::float8 AS owed FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
      WHERE e.order_id = ${order.id} AND l.partner_name IS NOT NULL`;
    expect(owed).toBe(0);
    await expectBooksToHold();
  });

  it("takes later refunds as the first would have, whatever was given back before (any amounts)", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), async (a, b) => {
        const { order, id, number, mine } = await invoiced();
        const most = order.totalMinor;
        const [early, late] = [Math.min(a, most - 1), Math.min(a + b, most)];
        const credit = (refundedMinor: number) =>
          inTx((tx) => creditUpTo(tx, { orderId: order.id, refundedMinor, reason: "" }));
        await credit(early);
        const made = await reissueInvoice(mine, { number, ...company }, by);
        expect(await credit(early)).toBeNull();
        const note = early < late ? await credit(late) : null;
        const current = await invoiceDetail(db(), mine, made);
        expect(current.total.minor).toBe(most - early);
        expect(note === null ? 0 : (await detail(note.id)).total.minor).toBe(late - early);
        expect(current.creditable.minor).toBe(most - late);
        expect((await detail(id)).creditable.minor).toBe(0);
      }),
      { numRuns: 6 },
    );
  });

  it("happens once, however often it is asked for at the same time", async () => {
    const { order, number, mine } = await invoiced();
    const answers = await Promise.all([1, 2, 3].map(() => codeOf(reissueInvoice(mine, { number, ...company }, by))));
    expect(answers.sort()).toEqual(["done", "invoicing.reissue_replaced", "invoicing.reissue_replaced"]);
    expect(await db().invoice.count({ where: { orderId: order.id, kind: "invoice" } })).toBe(2);
  });

  it("is refused with its reason, and changes nothing then", async () => {
    const { id, number, mine, order } = await invoiced();
    const ask = (
      input: object = {},
      scope: Parameters<typeof reissueInvoice>[0] = mine,
      clock = fixedClock(new Date()),
    ) => codeOf(reissueInvoice(scope, { number, ...company, ...input }, by, clock));
    expect(await ask({}, nothing)).toBe("invoicing.invoice_not_found");
    expect(await ask({}, { all: false, userId: "usr_other", partnerIds: [] })).toBe("invoicing.invoice_not_found");
    expect(await ask({ registration: undefined })).toBe("invoicing.company_number_missing");
    expect(await ask({ registration: "732 829 321" })).toBe("tax.company_number_malformed");
    expect(await ask({ postcode: "4400" })).toBe("invoicing.postcode_malformed");
    expect(await ask({ country: "BE", postcode: "1000" })).toBe("invoicing.company_number_missing");
    const late = new Date(Date.now() + 62 * 86_400_000);
    expect(await ask({}, mine, fixedClock(late))).toBe("invoicing.reissue_too_late");
    expect((await detail(id)).creditNotes).toEqual([]);
    await inTx((tx) => creditNoteFor(tx, { invoiceId: id, amountMinor: order.totalMinor, reason: "" }));
    expect(await ask()).toBe("invoicing.reissue_credited");
    const already = await invoiced({ billing: { company: "Bar des Halles" } });
    expect(await codeOf(reissueInvoice(already.mine, { number: already.number, ...company }, by))).toBe(
      "invoicing.reissue_company",
    );
  });
});
