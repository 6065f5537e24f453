// What makes a page appear early rests on how Next and React do things inside: an upgrade that changes it is seen here.
import { shopUrl } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const html = async (path: string) => (await fetch(`${shopUrl}${path}`)).text();
const visible = (page: string) => page.split('<div hidden id="S:')[0] ?? "";

/** The page once it is kept: other stories publish meanwhile, and who comes first then gets it as it is rendered. */
async function kept(path: string, isKept: (page: string) => boolean): Promise<string> {
  let page = "";
  const ask = async () => {
    page = await html(path);
    return isKept(page);
  };
  await expect.poll(ask, { message: path }).toBe(true);
  return page;
}

test("a page that the build left with holes is whole from its first visit on", async () => {
  for (const path of ["/fr", "/en"]) {
    // What was rendered for this very request would stand after the page's own end.
    const page = await kept(path, (text) => text.trimEnd().endsWith("</html>"));
    expect(page).toContain("/categories/assises");
  }
});

test("a kept page has every part in its place, and asks for its fonts beside its style sheet", async () => {
  for (const path of ["/fr", "/fr/products/chaise-alba"]) {
    await kept(path, (text) => !text.includes('<div hidden id="S:'));
  }
  // A list is completed for every reader; its fonts are asked for with its kept shell.
  for (const path of ["/fr", "/fr/products/chaise-alba", "/fr/categories/assises"]) {
    const link = async () => (await fetch(`${shopUrl}${path}`)).headers.get("link") ?? "";
    await expect
      .poll(link, { message: path })
      .toMatch(/woff2>; rel=preload; as="font".*woff2>; rel=preload; as="font"/);
  }
});

test("what streams in is shown at once, not 300 ms after the first paint", async ({ visitor }) => {
  const text = await html("/fr/search?q=lampe");
  expect(visible(text), "before anything of React's runs").toMatch(/<head>.*?\$RT.*?<\/script>/s);
  expect(text, "React still counts from $RT").toContain('"number"!==typeof $RT?requestAnimationFrame(');
  const page = await visitor();
  await page.goto("/fr/search?q=lampe");
  await expect(page.locator("main article").first()).toBeVisible();
  expect(await page.evaluate(() => typeof (globalThis as { $RT?: number }).$RT)).toBe("undefined");
});

test("the scripts that start a page are compiled while they are fetched", async () => {
  const page = await html("/fr");
  const sources = [...page.matchAll(/"(\/_next\/static\/chunks\/[^"]+\.js)"/g)].map(([, src = ""]) => src);
  const hinted = await Promise.all(
    sources.map(async (src) => (await html(src)).startsWith("//# allFunctionsCalledOnLoad")),
  );
  // React, Next's client, and two small ones that start them.
  expect(hinted.filter(Boolean).length).toBeGreaterThanOrEqual(4);
});

test("a page is drawn before its scripts are fetched, and works then", async ({ visitor }) => {
  for (const path of ["/fr", "/fr/categories/assises", "/fr/search?q=lampe", "/fr/cart", "/fr/sign-in"]) {
    await kept(path, (text) => !/<script src="[^"]+"[^>]* async=/.test(text));
  }
  const page = await visitor();
  const asked: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && asked.push(request.url()));
  await page.goto("/fr");
  await page.getByRole("main").getByRole("link").first().hover();
  await expect.poll(() => asked.length).toBeGreaterThan(4);
  expect(new Set(asked).size).toBe(asked.length);
});

test("what comes in late moves nothing that is seen, however little it is", async ({ visitor }) => {
  const page = await visitor();
  for (const path of [
    "/fr/search?q=chaise",
    "/fr/search?q=zzzz",
    "/fr/cart",
    "/fr/wishlist",
    "/fr/categories/assises",
  ]) {
    await page.goto(path);
    await expect(page.locator("[data-skeleton]")).toHaveCount(0);
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const watch = new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
          });
          watch.observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 500);
        }),
    );
    expect.soft(moved, path).toBeLessThanOrEqual(0.01);
  }
});
