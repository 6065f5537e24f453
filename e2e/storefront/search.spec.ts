// The search field: suggestions by keyboard, and help where nothing is found.

import type { Page } from "@playwright/test";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { words } from "../support/words.ts";

const w = words("fr");

async function openSearch(page: Page, folded: boolean) {
  if (folded) await page.getByRole("button", { name: w("storefront.search.open"), exact: true }).click();
  return page.getByRole("combobox", { name: w("storefront.search.label") }).filter({ visible: true });
}

test("suggestions by keyboard lead to the product", async ({ visitor }, { project }) => {
  const page = await visitor();
  await page.goto("/fr");
  const box = await openSearch(page, project.name === "mobile");
  await box.fill("carafe");
  const list = page.getByRole("listbox", { name: w("storefront.search.suggestions") }).filter({ visible: true });
  await expect(list.getByRole("option").first()).toBeVisible();
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);
  const carafe = list.getByRole("option", { name: /Carafe Source/ });
  await expect(carafe).toBeVisible();
  for (let press = 0; press < (await list.getByRole("option").count()); press++) {
    await box.press("ArrowDown");
    if ((await carafe.getAttribute("aria-selected")) === "true") break;
  }
  await expect(carafe).toHaveAttribute("aria-selected", "true");
  expect(await box.getAttribute("aria-activedescendant")).toBe(await carafe.getAttribute("id"));
  await box.press("Enter");
  await expect(page).toHaveURL(/\/fr\/products\/carafe-source/);
});

test("Escape closes the suggestions and keeps the words", async ({ visitor }, { project }) => {
  const page = await visitor();
  await page.goto("/fr");
  const box = await openSearch(page, project.name === "mobile");
  await box.fill("chaise");
  await expect(page.getByRole("option").first()).toBeVisible();
  await box.press("Escape");
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await expect(box).toHaveValue("chaise");
});

test("nothing found is no dead end", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/fr/search?q=zzqxv");
  await expect(said(page, w("storefront.search.emptyTitle"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "Assises" }).click();
  await expect(page).toHaveURL(/\/fr\/categories\/assises/);
});

test("finds by SKU, by accent-free words and in the other language", async ({ visitor }) => {
  const page = await visitor();
  for (const [text, name] of [
    ["MC-CHA-ALBA-NOY", "Chaise Alba"],
    ["theiere", "Théière Brume"],
    ["armchair", "Fauteuil Nuage"],
  ] as const) {
    await page.goto(`/fr/search?q=${text}`);
    await expect(page.getByRole("main").getByRole("article").getByRole("link", { name, exact: true })).toBeVisible();
  }
});

test("hostile words are only words", async ({ visitor }) => {
  const page = await visitor();
  for (const text of ["<img src=x onerror=alert(1)>", "'; DROP TABLE product; --", "%_\\", "a".repeat(500)]) {
    const answer = await page.goto(`/fr/search?q=${encodeURIComponent(text)}`);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});
