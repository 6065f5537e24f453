// Coming back: an alert for what is sold out, a list that follows its owner into the account, and what was seen lately.
import { apiAs } from "../support/api.ts";
import { freshEmail, stockExactly } from "../support/goods.ts";
import { linkIn, mailCount, mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, signInByForm, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

test("a guest is told once when what was sold out is back", async ({ visitor }, { project }) => {
  const mobile = project.name === "mobile";
  const locale = mobile ? "fr" : "en";
  const w = words(locale);
  const [sku, other] = mobile
    ? (["MC-BUF-RIV-NAT", "MC-BUF-RIV-NOY"] as const)
    : (["MC-ETA-FILIN-NAT", "MC-ETA-FILIN-NOI"] as const);
  await stockExactly(other, 0);
  const variant = await stockExactly(sku, 0);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/products/${variant.slug}?sku=${sku}`);

  const form = page.getByTestId("stock-alert");
  await expect(form).toBeVisible();
  await expect(page.getByTestId("alternatives").getByRole("link").first()).toBeVisible();
  await expectAccessible(page);
  const address = form.getByLabel(startsWith(w("storefront.alert.email")));
  await address.fill("nobody");
  await form.getByRole("button", { name: w("storefront.alert.submit") }).click();
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expect(address).toBeFocused();
  const email = freshEmail("alert");
  await address.fill(email);
  await form.getByRole("button", { name: w("storefront.alert.submit") }).click();
  await expect(said(page, w("storefront.alert.confirmSent"))).toBeVisible();
  await expectAccessible(page);

  const asked = await mailTo(email, "alert_confirm");
  expect(asked.locale).toBe(locale);
  await page.goto(linkIn(asked, "/stock-alert/confirm"));
  await expectAccessible(page);
  await page.getByRole("button", { name: w("storefront.alert.confirm.submit") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(w("storefront.alert.confirm.doneTitle"));
  await expectAccessible(page);

  const { id } = await sqlRow<{ id: string }>("SELECT id FROM product WHERE slug = $1", [variant.slug]);
  const admin = await apiAs("admin");
  const waiting = async () => {
    const rows = await admin.query<{ sku: string; waiting: number }[]>("admin.products.alerts", { id });
    return rows.find((row) => row.sku === sku)?.waiting ?? 0;
  };
  const count = await waiting();
  expect(count).toBeGreaterThan(0);
  const desk = await visitor({ locale: "en", as: "catalogue" });
  await desk.goto(`/en/admin/products/${id}`);
  await expect(said(desk, words("en")("backoffice.product.alerts.waiting", { count }))).toBeVisible();

  await stockExactly(sku, 8);
  const back = await mailTo(email, "stock_back");
  await page.goto(linkIn(back, "/products/"));
  await expect(page.getByRole("button", { name: w("storefront.product.add") }).first()).toBeEnabled();
  await expect(page.getByTestId("stock-alert")).toHaveCount(0);
  await page.goto(linkIn(back, "/stock-alert/stop"));
  await page.getByRole("button", { name: w("storefront.alert.stop.submit") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(w("storefront.alert.stop.doneTitle"));
  await stockExactly(other, 8);
  await stockExactly(sku, 9);
  await expect.poll(waiting).toBe(0);
  expect(await mailCount(email)).toBe(2);
});

test("a guest's list moves into the account, and what was seen lately stays in the browser", async ({ visitor }, {
  project,
}) => {
  const locale = project.name === "mobile" ? "fr" : "en";
  const w = words(locale);
  const page = await visitor({ locale });
  const nameOf = (slug: string) =>
    sqlRow<{ id: string; name: string }>("SELECT id, name ->> $2 AS name FROM product WHERE slug = $1", [slug, locale]);
  const [lamp, arch] = [await nameOf("lampe-cepe"), await nameOf("lampadaire-arche")];
  const heart = (name: string) => page.getByRole("button", { name: w("storefront.wishlist.keep", { name }) }).first();

  await page.goto(`/${locale}/categories/luminaires`);
  await heart(lamp.name).click();
  await expect(heart(lamp.name)).toHaveAttribute("aria-pressed", "true");
  await page.goto(`/${locale}/products/lampadaire-arche`);
  await heart(arch.name).click();
  await expect(heart(arch.name)).toHaveAttribute("aria-pressed", "true");
  // The foot of the page, which remembers it, wakes up by itself.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("comptoir-recent") ?? "")).toContain(arch.id);
  await page.goto(`/${locale}/products/lampe-cepe`);
  await expect(heart(lamp.name)).toHaveAttribute("aria-pressed", "true");
  const seen = page.getByTestId("recent");
  await expect(seen.getByRole("link", { name: arch.name })).toBeVisible();
  await expect(seen.getByRole("link", { name: lamp.name })).toHaveCount(0);
  await expectAccessible(page);
  expect((await page.context().cookies()).map((cookie) => cookie.name)).not.toContain("comptoir-wishlist");

  await page.goto(`/${locale}/wishlist`);
  const rows = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 2 }) });
  await expect(rows).toHaveCount(2);
  await expect(rows.first().getByTestId("wish-stock")).not.toBeEmpty();
  await expectAccessible(page);
  await rows
    .first()
    .getByRole("button", { name: w("storefront.wishlist.add"), exact: true })
    .click();
  await expect(said(page, w("storefront.wishlist.added"))).toBeVisible();

  await page.goto(`/${locale}/cart`);
  const { email, password } = await newCustomer("Nadia", locale);
  await page.goto(`/${locale}/sign-in?callbackUrl=/${locale}/account/wishlist`);
  await signInByForm(page, { email, password }, w);
  await page.waitForURL(/\/account\/wishlist$/);
  await expect(rows).toHaveCount(2);
  await expect.poll(() => page.evaluate(() => localStorage.getItem("comptoir-wishlist"))).toBeNull();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("storefront.wishlist.remove", { name: arch.name }) }).click();
  await expect(rows).toHaveCount(1);
  await expect
    .poll(
      async () =>
        (
          await sqlRow<{ n: number }>(
            "SELECT count(*)::int AS n FROM wishlist_item i JOIN app_user u ON u.id = i.user_id WHERE u.email = $1",
            [email],
          )
        ).n,
    )
    .toBe(1);
  await page.reload();
  await expect(rows).toHaveCount(1);

  await page.goto(`/${locale}/products/lampe-cepe`);
  await page
    .getByTestId("recent")
    .getByRole("button", { name: w("storefront.recent.clear") })
    .click();
  await expect(page.getByTestId("recent")).toHaveCount(0);
});
