// The checkout form: what is missing is named, what was typed stays, and no price changes behind anyone's back.
import type { Page } from "@playwright/test";
import { ApiVisitor, apiAs } from "../support/api.ts";
import { freshEmail, stockAtLeast } from "../support/goods.ts";
import { cards, fillCheckout, openProduct, payWith, someShopper, toPaymentPage } from "../support/purchase.ts";
import { sqlRow } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, payWords, plain, startsWith, words } from "../support/words.ts";

const w = words("fr");

/** A basket with one piece, filled by API; the browser takes it over. */
async function withBasket(page: Page, sku: string, quantity = 1): Promise<ApiVisitor> {
  const variant = await stockAtLeast(sku, 10);
  const buyer = new ApiVisitor();
  await buyer.mutate("shop.cart.add", { variantId: variant.id, quantity });
  await carrySession(page.context(), buyer);
  return buyer;
}

test("names every missing field, moves the focus, keeps what was typed", async ({ visitor }, { project }) => {
  const page = await visitor();
  await withBasket(page, project.name === "mobile" ? "MC-HOR-MIDI-NOI" : "MC-HOR-MIDI-SAU");
  await page.goto("/fr/checkout");
  const submit = page.getByRole("button", { name: w("checkout.submit") });
  await expect(submit).toBeEnabled();
  await submit.click();
  for (const key of ["email", "recipient", "line1", "postcode", "city", "terms"]) {
    await expect(said(page, w(`checkout.errors.${key}`))).toBeVisible();
  }
  await expect(said(page.getByRole("alert"), w("checkout.errors.summary", { count: 6 }))).toBeVisible();
  const email = page.getByLabel(startsWith(w("checkout.contact.email")));
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);

  await fillCheckout(page, w, { ...someShopper("anne@example.com"), postcode: "7500" });
  await submit.click();
  await expect(said(page, w("checkout.errors.postcodeFR"))).toBeVisible();
  await expect(page.getByLabel(startsWith(w("checkout.address.postcode")))).toBeFocused();
  await expect(page.getByText(w("checkout.errors.email"))).toBeHidden();
  await page.reload();
  await expect(email).toHaveValue("anne@example.com");
  await expect(page.getByLabel(startsWith(w("checkout.address.city")))).toHaveValue("Paris");
});

test("what is asked before anything is typed comes with the page, and nothing moves under the finger", async ({
  visitor,
}, { project }) => {
  const page = await visitor();
  await withBasket(page, project.name === "mobile" ? "MC-HOR-MIDI-NOI" : "MC-HOR-MIDI-SAU");
  const asked: string[] = [];
  await page.route("**/api/trpc/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(...pathname.split("/").at(-1)!.split(","));
    // Whatever is asked after the form stands comes late enough to be seen moving.
    if (asked.length > 1) await new Promise((late) => setTimeout(late, 700));
    await route.continue();
  });
  await page.goto("/fr/checkout");
  const terms = page.locator('input[name="terms"]');
  await expect(terms).toBeVisible();
  const top = () => terms.evaluate((box) => Math.round(box.getBoundingClientRect().top + window.scrollY));
  const first = await top();
  await expect(page.getByTestId("quote")).toContainText(w("checkout.review.total"));
  await page.waitForLoadState("networkidle");
  expect(await top()).toBe(first);
  expect(asked.filter((path) => path.startsWith("shop.checkout.") || path === "shop.cart.points")).toEqual([]);
});

test("shows the new total before anything is ordered when a price changed", async ({ visitor, allowErrors }, {
  project,
}) => {
  allowErrors(/409/);
  const sku = project.name === "mobile" ? "MC-LAM-CEPE-IVO" : "MC-LAM-ARCHE-LAI";
  const page = await visitor();
  const buyer = await withBasket(page, sku);
  await page.goto("/fr/checkout");
  const email = freshEmail("price");
  await fillCheckout(page, w, someShopper(email));
  type Quote = { total: { minor: number } };
  const quote = async () => {
    const [method] = await buyer.query<{ code: string }[]>("shop.checkout.shippingMethods", { country: "FR" });
    return buyer.query<Quote>("shop.checkout.quote", { country: "FR", shippingMethod: method?.code });
  };
  const before = await quote();
  const shown = async () => plain((await page.getByTestId("quote").textContent()) ?? "");
  await expect.poll(shown).toContain(euros(before.total.minor, "fr"));

  const variant = await stockAtLeast(sku, 10);
  const admin = await apiAs("admin");
  const { price } = await sqlRow<{ price: string }>(
    `SELECT i.unit_price::numeric(12,2)::text AS price FROM price_list_item i
     WHERE i.variant_id = $1 ORDER BY i.valid_from DESC NULLS LAST LIMIT 1`,
    [variant.id],
  );
  const dearer = (Number(price) + 10).toFixed(2);
  await admin.mutate("admin.products.updatePrice", { variantId: variant.id, price: dearer });
  await page.getByRole("button", { name: w("checkout.submit") }).click();
  await expect(said(page, w("errors.sales.prices_changed"))).toBeVisible();
  await expect.poll(shown).toContain(euros(before.total.minor + 1000, "fr"));
  const { orders } = await sqlRow<{ orders: number }>(
    "SELECT count(*)::int AS orders FROM sales_order WHERE email = $1",
    [email],
  );
  expect(orders).toBe(0);
  await toPaymentPage(page, w, "fr");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(
      euros(before.total.minor + 1000, "fr")
        .replace(" ", "\\s")
        .replace("€", "")
        .trim(),
    ),
  );
});

test("back from the payment page and out of patience: nothing is charged, the basket is there again", async ({
  visitor,
}, { project }) => {
  const page = await visitor();
  await withBasket(page, project.name === "mobile" ? "MC-CAR-SOUR-AMB" : "MC-CAR-SOUR-CLA");
  await page.goto("/fr/checkout");
  await fillCheckout(page, w, someShopper(freshEmail("back")));
  await toPaymentPage(page, w, "fr");
  await page.getByRole("link", { name: new RegExp(payWords("fr").back) }).click();
  await expect(page.getByRole("heading", { level: 1, name: w("checkout.return.cancelledTitle") })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("checkout.return.retry") }).click();
  await expect(page.getByRole("heading", { name: payWords("fr").heading })).toBeVisible();
  await payWith(page, "fr", cards.good);
  await expect(page.getByRole("heading", { level: 1, name: w("checkout.return.paidTitle") })).toBeVisible();
});

test("a whole purchase by keyboard, up to the payment page", async ({ visitor }, { project }) => {
  const sku = project.name === "mobile" ? "MC-TAB-PIVO-NOI-45" : "MC-TAB-PIVO-NOI-65";
  const variant = await stockAtLeast(sku, 4);
  const page = await visitor();
  await openProduct(page, "fr", variant.slug, sku);
  const press = (key: string) => page.keyboard.press(key);

  await tabTo(page, () => page.getByRole("button", { name: w("storefront.product.add") }).first());
  await press("Enter");
  const drawer = page.getByRole("dialog", { name: w("storefront.cart.title") });
  await expect(drawer).toBeVisible();
  await tabTo(page, () => drawer.getByRole("link", { name: w("storefront.cart.checkout") }));
  await press("Enter");
  await expect(page).toHaveURL(/\/fr\/checkout/);
  await expect(page.getByRole("radio").first()).toBeChecked();
  const shopper = someShopper(freshEmail("keyboard"));
  for (const [key, text] of [
    ["contact.email", shopper.email],
    ["address.recipient", shopper.recipient],
    ["address.line1", shopper.line1],
    ["address.postcode", shopper.postcode],
    ["address.city", shopper.city],
  ] as const) {
    await tabTo(page, () => page.getByLabel(startsWith(w(`checkout.${key}`))).first());
    await page.keyboard.type(text);
  }
  await tabTo(page, () => page.locator('input[name="terms"]'));
  await press("Space");
  await tabTo(page, () => page.getByRole("button", { name: w("checkout.submit") }));
  await press("Enter");
  await expect(page.getByRole("heading", { name: payWords("fr").heading })).toBeVisible();
});

/** Presses Tab until the wanted element has the focus; on the way, each stop must be seen and not covered. */
async function tabTo(page: Page, wanted: () => ReturnType<Page["locator"]>) {
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted().evaluate((element) => element === document.activeElement)) {
      const shown = await wanted().evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const label = "labels" in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
        return {
          marked: (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
          uncovered:
            top !== null && (element.contains(top) || top.contains(element) || label.some((l) => l.contains(top))),
        };
      });
      expect(shown, await wanted().evaluate((element) => element.outerHTML.slice(0, 120))).toEqual({
        marked: true,
        uncovered: true,
      });
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error("80 presses of Tab do not lead there");
}

test("keeps the basket accessible while delivery is being worked out", async ({ visitor }, { project }) => {
  const page = await visitor();
  await withBasket(page, project.name === "mobile" ? "MC-HOR-MIDI-NOI" : "MC-HOR-MIDI-SAU");
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/shippingMethods/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/fr/cart");
  await expect(said(page, w("storefront.cart.shippingLater"))).toBeVisible();
  await expectAccessible(page);
  release();
  await expect(page.getByText(w("storefront.cart.shippingLater"))).toBeHidden();
});
