// Loyalty points: given by staff, spent at checkout, earned by the same order, and told in the account.
import { orderInput, type Placed, payByApi, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, languageOf, plain, saying, startsWith, words } from "../support/words.ts";

/** Staff read French. */
const fr = words("fr");

test("points that staff gave are spent on an order, which earns new ones; the account tells of all of them", async ({
  visitor,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const zoe = await newCustomer("Zoé Fabre", locale);
  const { id: partnerId } = await sqlRow<{ id: string }>(
    "SELECT p.id FROM partner p JOIN app_user u ON u.partner_id = p.id WHERE u.email = $1",
    [zoe.email],
  );

  const desk = await visitor({ as: "support" });
  await desk.goto(`/fr/admin/customers/${partnerId}`);
  const section = desk.getByRole("region", { name: fr("backoffice.loyalty.points"), exact: true });
  await section.getByRole("button", { name: fr("backoffice.loyalty.correct"), exact: true }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel(startsWith(fr("backoffice.loyalty.change"))).fill("120");
  await dialog.getByLabel(startsWith(fr("backoffice.loyalty.reason"))).fill("Livraison en retard");
  await expectAccessible(desk);
  await dialog.getByRole("button", { name: fr("backoffice.loyalty.correctConfirm"), exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(said(section, "Livraison en retard")).toBeVisible();
  await expectAccessible(desk);

  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-BRI-POI" : "MC-POT-TERR-TER", 6);
  await zoe.api.mutate("shop.cart.add", { variantId: variant.id, quantity: 2 });
  const page = await visitor({ locale, as: zoe.api });
  await page.goto(`/${locale}/cart`);
  const basket = page.getByTestId("points");
  await expect(basket).toContainText(saying(w("storefront.cart.points.earns", { points: 777 }).replace("777", "…")));
  await expectAccessible(page);

  await page.goto(`/${locale}/checkout`);
  const box = page.getByTestId("points").getByRole("checkbox");
  await box.check();
  await expect(box).toBeChecked();
  // The quote wants an address, which another story types in; the shop's own quote says what the box did.
  const order = await orderInput(zoe.api, zoe.email);
  const quoted = () =>
    zoe.api.query<{ points: { points: number; amount: { minor: number } } | null }>("shop.checkout.quote", {
      country: "FR",
      shippingMethod: order.shippingMethod,
    });
  // The box shows what was pressed before the shop has it.
  await expect.poll(async () => (await quoted()).points).toMatchObject({ points: 120, amount: { minor: 600 } });
  await expectAccessible(page);

  const placed = await zoe.api.mutate<Placed>("shop.checkout.placeOrder", order);
  await payByApi(placed);
  await zoe.api.mutate("shop.checkout.settle", { token: placed.token });
  const stand = () =>
    sqlRow<{ points: number; pending: boolean }>(
      "SELECT points, pending > 0 AS pending FROM loyalty_account WHERE partner_id = $1",
      [partnerId],
    );
  await expect.poll(stand, { timeout: 30_000 }).toEqual({ points: 0, pending: true });

  await page.goto(`/${locale}/account/points`);
  const history = page.getByTestId("points-history").getByRole("listitem");
  await expect(history).toHaveCount(3);
  await expect(history.filter({ hasText: w("portal.points.kinds.spent") })).toContainText("-120");
  await expect(history.filter({ hasText: w("portal.points.kinds.earned") })).toContainText(placed.number);
  await expect(history.filter({ hasText: w("portal.points.kinds.corrected") })).toContainText("+120");
  await expectAccessible(page);

  // The order says the same to its buyer, in the mail and to staff.
  await page.goto(`/${locale}/account/orders/${placed.number}`);
  const told = page.getByRole("region", { name: w("portal.order.points.title"), exact: true });
  await expect(told).toContainText(`${w("portal.order.points.spent")}120 points`);
  await expect(told).toContainText(w("portal.order.points.pending", { days: 14 }));
  await expectAccessible(page);
  const { text } = await mailTo(zoe.email, "order_confirmed");
  expect(plain(text)).toContain(`${w("mail.points.off")}: ${euros(-600, locale)}`);
  expect(text).toContain(`${w("mail.points.spent")}: 120 points`);
  await desk.goto(`/fr/admin/orders/${placed.number}`);
  const kept = desk.getByRole("region", { name: fr("backoffice.order.points.title"), exact: true });
  await expect(kept).toContainText(`${fr("backoffice.order.points.spent")}120 points`);
  await expectAccessible(desk);
});

test("staff read the rules of the programme, and only who may changes them", async ({ visitor }) => {
  const reader = await visitor({ as: "support", locale: "en" });
  const en = words("en");
  await reader.goto("/en/admin/loyalty");
  await expect(reader.getByRole("heading", { level: 1, name: en("backoffice.loyalty.title") })).toBeVisible();
  await expect(reader.getByRole("button", { name: en("backoffice.loyalty.save"), exact: true })).toHaveCount(0);
  await expectAccessible(reader);
  const admin = await visitor({ as: "admin", locale: "en" });
  await admin.goto("/en/admin/loyalty");
  const days = admin.getByLabel(startsWith(en("backoffice.loyalty.pendingDays")));
  await days.fill("7");
  await admin.getByRole("button", { name: en("backoffice.loyalty.save"), exact: true }).click();
  await expect(days).toBeFocused();
  await expect(said(admin, en("backoffice.loyalty.wrong.pendingDays"))).toBeVisible();
  await expectAccessible(admin);
});
