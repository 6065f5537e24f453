import { beforeAll, describe, expect, it } from "vitest";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import type { PlaceOrderInput } from "#server/modules/sales/contract.ts";
import { confirmOrder, indexOrders, lockOrder } from "#server/modules/sales/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { Attacker, said } from "#server/testing/attacks/attacker.ts";
import { company, joined, type Somebody, somebody } from "#server/testing/company-members.ts";
import { article } from "#server/testing/shoppers.ts";

let chair: { variantId: string; sku: string };

process.env.SELLER_IBAN = "FR7630006000011234567890189";
openAttackedShop();
beforeAll(async () => {
  chair = await article({ stock: 500, price: "100" });
});

/** A wish of one article, 100.00 each. */
async function wishes(who: Attacker, quantity: number, changes: object = {}) {
  await who.add(chair.variantId, quantity);
  return who.wish({ paymentMethod: "transfer", ...changes });
}

const asks = (who: Attacker, { key: _, ...wish }: Awaited<ReturnType<typeof wishes>>) =>
  who.mutate<{ id: string }>("account.approvals.ask", wish);

async function asked(who: Attacker, quantity: number, changes: object = {}): Promise<string> {
  const reply = await asks(who, await wishes(who, quantity, changes));
  expect(said(reply)).toBe("200");
  return reply.data.id;
}

const approves = async (who: Attacker, id: string) => {
  const quote = await who.query<{ signature: string }>("account.approvals.quote", { id });
  return who.mutate<{ number: string }>("account.approvals.approve", { id, signature: quote.data.signature ?? "-" });
};

const orderOf = (number: string) => db().salesOrder.findUniqueOrThrow({ where: { number } });

describe("a member who buys for a company", () => {
  it("orders as the company, under its reference, and for themselves after switching", async () => {
    const admin = await somebody();
    const companyId = await company(admin, { vatNumber: "FR40303265045" });
    const settings = { companyId, version: 1, referenceRequired: true, ownApproval: false };
    await admin.mutate("account.companies.setSettings", settings);
    const buyer = await joined(admin, companyId, ["buyer"]);
    const wish = await wishes(buyer, 1);
    expect(said(await buyer.place(wish))).toBe("422 companies.reference_required");
    const placed = await buyer.place({ ...wish, key: crypto.randomUUID(), reference: "PO-4711" });
    expect(said(placed)).toBe("200");
    const order = await orderOf(placed.data.number);
    expect(order).toMatchObject({ partnerId: companyId, userId: buyer.userId, purchaseReference: "PO-4711" });
    expect(order.billingAddress).toMatchObject({ company: "Maison Test", vatNumber: "FR40303265045" });
    await buyer.mutate("account.companies.actFor", { companyId: null });
    const own = await buyer.place(await wishes(buyer, 1));
    const private_ = await orderOf(own.data.number);
    expect(private_.partnerId).not.toBe(companyId);
    // Nobody of the company reads what its member bought for themselves.
    expect(said(await admin.query("account.orders.get", { number: own.data.number }))).toBe(
      "404 sales.order_not_found",
    );
    await indexOrders(db());
    const found = await (await Attacker.staff("sales")).query<{ items: { number: string }[] }>("admin.orders.list", {
      query: "po-4711",
    });
    expect(found.data.items.map((row) => row.number)).toEqual([placed.data.number]);
  });

  it("sees what the role allows: buyers their own, approvers and administrators all, accountants the papers", async () => {
    const admin = await somebody();
    const companyId = await company(admin);
    const [buyer, other] = [await joined(admin, companyId, ["buyer"]), await joined(admin, companyId, ["buyer"])];
    const approver = await joined(admin, companyId, ["approver"]);
    const accountant = await joined(admin, companyId, ["accountant"]);
    const { number, orderId } = (await buyer.place(await wishes(buyer, 1))).data;
    await inTx(async (tx) => confirmOrder(tx, await lockOrder(tx, orderId), new Date()));
    await postInvoice((await draftInvoice(orderId)) ?? "", bySystem);
    const reads = async (who: Somebody) => {
      const order = await who.query("account.orders.get", { number });
      const list = await who.query<{ items: { number: string }[] }>("account.orders.list", { limit: 10 });
      const papers = await who.query<{ items: unknown[] }>("account.invoices.list", { limit: 10 });
      return [order.status, list.data.items.length, papers.data.items.length];
    };
    expect(await reads(buyer)).toEqual([200, 1, 1]);
    expect(await reads(other)).toEqual([404, 0, 0]);
    expect(await reads(approver)).toEqual([200, 1, 0]);
    expect(await reads(accountant)).toEqual([404, 0, 1]);
    expect(await reads(admin)).toEqual([200, 1, 1]);
    expect(await reads(await somebody())).toEqual([404, 0, 0]);
    // An accountant fills a basket, and yet cannot order.
    expect(said(await accountant.place(await wishes(accountant, 1)))).toBe("403 companies.not_a_buyer");
    // Who was taken out loses what they ordered for the company, at once and without signing in anew.
    await admin.mutate("account.companies.removeMember", { companyId, userId: buyer.userId });
    expect(await reads(buyer)).toEqual([404, 0, 0]);
    expect((await orderOf((await buyer.place(await wishes(buyer, 1))).data.number)).partnerId).not.toBe(companyId);
  });

  it("bills and charges whom staff named, who then see those orders", async () => {
    const [admin, parent] = [await somebody(), await somebody()];
    const [companyId, payerId] = [await company(admin), await company(parent, { name: "Groupe Test" })];
    const staff = await Attacker.staff("sales");
    const parties = { companyId, billToId: payerId, payerId };
    expect(said(await admin.mutate("admin.companies.setParties", parties))).toBe("403 forbidden");
    expect(said(await staff.mutate("admin.companies.setParties", parties))).toBe("200");
    const { number } = (await admin.place(await wishes(admin, 1))).data;
    expect(await orderOf(number)).toMatchObject({ partnerId: companyId, billToId: payerId, payerId });
    const read = await parent.query<{ version: number }>("account.orders.get", { number });
    expect(said(read)).toBe("200");
    // Who pays reads it, and yet changes nothing: neither by its number nor by its link.
    const cancel = { number, version: read.data.version };
    expect((await parent.mutate("shop.orderChanges.cancel", cancel)).status).toBe(404);
    expect(said(await parent.query("account.orders.link", { number }))).toBe("404 sales.order_not_found");
    expect(said(await parent.mutate("account.orders.again", { number }))).toBe("404 sales.order_not_found");
  });
});

describe("an order above a limit", () => {
  it("is refused, and becomes an order once an approver agrees to today's price", async () => {
    const admin = await somebody();
    const companyId = await company(admin);
    const buyer = await joined(admin, companyId, ["buyer"], { orderLimitMinor: 15_000 });
    const approver = await joined(admin, companyId, ["approver"]);
    const wish = await wishes(buyer, 2, { reference: "PO-1", paymentMethod: "online" });
    const refused = await buyer.place(wish);
    expect([said(refused), refused.details]).toMatchObject([
      "422 companies.approval_needed",
      { limitMinor: 15_000, currency: "EUR" },
    ]);
    const { data } = await asks(buyer, wish);
    const mails = await db().mailMessage.findMany({ where: { template: "approval_asked" } });
    expect(mails.map((mail) => mail.to)).toEqual(expect.arrayContaining([approver.email]));
    // It waits: nothing is held, the buyer's cart is empty, and the buyer approves nothing.
    expect(await db().salesOrder.count({ where: { userId: buyer.userId } })).toBe(0);
    expect((await buyer.query<{ lines: unknown[] }>("shop.cart.get")).data.lines).toEqual([]);
    expect(said(await approves(buyer, data.id))).toBe("403 companies.role_missing");
    await db().priceListItem.updateMany({ where: { variantId: chair.variantId }, data: { unitPrice: "110" } });
    try {
      const stale = { id: data.id, signature: (wish as unknown as PlaceOrderInput).signature };
      expect(said(await approver.mutate("account.approvals.approve", stale))).toBe("409 sales.prices_changed");
      const { number } = (await approves(approver, data.id)).data;
      const order = await orderOf(number);
      expect(order).toMatchObject({ userId: buyer.userId, partnerId: companyId, purchaseReference: "PO-1" });
      expect(Number(order.itemsMinor)).toBe(22_000);
      expect(await db().mailMessage.count({ where: { template: "approval_closed", to: buyer.email } })).toBe(1);
      expect((await buyer.query("account.approvals.get", { id: data.id })).data).toMatchObject({
        status: "approved",
        orderNumber: number,
      });
    } finally {
      await db().priceListItem.updateMany({ where: { variantId: chair.variantId }, data: { unitPrice: "100" } });
    }
  });

  it("has one effect when two approve and a third refuses at the same moment", async () => {
    const admin = await somebody();
    const companyId = await company(admin);
    const buyer = await joined(admin, companyId, ["buyer"], { orderLimitMinor: 0 });
    const others = [await joined(admin, companyId, ["approver"]), await joined(admin, companyId, ["approver"])];
    const id = await asked(buyer, 1);
    const replies = await Promise.all([
      ...others.map((who) => approves(who, id)),
      admin.mutate("account.approvals.refuse", { id, reason: "too much" }),
    ]);
    expect(replies.filter((reply) => reply.code === "ok")).toHaveLength(1);
    for (const reply of replies) expect(["ok", "companies.approval_closed"]).toContain(reply.code);
    const approved = replies.slice(0, 2).some((reply) => reply.code === "ok");
    expect(await db().salesOrder.count({ where: { userId: buyer.userId } })).toBe(approved ? 1 : 0);
  });

  it("is nobody else's, not one's own to approve unless the company says so, and closed once taken back", async () => {
    const [admin, stranger] = [await somebody(), await somebody()];
    const companyId = await company(admin);
    await company(stranger);
    const limits = { orderLimitMinor: 5_000, monthLimitMinor: null };
    const roles = ["administrator", "buyer", "approver"];
    await admin.mutate("account.companies.setMember", { companyId, userId: admin.userId, roles, ...limits });
    const id = await asked(admin, 1);
    for (const verb of ["get", "quote"]) {
      expect(said(await stranger.query(`account.approvals.${verb}`, { id }))).toBe("404 companies.approval_not_found");
    }
    const foreign = { id, signature: "x", reason: "because" };
    for (const verb of ["approve", "refuse", "withdraw"]) {
      const { signature, reason } = foreign;
      const input = { id, ...(verb === "approve" && { signature }), ...(verb === "refuse" && { reason }) };
      expect(said(await stranger.mutate(`account.approvals.${verb}`, input))).toBe("404 companies.approval_not_found");
    }
    expect(said(await approves(admin, id))).toBe("403 companies.own_approval");
    await admin.mutate("account.companies.setSettings", {
      companyId,
      version: 1,
      referenceRequired: false,
      ownApproval: true,
    });
    expect(said(await approves(admin, id))).toBe("200");
    const second = await asked(admin, 1);
    expect(said(await admin.mutate("account.approvals.withdraw", { id: second }))).toBe("200");
    expect(said(await approves(admin, second))).toBe("409 companies.approval_closed");
    await db().approvalRequest.update({
      where: { id: await asked(admin, 1) },
      data: { expiresAt: new Date(Date.now() - 1000) },
    });
    const { data } = await admin.query<{ items: { id: string; status: string }[] }>("account.approvals.list", {
      limit: 5,
    });
    expect(data.items.map((one) => one.status)).toEqual(["expired", "withdrawn", "approved"]);
    expect(said(await approves(admin, data.items[0]?.id ?? ""))).toBe("409 companies.approval_closed");
  });

  it("holds for a month's orders together, also when they come at once", async () => {
    const admin = await somebody();
    const companyId = await company(admin);
    const buyer = await joined(admin, companyId, ["buyer"], { monthLimitMinor: 25_000 });
    const account = await db().user.findUniqueOrThrow({ where: { id: buyer.userId } });
    const browsers = [buyer, await Attacker.user(account), await Attacker.user(account)];
    const wanted: object[] = [];
    for (const browser of browsers) wanted.push(await wishes(browser, 1));
    const replies = await Promise.all(browsers.map((browser, i) => browser.place(wanted[i] ?? {})));
    expect(replies.map(said).sort()).toEqual(["200", "200", "422 companies.approval_needed"]);
  });
});
