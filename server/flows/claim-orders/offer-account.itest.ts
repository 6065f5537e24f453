import { describe, expect, it } from "vitest";
import { orderAccessToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { shopper } from "#server/testing/shoppers.ts";
import { signInWithLink } from "../sign-in/with-link.ts";

const tokenIn = (html: string) => /#([\w-]{43})/.exec(html)?.[1] ?? "";
const mailsTo = (to: string) => db().mailMessage.findMany({ where: { to, template: "account_offer" } });
const guest = () => shopper().api.shop.order;

describe("the account offered after an order", () => {
  it("is opened by the mailed link alone: orders of that mailbox and the address are in it, once", async () => {
    const email = "offer@example.test";
    const order = await makeOrder({ email });
    const earlier = await makeOrder({ email });
    const foreign = await makeOrder({ email: "another@example.test" });
    const answer = await guest().offerAccount({ token: orderAccessToken(order.id) });
    expect(answer).toEqual({ email });
    expect(await db().user.findUnique({ where: { email } })).toBeNull();
    expect((await db().salesOrder.findUniqueOrThrow({ where: { id: order.id } })).userId).toBeNull();

    const [mail] = await mailsTo(email);
    const token = tokenIn(mail?.html ?? "");
    const { userId } = await signInWithLink({ token });
    await expect(signInWithLink({ token })).rejects.toMatchObject({ code: "identity.link_invalid" });
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ email, passwordHash: null, status: "active" });
    const owners = await db().salesOrder.findMany({
      where: { id: { in: [order.id, earlier.id, foreign.id] } },
      orderBy: { id: "asc" },
      select: { userId: true, partnerId: true },
    });
    const mine = { userId, partnerId: user.partnerId };
    expect(owners).toEqual([mine, mine, { userId: null, partnerId: null }]);
    const book = await db().address.findMany({ where: { partnerId: user.partnerId ?? "" } });
    expect(book).toMatchObject([{ type: "delivery", isDefault: true }]);
  });

  it("goes to the order's own address, whoever asks; not for orders that have an owner, nor for ever", async () => {
    const order = await makeOrder({ email: "victim2@example.test" });
    const token = orderAccessToken(order.id);
    for (let i = 0; i < 5; i++) await guest().offerAccount({ token });
    await expect(guest().offerAccount({ token })).rejects.toMatchObject({ cause: { code: "too_many_requests" } });
    expect(await mailsTo("victim2@example.test")).toHaveLength(5);
    await db().user.create({ data: { id: "usr_offer", email: "owner@example.test", name: "Owner" } });
    await db().salesOrder.update({ where: { id: order.id }, data: { userId: "usr_offer" } });
    for (const asked of [token, "x".repeat(43)]) {
      await expect(guest().offerAccount({ token: asked })).rejects.toMatchObject({
        cause: { code: "sales.order_not_found" },
      });
    }
  });
});
