import { describe, expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
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

  it("needs proof of the mailbox: a pre-registered address captures nothing", async () => {
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
});
