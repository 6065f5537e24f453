import { expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const w = words("fr");
const blocks = (key: string, values?: Record<string, string>) => w(`content.blocks.${key}`, values);
const articles = (key: string) => w(`content.articles.${key}`);

test("the home page is led by its photographs and tells machines and feed readers where things are", async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto("/fr");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main picture img").first()).toBeVisible();
  await expect(page.locator('link[rel="alternate"][type="application/rss+xml"]').first()).toHaveAttribute(
    "href",
    /\/feeds\/journal-fr\.xml$/,
  );
  await expectAccessible(page);
});

test("staff put a block on the home page: a draft is not shown, a published one is, and it goes again", async ({
  visitor,
}, { project }) => {
  const title = `Une phrase ${project.name} ${Date.now()}`;
  const desk = await visitor({ as: "catalogue" });
  const shop = await visitor();
  const shown = () =>
    expect.poll(
      async () => {
        await shop.goto("/fr");
        await expect(shop.getByRole("heading", { level: 1 })).toBeVisible();
        return shop.getByText(title).count();
      },
      { timeout: 20_000 },
    );
  await desk.goto("/fr/admin/home-page");
  await expectAccessible(desk);
  await desk.getByRole("button", { name: blocks("add"), exact: true }).click();
  const form = desk.getByRole("dialog");
  await form.getByLabel(blocks("kind"), { exact: true }).selectOption("quote");
  await form.locator('[name="title.fr"]').fill(title);
  await form.getByRole("button", { name: blocks("save"), exact: true }).click();
  const edit = desk.getByRole("button", { name: blocks("editNamed", { title }) });
  await expect(edit).toBeVisible();
  await shown().toBe(0);

  await edit.click();
  await expectAccessible(desk);
  await form.locator('[name="href"]').fill("//elsewhere.example");
  await form.getByLabel(blocks("status"), { exact: true }).selectOption("published");
  await form.getByRole("button", { name: blocks("save"), exact: true }).click();
  await expect(said(form, blocks("hrefWrong"))).toBeVisible();
  await form.locator('[name="href"]').fill("/journal");
  await form.getByRole("button", { name: blocks("save"), exact: true }).click();
  await expect(form).toHaveCount(0);
  await shown().toBe(1);
  await desk.getByRole("button", { name: blocks("up", { title }) }).click();

  await desk.goto("/fr/admin/home-page/preview");
  await expect(said(desk, title)).toBeVisible();
  await expect(desk.locator("h1")).toHaveCount(1);
  await expectAccessible(desk);
  await desk.goto("/fr/admin/home-page");
  await edit.click();
  await form.getByRole("button", { name: blocks("remove"), exact: true }).click();
  await expect(edit).toHaveCount(0);
  await shown().toBe(0);
});

test("an article is written, shows its product, keeps script as words, and an old address leads to the new one", async ({
  visitor,
}, { project }) => {
  const slug = `essai-${project.name}-${Date.now()}`;
  const desk = await visitor({ as: "catalogue" });
  await desk.goto("/fr/admin/articles");
  await expectAccessible(desk);
  await desk.getByRole("link", { name: articles("add") }).click();
  await desk.locator('[name="title.fr"]').fill("Un essai <script>window.hit=1</script>");
  const body =
    '## Un intertitre\n\n<img src=x onerror="window.hit=1"> et [un lien](javascript:window.hit=1)\n\n[[chaise-alba]]';
  await desk.locator('[name="body.fr"]').fill(body);
  await expect(desk.getByTestId("article-preview").getByRole("heading", { name: "Un intertitre" })).toBeVisible();
  await desk.getByRole("button", { name: articles("save"), exact: true }).click();
  await expect(said(desk, articles("slugWrong"))).toBeVisible();
  await desk.getByLabel(startsWith(articles("slug"))).fill(slug);
  await desk.getByLabel(startsWith(articles("author"))).fill("Une plume");
  await desk.getByLabel(articles("status"), { exact: true }).selectOption("published");
  await expectAccessible(desk);
  await desk.getByRole("button", { name: articles("save"), exact: true }).click();
  await expect(desk).toHaveURL(/\/fr\/admin\/articles\/art_/);
  await desk.reload();

  const page = await visitor();
  await page.goto(`/fr/journal/${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: /^Un essai <script>/ })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "Chaise Alba" })).toBeVisible();
  await expect(main.getByRole("link", { name: "un lien" })).toHaveCount(0);
  expect(await page.evaluate(() => "hit" in window)).toBe(false);
  const [graph] = await page.locator('script[type="application/ld+json"]').allTextContents();
  expect(JSON.parse(graph ?? "{}")["@graph"][0]).toMatchObject({ "@type": "BlogPosting", inLanguage: "fr" });
  await expectAccessible(page);

  await desk.getByLabel(startsWith(articles("slug"))).fill(`${slug}-bis`);
  await desk.getByRole("button", { name: articles("save"), exact: true }).click();
  await expect(said(desk, articles("saved"))).toBeVisible();
  await expect
    .poll(
      async () => {
        // A redirect that is told within the page breaks off the navigation that asked for it.
        await page.goto(`/fr/journal/${slug}`).catch(() => {});
        await page.waitForURL(/-bis$/, { timeout: 3_000 }).catch(() => {});
        return new URL(page.url()).pathname;
      },
      { timeout: 20_000 },
    )
    .toBe(`/fr/journal/${slug}-bis`);
  const feed = await page.request.get("/feeds/journal-fr.xml");
  expect(feed.headers()["content-type"]).toContain("xml");
  expect(await feed.text()).toContain(`/fr/journal/${slug}-bis</link>`);
  expect(await (await page.request.get("/sitemaps/journal.xml")).text()).toContain(`/fr/journal/${slug}-bis</loc>`);

  // Nothing stays behind that the journal's readers would see.
  await desk.getByLabel(articles("status"), { exact: true }).selectOption("draft");
  await desk.getByRole("button", { name: articles("save"), exact: true }).click();
  await page.goto("/fr/journal");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expectAccessible(page);
});
