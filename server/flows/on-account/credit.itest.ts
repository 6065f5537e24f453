import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { dueDateOf } from "#server/kernel/payment-terms.ts";
import { setCredit } from "#server/modules/companies/index.ts";
import { businessDay } from "#server/modules/invoicing/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { type Attacker, said } from "#server/testing/attacks/attacker.ts";
import { company, joined, somebody } from "#server/testing/company-members.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { giveBack, payByBank } from "#server/testing/order-on-account.ts";
import { article } from "#server/testing/shoppers.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { readCredit } from "./credit.ts";

openAttackedShop();

/** A company with terms, and a buyer of it. Articles at 100.00; shipping comes on top. */
async function onTerms(creditLimitMinor: number | null, paymentTerms: "net_30" | "eom_45" | null = "net_30") {
  const admin = await somebody();
  const companyId = await company(admin);
  const version = (await db().companyAccount.findUniqueOrThrow({ where: { partnerId: companyId } })).version;
  await inTx((tx) => setCredit(tx, { companyId, version, paymentTerms, creditLimitMinor, reminders: true }, bySystem));
  return { companyId, admin, buyer: await joined(admin, companyId, ["buyer"]) };
}

let chair: { variantId: string };
beforeAll(async () => {
  chair = await article({ stock: 500, price: "100" });
});

async function order(who: Attacker, quantity = 1) {
  await who.add(chair.variantId, quantity);
  return who.place(await who.wish({ paymentMethod: "account" }));
}
const methods = async (who: Attacker, totalMinor: number) =>
  (await who.query<string[]>("shop.checkout.paymentMethods", { totalMinor })).data;
const open = async (companyId: string) => (await readCredit(db(), companyId))?.openMinor;

describe("buying on account", () => {
  it("confirms the order unpaid; its invoice is due by the terms of the day it was ordered", async () => {
    const { companyId, buyer } = await onTerms(1_000_00, "eom_45");
    expect(await methods(buyer, 100_00)).toContain("account");
    const placed = await order(buyer);
    expect(said(placed)).toBe("200");
    const row = await db().salesOrder.findUniqueOrThrow({ where: { number: placed.data.number } });
    expect(row).toMatchObject({ status: "confirmed", paymentStatus: "unpaid", paymentTerms: "eom_45" });
    expect(await db().payment.count({ where: { orderId: row.id } })).toBe(0);
    expect(await open(companyId)).toBe(Number(row.totalMinor));
    // Later terms are for later orders.
    const account = await db().companyAccount.findUniqueOrThrow({ where: { partnerId: companyId } });
    const later = { paymentTerms: "net_0" as const, creditLimitMinor: null, reminders: true, version: account.version };
    await inTx((tx) => setCredit(tx, { companyId, ...later }, bySystem));
    await postInvoice((await draftInvoice(row.id)) ?? "", bySystem);
    const invoice = await db().invoice.findFirstOrThrow({ where: { orderId: row.id } });
    expect(invoice.dueDate?.toISOString().slice(0, 10)).toBe(dueDateOf("eom_45", businessDay(new Date())));
    await expectBooksToHold();
  });

  it("is for companies with terms alone", async () => {
    const { buyer } = await onTerms(null, null);
    expect(await methods(buyer, 0)).not.toContain("account");
    expect(said(await order(buyer))).toBe("422 payments.method_not_offered");
    const private_ = await somebody();
    expect(said(await order(private_))).toBe("422 payments.method_not_offered");
    const other = await onTerms(null);
    await other.buyer.mutate("account.companies.actFor", { companyId: null });
    expect(said(await order(other.buyer))).toBe("422 payments.method_not_offered");
  });

  it("never takes more than the limit, whoever of the company is quicker", async () => {
    const { companyId, admin, buyer } = await onTerms(null);
    const first = await order(buyer);
    expect(said(first)).toBe("200");
    const one = (await open(companyId)) ?? 0;
    // Room for exactly two more, and five try.
    const account = await db().companyAccount.findUniqueOrThrow({ where: { partnerId: companyId } });
    const limit = { paymentTerms: "net_30" as const, creditLimitMinor: 3 * one, reminders: true };
    await inTx((tx) => setCredit(tx, { companyId, ...limit, version: account.version }, bySystem));
    const others = [];
    for (let i = 0; i < 4; i++) others.push(await joined(admin, companyId, ["buyer"]));
    const tried = await Promise.all([buyer, ...others].map((who) => order(who)));
    const answers = tried.map((reply) => said(reply)).sort();
    expect(answers).toEqual(["200", "200", ...Array(3).fill("422 companies.credit_exceeded")]);
    expect(await open(companyId)).toBe(3 * one);
    expect(await methods(buyer, 1)).not.toContain("account");
    // What is paid is free again.
    const paid = await db().salesOrder.findUniqueOrThrow({ where: { number: first.data.number } });
    await payByBank(paid.id, Number(paid.totalMinor));
    expect(await methods(buyer, one)).toContain("account");
  });

  it("counts of every order what its papers and its money leave open", async () => {
    const { companyId, buyer } = await onTerms(null);
    const history = fc.record({
      invoiced: fc.boolean(),
      /** Percent of the total, and of that what goes back. */
      paid: fc.constantFrom(0, 30, 100, 120),
      back: fc.constantFrom(0, 50),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 2 }), async (all) => {
        const before = (await open(companyId)) ?? 0;
        let owed = 0;
        for (const { invoiced, paid, back } of all) {
          const { number } = (await order(buyer)).data;
          const { id, totalMinor } = await db().salesOrder.findUniqueOrThrow({ where: { number } });
          const total = Number(totalMinor);
          if (invoiced) await postInvoice((await draftInvoice(id)) ?? "", bySystem);
          const came = Math.floor((total * paid) / 100);
          const gone = Math.min(Math.floor((came * back) / 100), total);
          if (came > 0) await payByBank(id, came);
          if (gone > 0) await giveBack(id, gone);
          // What goes back is credited, on the invoice or off what will be invoiced: it is not owed again.
          owed += Math.max(0, total - came);
        }
        expect(await open(companyId)).toBe(before + owed);
      }),
      { numRuns: 5 },
    );
  });
});
