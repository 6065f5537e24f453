import { beforeAll, describe, expect, it } from "vitest";
import { showStopPage, stopRemindersInOneClick } from "#server/api/stop-reminders.ts";
import { newId } from "#server/kernel/ids.ts";
import { forgetReminders, reminderToken } from "#server/modules/crm/index.ts";
import { cartToken } from "#server/modules/sales/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { article, shopper } from "#server/testing/shoppers.ts";
import { sendReminders } from "./send-reminders.ts";

const minute = 60_000;
const later = (minutes: number) => new Date(Date.now() + minutes * minute);
const due = () => later(241);
let people = 0;
const someone = () => `forgetful${++people}@example.test`;
const mailsTo = (to: string) => db().mailMessage.findMany({ where: { to, template: "cart_reminder" } });
const consentsOf = (email: string) => db().consent.findMany({ where: { email }, orderBy: { id: "asc" } });

beforeAll(async () => {
  await demoShop();
}, 60_000);

/** A guest with one article in the basket who ticked the box. */
async function forgetful(email: string | null = someone()) {
  const { variantId, sku } = await article({ stock: 5 });
  const guest = shopper();
  const cart = await guest.api.shop.cart.add({ variantId, quantity: 2 });
  if (email) await guest.api.shop.cart.remind({ email });
  const reminder = await db().cartReminder.findUnique({ where: { cartId: cart.id ?? "" } });
  return { guest, variantId, sku, email: email ?? "", cart, id: reminder?.id ?? "", lineId: cart.lines[0]?.id ?? "" };
}

/** An order with this address, from another basket. */
async function orderBy(email: string) {
  const { id } = await makeOrder({ email });
  await db().salesOrder.update({ where: { id }, data: { placedAt: later(1) } });
}

describe("consent to a reminder", () => {
  it("is written down with its words, once, and both dates stay when it is withdrawn", async () => {
    const { guest, email, cart } = await forgetful();
    await guest.api.shop.cart.remind({ email });
    const [given, ...more] = await consentsOf(email);
    expect(more).toEqual([]);
    expect(given).toMatchObject({
      ...{ purpose: "cart_reminder", source: "checkout", locale: "fr", wordingVersion: 1, withdrawnAt: null },
      wording: expect.stringContaining("rappel de mon panier"),
      proof: { cartId: cart.id, requestId: expect.any(String), network: expect.any(String) },
    });
    await guest.api.shop.cart.remind({ email: null });
    await guest.api.shop.cart.remind({ email });
    const log = await consentsOf(email);
    expect(log.map((each) => [each.withdrawnBy, each.withdrawnAt !== null])).toEqual([
      ["unticked", true],
      [null, false],
    ]);
    expect(log[0]?.givenAt).toEqual(given?.givenAt);
  });

  it("goes with the address: a corrected one takes the place of the mistyped", async () => {
    const { guest, email, cart } = await forgetful();
    const right = someone();
    await guest.api.shop.cart.remind({ email: right });
    expect((await consentsOf(email)).map((each) => each.withdrawnBy)).toEqual(["unticked"]);
    expect(await db().cartReminder.findUnique({ where: { cartId: cart.id ?? "" } })).toMatchObject({ email: right });
    await expect(shopper().api.shop.cart.remind({ email: right })).rejects.toMatchObject({
      cause: { code: "sales.cart_empty" },
    });
  });
});

describe("the reminder", () => {
  it("comes once, after the channel's time, with what is in the basket, however often and from where it is sent", async () => {
    const { email, sku, id } = await forgetful();
    expect(await sendReminders(later(230))).toBe(0);
    await Promise.all([1, 2, 3].map(() => sendReminders(due())));
    await sendReminders(later(60 * 24 * 3));
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(mail?.html).toContain(`/fr/cart/back#${reminderToken(id)}`);
    expect(mail?.text).toContain(`Article ${sku.slice(2)}`);
    expect(mail?.stopUrl).toBe(`${env().PUBLIC_URL}/api/cart-reminders/stop?token=${reminderToken(id)}&locale=fr`);
  });

  it("waits while somebody still shops, and counts from their last change", async () => {
    const { guest, email, lineId, cart } = await forgetful();
    await db().cart.update({ where: { id: cart.id ?? "" }, data: { updatedAt: later(-239) } });
    await guest.api.shop.cart.setQuantity({ lineId, quantity: 1 });
    await sendReminders(later(2));
    expect(await mailsTo(email)).toEqual([]);
  });

  it("never comes without the box, after a purchase, for an emptied basket, or where the channel wants none", async () => {
    const unticked = await forgetful(null);
    const emptied = await forgetful();
    await emptied.guest.api.shop.cart.setQuantity({ lineId: emptied.lineId, quantity: 0 });
    const bought = await forgetful();
    await db().cart.update({ where: { id: bought.cart.id ?? "" }, data: { status: "converted" } });
    const elsewhere = await forgetful();
    await orderBy(elsewhere.email);
    const withdrawn = await forgetful();
    await withdrawn.guest.api.shop.cart.remind({ email: null });
    await db().channel.update({ where: { code: "web" }, data: { reminderMinutes: null } });
    const off = await forgetful();
    await sendReminders(due());
    expect(await mailsTo(off.email)).toEqual([]);
    await db().channel.update({ where: { code: "web" }, data: { reminderMinutes: 240 } });
    await sendReminders(due());
    expect(await mailsTo(off.email)).toHaveLength(1);
    for (const { email } of [unticked, emptied, bought, elsewhere, withdrawn]) expect(await mailsTo(email)).toEqual([]);
  });

  it("comes to one mailbox once in a week, whatever its baskets", async () => {
    const email = someone();
    await forgetful(email);
    await forgetful(email);
    await sendReminders(due());
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe("its links", () => {
  it("bring the basket to another browser; what is in that one joins", async () => {
    const { variantId, id, cart, guest } = await forgetful();
    await sendReminders(due());
    const other = await article({ stock: 3 });
    const phone = shopper();
    await phone.api.shop.cart.add({ variantId: other.variantId, quantity: 1 });
    const back = await phone.api.shop.cart.restore({ token: reminderToken(id) });
    expect(back.lines.map((line) => [line.variantId, line.quantity])).toEqual([
      [variantId, 2],
      [other.variantId, 1],
    ]);
    expect([back.id, phone.cartToken]).toEqual([cart.id, guest.cartToken]);
    expect(await db().cart.findUnique({ where: { tokenHash: hashToken(cartToken(cart.id ?? "")) } })).not.toBeNull();
  });

  it("lead nowhere once the basket was ordered, for another customer, before any mail, or with a forged proof", async () => {
    const { id, cart } = await forgetful();
    const refused = { cause: { code: "crm.reminder_link_invalid" } };
    const token = reminderToken(id);
    await expect(shopper().api.shop.cart.restore({ token })).rejects.toMatchObject(refused);
    await sendReminders(due());
    const forged = `${id}.${"A".repeat(43)}`;
    await expect(shopper().api.shop.cart.restore({ token: forged })).rejects.toMatchObject(refused);
    await expect(
      shopper().api.shop.cart.restore({ token: reminderToken(newId("cartReminder")) }),
    ).rejects.toMatchObject(refused);
    await db().cart.update({ where: { id: cart.id ?? "" }, data: { status: "converted" } });
    await expect(shopper().api.shop.cart.restore({ token })).rejects.toMatchObject(refused);
  });

  it("stop every reminder to the mailbox in one press, and in one click of a mail program", async () => {
    const email = someone();
    const first = await forgetful(email);
    await sendReminders(due());
    const second = await forgetful(email);
    const token = reminderToken(first.id);
    const url = `http://shop.test/api/cart-reminders/stop?locale=en&token=`;
    const post = (given: string) => stopRemindersInOneClick(new Request(`${url}${given}`, { method: "POST" }));
    expect((await post(`${first.id}.${"A".repeat(43)}`)).status).toBe(404);
    for (let i = 0; i < 2; i++) expect((await post(token)).status).toBe(204);
    expect((await consentsOf(email)).map((each) => each.withdrawnBy)).toEqual(["one_click"]);
    await sendReminders(later(60 * 24 * 8));
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await db().cartReminder.findUnique({ where: { id: second.id } })).toMatchObject({ status: "ended" });
    const page = showStopPage(new Request(`${url}${token}`));
    expect([page.status, page.headers.get("location")]).toEqual([
      303,
      `${env().PUBLIC_URL}/en/cart/reminders#${token}`,
    ]);
    for (let i = 0; i < 2; i++) await shopper().api.shop.cart.stopReminders({ token });
  });

  it("work for a month; then the address is forgotten", async () => {
    const { email, id } = await forgetful();
    await sendReminders(due());
    await forgetReminders(db(), later(60 * 24 * 29));
    expect(await db().cartReminder.findUnique({ where: { id } })).toMatchObject({ email });
    await forgetReminders(db(), later(60 * 24 * 31));
    expect(await db().cartReminder.findUnique({ where: { id } })).toMatchObject({ email: null, status: "sent" });
  });
});
