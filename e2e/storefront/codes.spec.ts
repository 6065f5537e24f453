// Codes: a coupon in the basket and a gift card at checkout, made by staff in the back office, down to a paid order.
import { ApiVisitor, apiAs } from "../support/api.ts";
import { freshEmail, stockAtLeast } from "../support/goods.ts";
import { fillCheckout, someShopper } from "../support/purchase.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const w = words("en");

test("staff make a coupon and a gift card, a shopper pays with both", async ({ visitor }, { project }) => {
  const mobile = project.name === "mobile";
  const code = `WELCOME-${mobile ? "M" : "D"}${Date.now() % 1_000_000}`;

  const desk = await visitor({ locale: "en", as: "admin" });
  await desk.goto("/en/admin/coupons");
  await desk.getByRole("button", { name: w("backoffice.coupons.create") }).click();
  const form = desk.getByRole("dialog");
  await form.getByLabel(startsWith(w("backoffice.coupons.code"))).fill(code);
  await form.getByLabel(startsWith(w("backoffice.coupons.share"))).fill("10");
  await form.getByLabel(startsWith(w("backoffice.coupons.nameFr"))).fill("Bienvenue");
  await form.getByLabel(startsWith(w("backoffice.coupons.nameEn"))).fill("Welcome");
  await expectAccessible(desk);
  await form.getByRole("button", { name: w("backoffice.coupons.createConfirm") }).click();
  await expect(said(desk, code, { exact: true })).toBeVisible();
  await expectAccessible(desk);

  await desk.goto("/en/admin/gift-cards");
  await desk.getByRole("button", { name: w("backoffice.giftCards.issue"), exact: true }).click();
  await desk
    .getByRole("dialog")
    .getByLabel(startsWith(w("backoffice.giftCards.amount", { currency: "EUR" })))
    .fill("5000");
  await desk.getByRole("button", { name: w("backoffice.giftCards.issueConfirm"), exact: true }).click();
  const card = desk.getByRole("dialog").getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  await expect(card).toBeVisible();
  const cardCode = (await card.textContent()) ?? "";
  await expectAccessible(desk);

  const variant = await stockAtLeast(mobile ? "MC-HOR-MIDI-NOI" : "MC-HOR-MIDI-SAU", 10);
  const buyer = new ApiVisitor("en");
  await buyer.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const page = await visitor({ locale: "en" });
  await carrySession(page.context(), buyer);
  await page.goto("/en/cart");
  await page.getByText(w("storefront.cart.coupon.open")).click();
  await page.getByLabel(w("storefront.cart.coupon.label")).fill(code.toLowerCase());
  await page.getByRole("button", { name: w("storefront.cart.coupon.apply") }).click();
  await expect(said(page, w("storefront.cart.discount"))).toBeVisible();
  await expectAccessible(page);

  await page.goto("/en/checkout");
  await fillCheckout(page, w, someShopper(freshEmail("codes")));
  await page.getByText(w("checkout.giftCard.open")).first().click();
  await page.getByLabel(w("checkout.giftCard.label")).first().fill(cardCode);
  await page.getByLabel(w("checkout.giftCard.label")).first().press("Enter");
  await expect(said(page, w("checkout.giftCard.due"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("checkout.submit") }).click();
  await page.waitForURL(/\/checkout\/return/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(w("checkout.return.paidTitle"));
  await expectAccessible(page);

  const admin = await apiAs("admin");
  const { items } = await admin.query<{ items: { code: string; used: number }[] }>("admin.coupons.list", { limit: 50 });
  expect(items.find((coupon) => coupon.code === code)?.used).toBe(1);
});
