// Every page of the back office as an administrator finds it: there, with a heading, and without a finding of axe.
import { addressOf, guardedPages } from "../support/pages.ts";
import { demoAccount, expect, expectAccessible, notThere, said, test } from "../support/test.ts";
import { words } from "../support/words.ts";

const pages = guardedPages("(backoffice)");
const w = words("fr");

test("every page of the back office", async ({ visitor }) => {
  test.setTimeout(360_000);
  expect(pages.length).toBeGreaterThan(15);
  const page = await visitor({ as: "admin" });
  for (const guarded of pages) {
    const address = `/fr${await addressOf(guarded)}`;
    await test.step(address, async () => {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page.locator("[data-skeleton]")).toHaveCount(0);
      for (const refusal of ["auth.forbidden.title", "backoffice.notFound.title", "common.error.title"]) {
        await expect(page.getByRole("heading", { level: 1, name: w(refusal) })).toHaveCount(0);
      }
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(wide, `${address} is wider than the window`).toBeLessThanOrEqual(0);
    });
  }
});

test("what one may not see says so, what is not there too", async ({ visitor, allowErrors }) => {
  allowErrors(notThere);
  const page = await visitor({ as: "catalogue" });
  await page.goto("/fr/admin/users");
  await expect(page.getByRole("heading", { level: 1, name: w("auth.forbidden.title") })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/fr/admin/products/nothing-of-that-name");
  await expect(page.getByRole("heading", { level: 1, name: w("backoffice.notFound.title") })).toBeVisible();
  await expectAccessible(page);
});

test("a guest signs in on the way and arrives where they wanted to go", async ({ visitor, allowErrors }) => {
  allowErrors(/401/);
  const page = await visitor();
  await page.goto("/fr/admin/orders?status=confirmed");
  await expect(page).toHaveURL(/\/fr\/sign-in\?callbackUrl=/);
  await expectAccessible(page);
  const { email, password } = demoAccount("support");
  await page.getByLabel(w("auth.email")).fill(email);
  await page.getByLabel(w("auth.signIn.password"), { exact: true }).fill("a wrong password");
  await page.getByRole("button", { name: w("auth.signIn.submit"), exact: true }).click();
  await expect(said(page, w("errors.identity.credentials_invalid"))).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(w("auth.signIn.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: w("auth.signIn.submit"), exact: true }).click();
  await expect(page).toHaveURL(/\/fr\/admin\/orders\?status=confirmed$/);
  await expect(page.getByRole("heading", { level: 1, name: w("backoffice.orders.title") })).toBeVisible();
});

test("the palette finds an order, keys lead the way", async ({ visitor }, { project }) => {
  const page = await visitor({ as: "admin" });
  await page.goto("/fr/admin");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(async () => {
    // The same keys close it.
    if (!(await page.getByRole("dialog").isVisible())) await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("combobox").fill(w("backoffice.palette.places.toPick"));
  await page.getByRole("option").first().click();
  await expect(page).toHaveURL(/\/fr\/admin\/deliveries/);
  if (project.name === "desktop") {
    // Behind a dialog keys rest, and a second letter that comes late is a first one.
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press("o");
      await expect(page).toHaveURL(/\/fr\/admin\/orders/, { timeout: 5_000 });
    }).toPass();
  }
});
