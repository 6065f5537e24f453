// Promised with a date, collected at a store: the visitor's own store, an order laid ready by its clerk, handed over for
// the code that the buyer was mailed.
import { ApiVisitor } from "../support/api.ts";
import { freshEmail, payByApi, stockExactly } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { fillCheckout, openProduct, someShopper, toPaymentPage } from "../support/purchase.ts";
import { sqlRow } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const w = words("fr");

test("a product says when it comes and where it waits; a store once chosen is remembered", async ({ visitor }, {
  project,
}) => {
  const sku = project.name === "mobile" ? "MC-MUG-GRES-MOU-1" : "MC-MUG-GRES-NUI-1";
  await stockExactly(sku, 3, "ST-BORDEAUX");
  const page = await visitor();
  const { slug } = await sqlRow<{ slug: string }>(
    "SELECT p.slug FROM variant v JOIN product p ON p.id = v.product_id WHERE v.sku = $1",
    [sku],
  );
  await openProduct(page, "fr", slug, sku);
  await expect(page.getByTestId("promise")).toContainText(/\d{1,2} [a-zéû]+/);
  const collect = page.getByTestId("collect");
  await expect(collect).toContainText("Comptoir de Bordeaux");
  // Nothing is kept before the visitor chooses.
  const kept = () => page.evaluate(() => localStorage.getItem("comptoir-store"));
  expect(await kept()).toBeNull();

  await collect.getByRole("button", { name: w("stores.choose") }).click();
  const dialog = page.getByRole("dialog", { name: w("stores.dialog") });
  await dialog.getByLabel(startsWith(w("stores.near"))).fill("33000");
  await dialog.getByRole("button", { name: w("stores.find") }).click();
  await expect(said(dialog, w("stores.sorted"))).toBeVisible();
  await expect(dialog.locator("[data-store]").first()).toHaveAttribute("data-store", "ST-BORDEAUX");
  await dialog.locator("[data-store=ST-BORDEAUX]").getByText(w("stores.hours")).click();
  await expectAccessible(page);
  await dialog
    .locator("[data-store=ST-PARIS]")
    .getByRole("button", { name: startsWith(w("stores.pick")) })
    .click();
  await expect(dialog).toBeHidden();
  expect(await kept()).toBe("ST-PARIS");
  await expect(collect).toContainText(w("stores.notHere", { store: "Comptoir de Paris" }));

  await page.reload();
  await expect(collect).toContainText(w("stores.notHere", { store: "Comptoir de Paris" }));
  await page.goto("/fr/stores");
  await expect(page.locator("[data-store=ST-PARIS]").getByText(w("stores.picked"))).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(startsWith(w("stores.near"))).fill("Atlantide");
  await page.getByRole("button", { name: w("stores.find") }).click();
  await expect(said(page, w("stores.unknown"))).toBeVisible();
});

test("click and collect: the clerk lays it ready, the code comes by mail and opens the counter", async ({
  visitor,
  allowErrors,
}, { project }) => {
  allowErrors(/404/);
  const sku = project.name === "mobile" ? "MC-BOL-GRES-ARG-1" : "MC-BOL-GRES-MOU-1";
  const variant = await stockExactly(sku, 4, "ST-PARIS");
  const page = await visitor();
  const basket = new ApiVisitor();
  await basket.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  await carrySession(page.context(), basket);
  await page.goto("/fr/checkout");
  const email = freshEmail("collect");
  await fillCheckout(page, w, someShopper(email));
  const store = page.getByRole("radio", { name: startsWith("Comptoir de Paris") });
  await store.check();
  await expect(said(page, w("stores.address"))).toBeVisible();
  await expectAccessible(page);
  await toPaymentPage(page, w, "fr");
  await payByApi({ payUrl: page.url() });
  const order = () =>
    sqlRow<{ number: string; status: string; promised: string | null; code: string | null; token: string | null }>(
      `SELECT o.number, o.status, o.promised_to::text AS promised, l.code, o.access_hash AS token
       FROM sales_order o LEFT JOIN location l ON l.id = o.pickup_location_id WHERE o.email = $1`,
      [email],
    );
  await expect.poll(async () => (await order()).status, { timeout: 20_000 }).toBe("confirmed");
  const { number, promised, code: place } = await order();
  expect(place).toBe("ST-PARIS");
  expect(promised).toMatch(/^\d{4}-\d{2}-\d{2}$/);

  const clerk = await visitor({ as: "store" });
  const row = clerk.getByRole("row").filter({ hasText: number });
  await expect(async () => {
    await clerk.goto("/fr/admin/pickups?limit=100");
    await expect(row).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(clerk);
  await row.getByRole("button", { name: startsWith(w("shipping.pickups.ready")) }).click();
  await clerk.getByRole("button", { name: w("shipping.pickups.readyConfirm") }).click();
  await expect(said(clerk, w("shipping.pickups.readyDone", { number }))).toBeVisible();

  const mail = await mailTo(email, "pickup");
  const code = /\b[2-9ACDEFGHJKMNPQRTWXY]{6}\b/.exec(mail.text)?.[0] ?? "none";
  const link = /https?:\S+\/order\/\S+/.exec(mail.text)?.[0] ?? "";
  const buyer = await visitor();
  await buyer.goto(new URL(link).pathname);
  await expect(buyer.getByTestId("pickup-code")).toContainText(code);
  await expectAccessible(buyer);

  const field = clerk.getByLabel(startsWith(w("shipping.pickups.code")));
  await field.fill("222222");
  await field.press("Enter");
  await expect(said(clerk, w("errors.fulfilment.pickup_code_unknown"))).toBeVisible();
  await field.fill(code.toLowerCase());
  await field.press("Enter");
  await expect(said(clerk, w("shipping.pickups.handedOver", { number }))).toBeVisible();
  await expect.poll(async () => (await order()).status).toBe("completed");
  await expect(buyer.getByRole("heading", { level: 1, name: w("portal.order.headline.delivered") })).toBeVisible();
  await expect(buyer.getByTestId("pickup-code")).toBeHidden();
});
