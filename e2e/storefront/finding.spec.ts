// Finding: filters in the address, wrong values told, a way out of an empty list, and words that staff teach the search.
import { ApiVisitor } from "../support/api.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const w = words("fr");
const list = (key: string, values?: Record<string, string | number>) => w(`storefront.list.${key}`, values);

/** Products of the family from 49.90 on that are at most 30 cm wide, as the tables say. */
const narrowAndDear = async (): Promise<number> => {
  const { n } = await sqlRow<{ n: number }>(`
    SELECT count(*)::int AS n FROM product p
    WHERE p.status = 'active' AND p.width_mm <= 300
      AND p.id IN (SELECT pc.product_id FROM product_category pc JOIN category c ON c.id = pc.category_id
        WHERE c.slug = 'decoration')
      AND (SELECT min(i.unit_price) FROM price_list_item i JOIN price_list l ON l.id = i.price_list_id
        JOIN variant v ON v.id = i.variant_id
        WHERE v.product_id = p.id AND v.status = 'active' AND l.code = 'WEB-EUR' AND i.min_quantity <= 1
          AND (i.valid_from IS NULL OR i.valid_from <= now())
          AND (i.valid_to IS NULL OR i.valid_to > now())) >= 49.90`);
  return n;
};

test("a typed price and a size narrow the list, wrong ones are told", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/fr/categories/decoration");
  await page.getByRole("button", { name: list("filtersActive", { count: 0 }) }).click();
  const sheet = page.getByRole("dialog", { name: list("filters") });
  const lowest = sheet.getByRole("group", { name: /^Prix/ }).getByLabel(`Prix, ${list("min")}`);
  await lowest.fill("cher");
  await lowest.press("Enter");
  await expect(lowest).toHaveAttribute("aria-invalid", "true");
  await expect(sheet.getByRole("alert").filter({ hasText: list("notAmount") })).toHaveCount(1);
  await expect(page).not.toHaveURL(/price=/);
  await expectAccessible(page);

  await lowest.fill("49,90");
  await lowest.press("Enter");
  await expect(page).toHaveURL(/[?&]price=4990\.\.(&|$)/);
  const widest = sheet
    .getByRole("group", { name: /^Largeur hors tout/ })
    .getByLabel(`Largeur hors tout, ${list("max")}`);
  await widest.fill("30");
  await widest.press("Enter");
  await expect(page).toHaveURL(/[?&]size_width=\.\.30(&|$)/);
  const left = await narrowAndDear();
  expect(left).toBeGreaterThan(0);
  await sheet.getByRole("button", { name: list("show", { count: left }), exact: true }).click();
  const titles = page.getByRole("main").getByRole("article").getByRole("heading");
  await expect(titles).toHaveCount(left);
  await page.reload();
  await expect(titles).toHaveCount(left);
  await page
    .getByRole("main")
    .getByRole("button", { name: list("clear") })
    .click();
  await expect(page).toHaveURL(/\/fr\/categories\/decoration$/);
});

test("a store is a filter, and an empty list says what to give up", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/fr/categories/decoration?store=ST-PARIS&price=..100");
  await expect(page.getByRole("heading", { name: list("emptyTitle") })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Sans « Jusqu’à 1/ })
    .click();
  await expect(page).toHaveURL(/\/fr\/categories\/decoration\?store=ST-PARIS$/);
  await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
});

test("staff teach the search a word", async ({ visitor }, { project }) => {
  const word = `zwig${project.name}${Date.now() % 100_000}`;
  const desk = await visitor({ as: "catalogue" });
  await desk.goto("/fr/admin/synonyms");
  await expectAccessible(desk);
  await desk.getByRole("button", { name: w("backoffice.synonyms.create"), exact: true }).click();
  const form = desk.getByRole("dialog");
  const terms = form.getByLabel(startsWith(w("backoffice.synonyms.terms")));
  await terms.fill(word);
  await form.getByRole("button", { name: w("backoffice.synonyms.save") }).click();
  await expect(said(form, w("backoffice.synonyms.tooFew"))).toBeVisible();
  await expectAccessible(desk);
  await terms.fill(`${word}\ncarafe`);
  await form.getByRole("button", { name: w("backoffice.synonyms.save") }).click();
  const change = desk.getByRole("button", { name: w("backoffice.synonyms.changeGroup", { term: word }) });
  await expect(change).toBeVisible();

  const shop = new ApiVisitor();
  const found = async () =>
    (await shop.query<{ items: { slug: string }[] }>("shop.catalogue.search", { query: word })).items.map(
      ({ slug }) => slug,
    );
  await expect.poll(found, { timeout: 30_000 }).toContain("carafe-source");

  await change.click();
  await desk
    .getByRole("dialog")
    .getByRole("button", { name: w("backoffice.synonyms.remove") })
    .click();
  await expect(change).toHaveCount(0);
  await expect.poll(found, { timeout: 30_000 }).not.toContain("carafe-source");
});
