// The steps of buying, as a shopper does them on the page.
import { expect, type Page } from "@playwright/test";
import { said } from "./test.ts";
import { type Locale, payWords, startsWith, type Words, words } from "./words.ts";

export const cards = {
  good: "4242424242424242",
  declined: "4000000000000002",
  challenge: "4000002500003155",
} as const;

/** Opens a product page and waits until its live stock is there: from then on React answers. */
export async function openProduct(page: Page, locale: Locale, slug: string, sku?: string): Promise<void> {
  await page.goto(`/${locale}/products/${slug}${sku ? `?sku=${sku}` : ""}`);
  if (sku) await expect(said(page, words(locale)("storefront.product.sku", { sku }))).toBeVisible();
  await expect(stockOf(page)).toHaveAttribute("data-available", /\d+/);
}

/** The panel with live stock; `data-available` is the number it shows. */
export const stockOf = (page: Page) => page.getByTestId("stock");

/** Puts the shown product into the basket; the drawer with the basket opens and is left open. */
export async function addToBasket(page: Page, w: Words) {
  // With something in it already, the drawer is there, and idle, before the new line has been asked for.
  const answered = page.waitForResponse(/shop\.cart\.add/);
  await page
    .getByRole("button", { name: w("storefront.product.add") })
    .first()
    .click();
  const drawer = page.getByRole("dialog", { name: w("storefront.cart.title") });
  await expect(drawer.getByRole("link", { name: w("storefront.cart.checkout") })).toBeVisible();
  // The line is shown before the shop has answered.
  await answered;
  await expect(drawer).toHaveAttribute("aria-busy", "false");
  return drawer;
}

export type Shopper = { email: string; recipient: string; line1: string; postcode: string; city: string };

export const someShopper = (email: string): Shopper => ({
  email,
  recipient: "Anne Martin",
  line1: "12 rue de la Paix",
  postcode: "75002",
  city: "Paris",
});

/** Fills the checkout form, terms included. */
export async function fillCheckout(page: Page, w: Words, shopper: Shopper): Promise<void> {
  const field = (key: string) => page.getByLabel(startsWith(w(`checkout.${key}`))).first();
  await field("contact.email").fill(shopper.email);
  await field("address.recipient").fill(shopper.recipient);
  await field("address.line1").fill(shopper.line1);
  await field("address.postcode").fill(shopper.postcode);
  await field("address.city").fill(shopper.city);
  await expect(page.getByRole("radio").first()).toBeChecked();
  await page.locator('input[name="terms"]').check();
}

/** Presses the button that obliges to pay and waits for the provider's page. */
export async function toPaymentPage(page: Page, w: Words, locale: Locale): Promise<void> {
  await page.getByRole("button", { name: w("checkout.submit") }).click();
  await expect(page.getByRole("heading", { name: payWords(locale).heading })).toBeVisible();
}

/** Types a card on the payment page and presses "Pay". */
export async function payWith(page: Page, locale: Locale, card: string): Promise<void> {
  const p = payWords(locale);
  await page.getByLabel(p.number).fill(card);
  await page.getByLabel(p.expiry).fill("12 / 40");
  await page.getByLabel(p.cvc).fill("123");
  await page.getByLabel(p.name).fill("Anne Martin");
  await page.getByRole("button", { name: startsWith(`${p.pay} `) }).click();
}
