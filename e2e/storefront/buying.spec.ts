// Buying: a basket that answers at once and follows its owner, a form that knows towns, companies and returning customers,
// a reminder for those who asked, and an account in one click.
import type { Page } from "@playwright/test";
import { ApiVisitor } from "../support/api.ts";
import { freshEmail, paidOrder, someAddress, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { fillCheckout, openProduct, someShopper, toPaymentPage } from "../support/purchase.ts";
import { sql, sqlRow, wake } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, signInByForm, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

// No two tests share a shelf.
const shelves = {
  desktop: ["ECR-45", "ECR-60", "RAY-45", "RAY-60", "SAU-45", "SAU-60"].map((end) => `MC-COU-LIN-${end}`),
  mobile: [
    ...["TER-45", "TER-60"].map((end) => `MC-COU-LIN-${end}`),
    ...["AMB-2", "AMB-6", "CLA-2", "CLA-6"].map((end) => `MC-GOB-SOUR-${end}`),
  ],
};
const besides = { desktop: "MC-GOB-SOUR-FUM-6", mobile: "MC-MUG-GRES-ARG-1" };
type Project = keyof typeof shelves;
const shelf = (project: string, i: number): string => shelves[project as Project][i] ?? "";

/** Holds back answers of a procedure until released. */
async function holding(page: Page, procedure: string) {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route(new RegExp(procedure), async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("a basket answers before the shop does, keeps what was pressed fast, and gives the focus back", async ({
  visitor,
}, { project }) => {
  const w = words("en");
  const sku = shelf(project.name, 0);
  const variant = await stockAtLeast(sku, 9);
  const page = await visitor({ locale: "en" });
  await openProduct(page, "en", variant.slug, sku);
  const release = await holding(page, "shop\\.cart\\.add");
  const add = page.getByRole("button", { name: w("storefront.product.add") }).first();
  await add.click();
  const drawer = page.getByRole("dialog", { name: w("storefront.cart.title") });
  await expect(drawer.getByRole("listitem")).toHaveCount(1);
  await expect(drawer).toHaveAttribute("aria-busy", "true");
  const more = drawer.getByRole("button", { name: /^One more/ }).first();
  for (let i = 0; i < 3; i++) await more.click();
  const count = drawer.getByRole("textbox");
  await expect(count).toHaveValue("4");
  release();
  await expect(drawer).toHaveAttribute("aria-busy", "false");
  await expect(count).toHaveValue("4");
  await expect(said(drawer, w("storefront.cart.total"), { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(add).toBeFocused();
  await page.reload();
  await page.goto("/en/cart");
  await expect(page.getByRole("main").getByRole("textbox")).toHaveValue("4");
  await page
    .getByRole("main")
    .getByRole("button", { name: /Remove/ })
    .click();
  await expect(page.getByRole("heading", { name: w("storefront.cart.empty") })).toBeVisible();
  await expectAccessible(page);
});

test("a guest's basket joins the account's on signing in, and does not stay behind", async ({ visitor }, {
  project,
}) => {
  const w = words("fr");
  const one = await stockAtLeast(shelf(project.name, 1), 9);
  const other = await stockAtLeast(besides[project.name as Project], 9);
  const anne = await newCustomer("Anne Panier");
  await anne.api.mutate("shop.cart.add", { variantId: one.id, quantity: 2 });
  await anne.api.mutate("shop.cart.join");
  const guest = new ApiVisitor();
  await guest.mutate("shop.cart.add", { variantId: other.id, quantity: 1 });
  const page = await visitor();
  await carrySession(page.context(), guest);
  await page.goto("/fr/sign-in?callbackUrl=/fr/cart");
  await signInByForm(page, anne, w);
  await expect(page).toHaveURL(/\/fr\/cart$/);
  const lines = page.getByRole("main").getByRole("listitem");
  await expect(lines).toHaveCount(2);
  type Cart = { lines: { variantId: string; quantity: number }[] };
  const phone = await anne.api.query<Cart>("shop.cart.get");
  expect(phone.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
    [one.id, 2],
    [other.id, 1],
  ]);

  await page.goto("/fr/account");
  const out = page.getByRole("button", { name: w("portal.nav.signOut") });
  await out.first().click();
  await expect(page).toHaveURL(/\/fr$/);
  await page.goto("/fr/cart");
  await expect(page.getByRole("heading", { name: w("storefront.cart.empty") })).toBeVisible();
});

test("checkout completes towns, judges foreign postcodes and sells to a company without VAT", async ({ visitor }, {
  project,
}) => {
  const w = words("fr");
  const sku = shelf(project.name, 2);
  const variant = await stockAtLeast(sku, 9);
  const buyer = new ApiVisitor();
  await buyer.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const page = await visitor();
  await carrySession(page.context(), buyer);
  await page.goto("/fr/checkout");
  const field = (key: string) => page.getByLabel(startsWith(w(`checkout.${key}`))).first();
  await field("address.postcode").pressSequentially("6910", { delay: 30 });
  await expect(page.getByRole("option", { name: "69100 Villeurbanne" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(field("address.postcode")).toHaveValue("69100");
  await expect(field("address.city")).toHaveValue("Villeurbanne");

  await page.locator('[name="delivery.country"]').selectOption("BE");
  await field("address.postcode").press("Tab");
  await expect(said(page, w("checkout.errors.postcodeOf", { example: "1010" }))).toBeVisible();
  await fillCheckout(page, w, { ...someShopper(freshEmail("societe")), postcode: "1000", city: "Bruxelles" });
  await page.getByLabel(w("checkout.company.open")).check();
  await field("company.name").fill("Peeters NV");
  await field("company.vatNumber").fill("BE 0428.759.498");
  await field("company.vatNumber").press("Tab");
  await expect(said(page, w("checkout.errors.vatNumber"))).toBeVisible();
  await field("company.vatNumber").fill("BE 0428.759.497");
  await field("company.vatNumber").press("Tab");
  await expect(page.getByTestId("quote")).toContainText(w("checkout.review.reverseCharge"));
  await expectAccessible(page);
  await toPaymentPage(page, w, "fr");
});

test("a returning customer reads over and presses one button", async ({ visitor }, { project }) => {
  const w = words("en");
  const sku = shelf(project.name, 3);
  const variant = await stockAtLeast(sku, 9);
  const anne = await newCustomer("Anne Again", "en");
  await anne.api.mutate("account.addresses.create", { type: "delivery", ...someAddress });
  await anne.api.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const page = await visitor({ locale: "en", as: anne.api });
  await page.goto("/en/checkout");
  const known = page.getByTestId("express");
  await expect(known).toContainText(anne.email);
  await expect(known).toContainText("12 rue de la Paix");
  await expectAccessible(page);
  await page.locator('input[name="terms"]').check();
  await toPaymentPage(page, w, "en");
});

test("an account in one click after the order, with the order in it", async ({ visitor }, { project }) => {
  const w = words("fr");
  const sku = shelf(project.name, 4);
  const variant = await stockAtLeast(sku, 9);
  const email = freshEmail("compte");
  const { token, number } = await paidOrder([{ variant, quantity: 1 }], email);
  const page = await visitor();
  await page.goto(`/fr/checkout/return?order=${token}`);
  await page.getByRole("button", { name: w("checkout.return.account") }).click();
  await expect(said(page, w("checkout.return.accountSent", { email }))).toBeVisible();
  await expectAccessible(page);
  await page.goto(linkIn(await mailTo(email, "account_offer"), "/sign-in/link"));
  await page.getByRole("button", { name: w("auth.link.submit") }).click();
  await page.waitForURL(new RegExp(`/fr/account/orders/${number}`));
  await expect(said(page, number)).toBeVisible();
});

test("a basket left behind is reminded of once, where its owner asked for it", async ({ visitor }, { project }) => {
  const w = words("fr");
  const sku = shelf(project.name, 5);
  const variant = await stockAtLeast(sku, 9);
  const guest = new ApiVisitor();
  await guest.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const page = await visitor();
  await carrySession(page.context(), guest);
  await page.goto("/fr/checkout");
  const email = freshEmail("rappel");
  const box = page.getByLabel(startsWith(w("consent.cart_reminder.label")));
  await expect(box).not.toBeChecked();
  await page.getByLabel(startsWith(w("checkout.contact.email"))).fill(email);
  await box.check();
  const waiting = () => sql("SELECT cart_id FROM cart_reminder WHERE email = $1 AND status = 'waiting'", [email]);
  await expect.poll(async () => (await waiting()).length).toBe(1);
  await sql(
    `UPDATE cart SET updated_at = now() - interval '5 hours'
     WHERE id = (SELECT cart_id FROM cart_reminder WHERE email = $1)`,
    [email],
  );
  await wake("send-reminders");
  const mail = await mailTo(email, "cart_reminder");

  const phone = await visitor();
  await phone.goto(linkIn(mail, "/cart/back"));
  await phone.waitForURL(/\/fr\/cart$/);
  await expect(phone.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await phone.goto(linkIn(mail, "/cart/reminders"));
  await expectAccessible(phone);
  await phone.getByRole("button", { name: w("consent.stop.submit") }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText(w("consent.stop.doneTitle"));
  await expectAccessible(phone);
  const { withdrawn } = await sqlRow<{ withdrawn: string }>(
    "SELECT withdrawn_by AS withdrawn FROM consent WHERE email = $1",
    [email],
  );
  expect(withdrawn).toBe("link");
});
