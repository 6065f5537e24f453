// What the hand feels in an open shop: from the press of a button to the picture that answers it, without any throttling.
import fs from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { root } from "../launch-environment.ts";
import { type Latency, latency } from "./statistics.ts";
import { browserOptions } from "./web-pages.ts";

export type HandRow = { name: string; budgetMs: number; answer: Latency };

type Timing = { seen: string; press: () => Promise<unknown> };

/**
 * Milliseconds from the click to the frame after `seen` (a CSS selector, or "h1 changes") holds. The page's own clock counts,
 * so the driver's distance does not.
 */
async function timed(page: Page, { seen, press }: Timing): Promise<number> {
  await page.evaluate((wanted) => {
    const heading = () => document.querySelector("main h1")?.textContent ?? "";
    const before = heading();
    const there = () =>
      wanted === "h1 changes" ? heading() !== "" && heading() !== before : document.querySelector(wanted) !== null;
    const bench = { started: 0, ms: 0 };
    (window as unknown as { bench: typeof bench }).bench = bench;
    const painted = () =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          bench.ms = performance.now() - bench.started;
        };
        channel.port2.postMessage(null);
      });
    const watch = new MutationObserver(() => {
      if (!there()) return;
      watch.disconnect();
      painted();
    });
    addEventListener(
      "click",
      (event) => {
        bench.started = event.timeStamp;
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      },
      { capture: true, once: true },
    );
  }, seen);
  await press();
  const handle = await page.waitForFunction(
    () => (window as unknown as { bench: { ms: number } }).bench.ms || null,
    null,
    {
      timeout: 10_000,
    },
  );
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** What stands on the button, in the language of the pages played. */
const addWords = (): string => {
  const file = path.join(root, "app", "_messages", "fr", "storefront.json");
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { product: { add: string } }).product.add;
};

const rest = (page: Page) => page.waitForLoadState("networkidle");

async function withPage<T>(browser: Browser, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, locale: "fr-FR" });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

export type Places = { category: string; product: string };

const stories = (places: Places): { name: string; budgetMs: number; play: (page: Page) => Promise<number> }[] => [
  {
    name: "home → category",
    budgetMs: 100,
    play: async (page) => {
      await page.goto("/fr");
      const link = page.locator(`header nav a[href="/fr/categories/${places.category}"]`);
      await link.hover();
      await rest(page);
      return timed(page, { seen: "h1 changes", press: () => link.click() });
    },
  },
  {
    name: "category → product",
    budgetMs: 100,
    play: async (page) => {
      await page.goto(`/fr/categories/${places.category}`);
      const tile = page.locator("main article a").first();
      await tile.hover();
      await rest(page);
      return timed(page, { seen: "h1 changes", press: () => tile.click() });
    },
  },
  {
    name: "filter a list",
    budgetMs: 100,
    play: async (page) => {
      await page.goto(`/fr/categories/${places.category}`);
      await rest(page);
      await page.locator('main button[aria-haspopup="dialog"]').first().click();
      const box = page.getByRole("dialog").locator("input[type=checkbox]").first();
      await box.waitFor();
      await rest(page);
      // The chip of the chosen value stands above the list.
      return timed(page, { seen: "main ul li button[aria-label]:has(svg)", press: () => box.click() });
    },
  },
  {
    name: "add to cart",
    budgetMs: 100,
    play: async (page) => {
      await page.goto(`/fr/products/${places.product}`);
      await rest(page);
      // By its own words: what is sold out, or only ordered ahead, has others.
      const button = page.getByRole("main").getByRole("button", { name: addWords(), exact: true }).first();
      await button.hover();
      await rest(page);
      return timed(page, { seen: "[role=dialog]", press: () => button.click() });
    },
  },
];

/** Plays every story `rounds` times, each in a browser profile of its own. */
export async function benchHand(url: string, places: Places, rounds: number): Promise<HandRow[]> {
  const browser = await chromium.launch({ ...browserOptions(), args: ["--disable-dev-shm-usage"] });
  try {
    const rows: HandRow[] = [];
    for (const { name, budgetMs, play } of stories(places)) {
      const times: number[] = [];
      for (let i = 0; i < rounds; i++) times.push(await withPage(browser, url, play));
      rows.push({ name, budgetMs, answer: latency(times) });
    }
    return rows;
  } finally {
    await browser.close();
  }
}
