// Keeping the catalogue: an attribute is defined and asked for, a product says it and shows it, somebody answers for it.
import type { Page } from "@playwright/test";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const w = words("fr");

/** Opens a dialog by its button: the page may still be waking up. */
async function open(page: Page, name: string) {
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    // A click may have landed though its answer came late.
    if (!(await dialog.isVisible())) await page.getByRole("button", { name, exact: true }).click({ timeout: 5_000 });
    await expect(dialog).toBeVisible({ timeout: 5_000 });
  }).toPass();
  return dialog;
}

test("an attribute is defined, asked for by a category, said in another unit and shown in the shop", async ({
  visitor,
}, { project }) => {
  const t = (key: string, values?: Record<string, string>) => w(`backoffice.attributes.${key}`, values);
  const mark = `${project.name}${Date.now().toString(36)}`;
  const [label, key] = [`Tour ${mark}`, `tour_${mark.toLowerCase()}`];
  const desk = await visitor({ as: "catalogue" });
  await desk.goto("/fr/admin/attributes");
  const form = await open(desk, t("create"));
  await form.getByLabel(startsWith(t("nameFr"))).fill(label);
  await form.getByLabel(t("type"), { exact: true }).selectOption("dimension");
  await form.getByRole("button", { name: t("save"), exact: true }).click();
  await expect(said(form, t("nameMissing"))).toBeVisible();
  await form.getByLabel(startsWith(t("nameEn"))).fill(`Girth ${mark}`);
  await expectAccessible(desk);
  await form.getByRole("button", { name: t("save"), exact: true }).click();
  await expect(form).toBeHidden();

  const tableware = t("changeSet", { kind: t("kinds.category"), name: "Arts de la table" });
  const set = await open(desk, `${t("change")}, ${tableware}`);
  await expectAccessible(desk);
  await set.getByLabel(label, { exact: true }).selectOption("required");
  await set.getByRole("button", { name: t("save"), exact: true }).click();
  await expect(set).toBeHidden();

  const { id } = await sqlRow<{ id: string }>("SELECT id FROM product WHERE slug = 'planche-ormeau'");
  await desk.goto(`/fr/admin/products/${id}`);
  const gap = desk.getByRole("link", { name: label, exact: true });
  await expect(gap).toBeVisible();
  await expect(async () => {
    await gap.click();
    await expect(desk.locator(`[name="attribute.${key}"]`)).toBeFocused({ timeout: 5_000 });
  }).toPass();
  await desk.keyboard.type("0,6");
  await desk
    .getByLabel(w("backoffice.product.attributes.unitOf", { attribute: label }), { exact: true })
    .selectOption("m");
  await desk.getByRole("button", { name: w("backoffice.product.save"), exact: true }).click();
  await expect(desk.locator(`[name="attribute.${key}"]`)).toHaveValue("60", { timeout: 30_000 });
  await expect(gap).toHaveCount(0);
  await expectAccessible(desk);

  const shopper = await visitor({});
  await expect(async () => {
    await shopper.goto("/fr/products/planche-ormeau");
    await expect(shopper.getByText(label).locator("xpath=..")).toContainText("60 cm", { timeout: 5_000 });
  }).toPass({ timeout: 30_000 });

  // Taken back: unsaid, no longer asked for, removed.
  await desk.locator(`[name="attribute.${key}"]`).fill("");
  await desk.getByRole("button", { name: w("backoffice.product.save"), exact: true }).click();
  await expect(desk.getByRole("link", { name: label, exact: true })).toBeVisible();
  await desk.goto("/fr/admin/attributes");
  const again = await open(desk, t("changeOne", { name: label }));
  await again.getByRole("button", { name: t("remove"), exact: true }).click();
  await expect(again).toBeHidden();
  await expect(desk.getByRole("button", { name: t("changeOne", { name: label }) })).toHaveCount(0);
});

test("a maker outside of the Union needs somebody in it, and products name both", async ({ visitor }, { project }) => {
  const t = (key: string, values?: Record<string, string>) => w(`backoffice.makers.${key}`, values);
  const name = `Kiln ${project.name} ${Date.now().toString(36)}`;
  const desk = await visitor({ as: "catalogue" });
  await desk.goto("/fr/admin/makers");
  const form = await open(desk, t("create"));
  const field = (which: string) => form.locator(`[name="${which}"]`);
  await field("name").fill(name);
  await field("line1").fill("1 Kiln Road");
  await field("city").fill("Stoke");
  await field("country").fill("GB");
  await field("contact").fill("nowhere");
  await form.getByRole("button", { name: t("save"), exact: true }).click();
  await expect(said(form, t("contactInvalid"))).toBeVisible();
  await expectAccessible(desk);
  await field("contact").fill("safety@kiln.example");
  await form.getByRole("button", { name: t("save"), exact: true }).click();
  await expect(form).toBeHidden();
  await expect(desk.getByRole("row").filter({ hasText: name })).toBeVisible({ timeout: 30_000 });
  const again = await open(desk, t("changeOne", { name }));
  await again.getByRole("button", { name: t("remove"), exact: true }).click();
  await expect(desk.getByRole("row").filter({ hasText: name })).toHaveCount(0);

  const shopper = await visitor({});
  await shopper.goto("/fr/products/theiere-brume");
  const safety = shopper
    .locator("section")
    .filter({ has: shopper.getByRole("heading", { name: w("storefront.product.safety.title") }) })
    .last();
  await expect(safety).toContainText("Olt Pottery Ltd");
  await expect(safety).toContainText(w("storefront.product.safety.responsible"));
  await expect(safety).toContainText(/chauffent/);
  await expectAccessible(shopper);
});

test("a set shows what one piece of it costs, in the list, on its page and in the basket", async ({ visitor }) => {
  const page = await visitor({});
  await page.goto("/fr/products/mug-gres?sku=MC-MUG-GRES-CRA-4");
  await expect(page.getByTestId("unit-price").first()).toContainText("la pièce");
  const pictures = await page.evaluate(() =>
    [...document.images].filter((i) => i.complete && i.currentSrc.includes("/media/")).map((i) => i.currentSrc),
  );
  expect(pictures.length).toBeGreaterThan(0);
  for (const address of pictures) expect(address).toMatch(/\.\d+\.avif$/);
  await expectAccessible(page);
});
