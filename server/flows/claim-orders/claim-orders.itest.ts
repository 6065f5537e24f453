import { describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { settlePoints } from "../loyalty/settle-points.ts";
import { claimOwnOrders, countClaimable } from "./claim-orders.ts";

let made = 0;
async function user(email: string, changes: { emailVerifiedAt?: Date | null; status?: string } = {}) {
  made += 1;
  const id = `usr_c${made}`;
  await db().user.create({ data: { id, email, name: "Claimer", emailVerifiedAt: new Date(), ...changes } });
  return { userId: id };
}
const ownerOf = async (number: string) =>
  db().salesOrder.findUniqueOrThrow({ where: { number }, select: { userId: true, partnerId: true } });

describe("claiming guest orders", () => {
  it("takes exactly those placed with the proven address that nobody owns", async () => {
    const mine = await makeOrder({ email: "mine@example.test" });
    const other = await makeOrder({ email: "mine2@example.test" });
    const taken = await user("taken@example.test");
    const owned = await makeOrder({ email: "mine@example.test", userId: taken.userId });
    const me = await user("mine@example.test");
    expect(await countClaimable(db(), { email: "mine@example.test", emailVerified: true })).toBe(1);
    expect(await claimOwnOrders(me)).toBe(1);
    const after = await ownerOf(mine.number);
    expect(after.userId).toBe(me.userId);
    expect(after.partnerId).toBe((await db().user.findUniqueOrThrow({ where: { id: me.userId } })).partnerId);
    expect((await ownerOf(other.number)).userId).toBeNull();
    expect((await ownerOf(owned.number)).userId).toBe(taken.userId);
    expect(await claimOwnOrders(me)).toBe(0);
  });

  it("line 6: needs proof of the mailbox: a pre-registered address captures nothing", async () => {
    const order = await makeOrder({ email: "victim@example.test" });
    const attacker = await user("victim@example.test", { emailVerifiedAt: null });
    expect(await countClaimable(db(), { email: "victim@example.test", emailVerified: false })).toBe(0);
    await expect(claimOwnOrders(attacker)).rejects.toMatchObject({
      code: "identity.email_unproven",
      kind: "forbidden",
    });
    expect((await ownerOf(order.number)).userId).toBeNull();
  });

  it("gives a disabled user and a guest nothing", async () => {
    await makeOrder({ email: "disabled@example.test" });
    const disabled = await user("disabled@example.test", { status: "disabled" });
    await expect(claimOwnOrders(disabled)).rejects.toMatchObject({ code: "identity.email_unproven" });
    await expect(claimOwnOrders({ userId: null })).rejects.toMatchObject({ code: "sign_in_required" });
  });

  it("brings the points of what was bought, once, however many claims and repeats there are", async () => {
    await db().loyaltyProgramme.create({
      data: { ...{ id: "lpr_claim", currency: "EUR", active: true, pointsPerUnit: "1", pointValueMinor: 5 } },
    });
    const email = "points@example.test";
    const [kept, refunded, cancelled] = [
      await makeOrder({ email }),
      await makeOrder({ email }),
      await makeOrder({ email }),
    ];
    const [line] = refunded.lines;
    await db().salesOrderLine.update({ where: { id: line?.id ?? "" }, data: { refunded: 1 } });
    const off = { status: "cancelled", closedAt: new Date() };
    await db().salesOrder.update({ where: { id: cancelled.id }, data: off });
    await settlePoints(kept.id, new Date());
    expect(await db().loyaltyEarning.count()).toBe(0);

    const me = await user(email);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimOwnOrders(me)));
    expect(claims.toSorted()).toEqual([0, 0, 0, 3]);
    await runJobs();
    await Promise.all([1, 2, 3].map(() => settlePoints(kept.id, new Date())));
    const { partnerId } = await ownerOf(kept.number);
    const of = { partnerId: partnerId ?? "" };
    const entries = await db().loyaltyEntry.findMany({ where: { account: of }, orderBy: { orderId: "asc" } });
    // 299.70 of goods in each; one of two chairs at 120.00 went back.
    expect(entries.map(({ orderId, kind, pending }) => [orderId, kind, pending])).toEqual([
      [kept.id, "earned", 299],
      [refunded.id, "earned", 179],
    ]);
    const stand = { points: 0, pending: 299 + 179 };
    expect(await db().loyaltyAccount.findFirstOrThrow({ where: of })).toMatchObject(stand);
  });
});
