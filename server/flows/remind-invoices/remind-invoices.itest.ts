import { describe, expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { setCredit } from "#server/modules/companies/index.ts";
import { listInvoices } from "#server/modules/invoicing/index.ts";
import { closeDispute, openDispute, readDispute } from "#server/modules/receivables/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { said } from "#server/testing/attacks/attacker.ts";
import { company, joined, somebody } from "#server/testing/company-members.ts";
import { giveBack, payByBank } from "#server/testing/order-on-account.ts";
import { article } from "#server/testing/shoppers.ts";
import { openInvoiceByLink } from "../documents/invoice-link.ts";
import { draftInvoice } from "../invoice-order/draft-invoice.ts";
import { postInvoice } from "../invoice-order/post-invoice.ts";
import { partnerAccount } from "../statement/account-scope.ts";
import { openItems } from "../statement/read-statement.ts";
import { remindInvoices } from "./remind-invoices.ts";

openAttackedShop();

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);

async function terms(companyId: string, reminders: boolean) {
  const { version } = await db().companyAccount.findUniqueOrThrow({ where: { partnerId: companyId } });
  const credit = { paymentTerms: "net_30" as const, creditLimitMinor: null, reminders, version };
  await inTx((tx) => setCredit(tx, { companyId, ...credit }, bySystem));
}

/** A company with so many invoices due in thirty days, and whoever keeps its accounts. */
async function debtor(count: number) {
  const admin = await somebody();
  const companyId = await company(admin);
  await terms(companyId, true);
  const [accountant, buyer] = [
    await joined(admin, companyId, ["accountant"]),
    await joined(admin, companyId, ["buyer"]),
  ];
  const { variantId } = await article({ stock: 10, price: "100" });
  const invoices = [];
  for (let i = 0; i < count; i++) {
    await buyer.add(variantId, 1);
    const placed = await buyer.place(await buyer.wish({ paymentMethod: "account" }));
    expect(said(placed)).toBe("200");
    const order = await db().salesOrder.findUniqueOrThrow({ where: { number: placed.data.number } });
    const id = (await draftInvoice(order.id)) ?? "";
    const { number } = await postInvoice(id, bySystem);
    invoices.push({ id, number, order });
  }
  const mails = () =>
    db().mailMessage.findMany({
      where: { template: "invoices_due", to: accountant.email },
      orderBy: { createdAt: "asc" },
    });
  return { companyId, accountant, invoices, mails };
}

describe("reminders of invoices", () => {
  it("come once per level, in one letter for all, and stop when it is paid", async () => {
    const { invoices, mails } = await debtor(2);
    expect(await remindInvoices(inDays(26))).toBe(0);
    // Two workers in one morning.
    const morning = await Promise.all([remindInvoices(inDays(27)), remindInvoices(inDays(27))]);
    expect(morning.reduce((all, one) => all + one, 0)).toBe(2);
    expect(await remindInvoices(inDays(28))).toBe(0);
    expect(await remindInvoices(inDays(31))).toBe(0);
    const [soon, ...more] = await mails();
    expect(more).toEqual([]);
    for (const { number } of invoices) expect(soon?.text).toContain(number);
    expect(soon?.text).toContain("/account/invoices/statement");
    // Each with its paper, for whoever got the letter: that one alone, and not for ever.
    const papers = [...(soon?.text ?? "").matchAll(/documents\/invoice\/([\w.-]+)\/([\w-]+)\.pdf/g)];
    expect(papers.map((paper) => paper[2]).sort()).toEqual(invoices.map(({ number }) => number).sort());
    const [, seal = "", number = ""] = papers[0] ?? [];
    const other = papers[1]?.[2] ?? "";
    const opened = await openInvoiceByLink(db(), seal, number, inDays(28));
    expect(Buffer.from(opened.bytes).subarray(0, 5).toString()).toBe("%PDF-");
    const longer = seal.replace(/^\w+/, "zzzzzzz");
    for (const [token, of, on] of [
      [seal, other, 28],
      [seal, number, 27 + 46],
      [longer, number, 28],
      [seal.split(".")[0] ?? "", number, 28],
    ] as const) {
      await expect(openInvoiceByLink(db(), token, of, inDays(on))).rejects.toMatchObject({ kind: "not_found" });
    }
    const [first, second] = invoices;
    await payByBank(first?.order.id ?? "", Number(first?.order.totalMinor));
    expect(await remindInvoices(inDays(33))).toBe(1);
    const late = (await mails())[1]?.text ?? "";
    expect(late).toContain(second?.number);
    expect(late).not.toContain(first?.number);
    // A worker that stood still for weeks sends one letter, not three.
    expect(await remindInvoices(inDays(61))).toBe(1);
    expect(await remindInvoices(inDays(62))).toBe(0);
    expect(await mails()).toHaveLength(3);
  });

  it("are silent about what is contested, and where they are switched off", async () => {
    const { companyId, invoices, mails } = await debtor(1);
    const [invoice] = invoices;
    const staff = await db().user.findFirstOrThrow({ select: { id: true } });
    const by = { userId: staff.id };
    const input = { id: invoice?.id ?? "", reason: "wrong colour" };
    await inTx((tx) => openDispute(tx, input, by, new Date()));
    await expect(inTx((tx) => openDispute(tx, input, by, new Date()))).rejects.toMatchObject({
      code: "receivables.already_disputed",
    });
    expect(await remindInvoices(inDays(34))).toBe(0);
    const contested = async () => ({
      item: (await openItems(db(), partnerAccount(companyId), new Date())).map((one) => one.disputed),
      listed: (await listInvoices(db(), everything, { disputed: true, limit: 25 })).items.map((one) => one.id),
      told: await readDispute(db(), input.id),
    });
    expect(await contested()).toMatchObject({ item: [true], listed: [input.id], told: { reason: "wrong colour" } });
    await inTx((tx) => closeDispute(tx, input.id, by, new Date()));
    expect(await contested()).toEqual({ item: [false], listed: [], told: null });
    await terms(companyId, false);
    expect(await remindInvoices(inDays(34))).toBe(0);
    await terms(companyId, true);
    expect(await remindInvoices(inDays(34))).toBe(1);
    expect(await mails()).toHaveLength(1);
  });

  it("wait for no dispute of what is no issued invoice", async () => {
    const { invoices } = await debtor(1);
    const [invoice] = invoices;
    await payByBank(invoice?.order.id ?? "", Number(invoice?.order.totalMinor));
    await giveBack(invoice?.order.id ?? "", 10_00);
    const note = await db().invoice.findFirstOrThrow({ where: { reversesId: invoice?.id ?? "" } });
    const staff = await db().user.findFirstOrThrow({ select: { id: true } });
    const input = { id: note.id, reason: "too little" };
    await expect(inTx((tx) => openDispute(tx, input, { userId: staff.id }, new Date()))).rejects.toMatchObject({
      code: "receivables.not_disputable",
    });
  });
});
