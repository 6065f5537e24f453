import { beforeAll, describe, expect, it } from "vitest";
import { parisDate } from "#server/kernel/days.ts";
import { setCredit } from "#server/modules/companies/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { Attacker, said } from "#server/testing/attacks/attacker.ts";
import { company, joined, type Somebody, somebody } from "#server/testing/company-members.ts";
import { expectBooksToHold } from "#server/testing/expect-books-to-hold.ts";
import { payByBank } from "#server/testing/order-on-account.ts";
import { article, paris } from "#server/testing/shoppers.ts";
import { readCredit } from "../on-account/credit.ts";

openAttackedShop();

let rep: Attacker;
let method: string;
let chair: { variantId: string };
beforeAll(async () => {
  rep = await Attacker.staff("sales");
  method = (await rep.query<{ code: string }[]>("admin.quotes.methods")).data[0]?.code ?? "";
  chair = await article({ stock: 1_000, price: "100" });
});

/** A quote of 175.00 that waits for its answer. */
async function sent(to: Somebody, companyId: string): Promise<string> {
  const drafted = await rep.mutate<{ id: string }>("admin.quotes.draft", {
    ...{ userId: to.userId, companyId, shippingMethod: method, shippingMinor: 1_500 },
    lines: [{ variantId: chair.variantId, quantity: 2, offer: { discountPercent: 20 } }],
    validUntil: parisDate(new Date(Date.now() + 10 * 86_400_000)),
  });
  const { id } = drafted.data;
  expect(said(await rep.mutate("admin.quotes.send", { id, revision: 1 }))).toBe("200");
  return id;
}
const wishFor = async (who: Attacker, id: string) => {
  const price = await who.query<{ signature: string }>("account.quotes.price", { id, country: "FR" });
  const { signature } = price.data;
  return { id, delivery: paris, billing: null, paymentMethod: "account" as const, acceptTerms: true, signature };
};
const accept = async (who: Attacker, id: string) =>
  who.mutate<{ number: string }>("account.quotes.accept", await wishFor(who, id));
const statusOf = async (id: string) => (await db().quote.findUniqueOrThrow({ where: { id } })).status;

describe("a quote", () => {
  it("is put on account by a company with terms, as far as its limit goes, and by nobody else", async () => {
    const head = await somebody();
    const firm = await company(head);
    const member = await joined(head, firm, ["buyer"]);
    const waysOf = async (id: string) => (await member.query<string[]>("account.quotes.ways", { id })).data;
    const [first, second] = [await sent(member, firm), await sent(member, firm)];
    expect(await waysOf(first)).not.toContain("account");
    expect(said(await accept(member, first))).toBe("422 payments.method_not_offered");
    expect(await statusOf(first)).toBe("sent");
    // Room for one of the two, of 175.00 each, whoever is quicker.
    const credit = { paymentTerms: "eom_30" as const, creditLimitMinor: 300_00, reminders: true };
    await inTx((tx) => setCredit(tx, { companyId: firm, version: 1, ...credit }, bySystem));
    expect(await waysOf(first)).toContain("account");
    const tried = await Promise.all([accept(member, first), accept(member, second)]);
    expect(tried.map((reply) => said(reply)).sort()).toEqual(["200", "422 companies.credit_exceeded"]);
    const [won, lost] = said(tried[0] ?? tried[1]) === "200" ? [first, second] : [second, first];
    expect([await statusOf(won), await statusOf(lost)]).toEqual(["accepted", "sent"]);
    const [order, ...more] = await db().salesOrder.findMany({
      where: { partnerId: firm },
      include: { payments: true },
    });
    expect(more).toEqual([]);
    expect(order).toMatchObject({
      ...{ status: "confirmed", paymentStatus: "unpaid", paymentMethod: "account", paymentTerms: "eom_30" },
      ...{ totalMinor: 17_500n, payments: [] },
    });
    expect((await readCredit(db(), firm))?.openMinor).toBe(17_500);
    expect(await waysOf(lost)).not.toContain("account");
    // Staff read on the order which quote it accepted; its buyer reads the quote itself.
    const seen = await rep.query<{ quote: { id: string } | null }>("admin.orders.get", { number: order?.number });
    expect(seen.data.quote?.id).toBe(won);
    const own = await member.query<{ quote: unknown }>("account.orders.get", { number: order?.number });
    expect(own.data.quote).toBeNull();
    // What is paid is free again.
    await payByBank(order?.id ?? "", 17_500);
    expect(said(await accept(member, lost))).toBe("200");
    await expectBooksToHold();
  });

  it("on account above a buyer's own limit waits for an approver, and is put on account then", async () => {
    const head = await somebody();
    const firm = await company(head);
    const small = await joined(head, firm, ["buyer"], { orderLimitMinor: 10_000 });
    const credit = { paymentTerms: "net_30" as const, creditLimitMinor: null, reminders: true };
    await inTx((tx) => setCredit(tx, { companyId: firm, version: 1, ...credit }, bySystem));
    const id = await sent(small, firm);
    const wish = await wishFor(small, id);
    expect(said(await small.mutate("account.quotes.accept", wish))).toBe("422 companies.approval_needed");
    const asked = await small.mutate<{ id: string }>("account.quotes.askApproval", wish);
    const price = await head.query<{ signature: string }>("account.approvals.quote", { id: asked.data.id });
    const approve = { id: asked.data.id, signature: price.data.signature };
    const approved = await head.mutate<{ number: string }>("account.approvals.approve", approve);
    expect(said(approved)).toBe("200");
    const order = await db().salesOrder.findUniqueOrThrow({ where: { number: approved.data.number } });
    expect(order).toMatchObject({ status: "confirmed", paymentMethod: "account", paymentTerms: "net_30" });
  });
});
