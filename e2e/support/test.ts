// The `test` of every browser spec. Each visitor is a browser of its own, and nothing may go wrong unseen in any of them:
// an error in a console or an uncaught one fails the test that caused it.
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { type DemoAccount, demoAccount } from "../../prisma/seed/accounts.ts";
import { type ApiVisitor, apiAs, networkAddress } from "./api.ts";
import { shopUrl } from "./shop.ts";
import type { Locale } from "./words.ts";

export { expect } from "@playwright/test";

type Complaints = { texts: string[]; allowed: RegExp[] };

function listen(context: BrowserContext, complaints: Complaints) {
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    complaints.texts.push(`console of ${message.page()?.url()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.texts.push(`uncaught at ${error.page()?.url()}: ${error.error()}`));
}

export type VisitorOptions = {
  locale?: Locale;
  /** Signed in as a demo account, or as whoever this is. */
  as?: DemoAccount["role"] | ApiVisitor;
};

type Fixtures = {
  complaints: Complaints;
  /** Says which console errors a test causes on purpose (a 404 that it asks for, for example). */
  allowErrors: (...patterns: RegExp[]) => void;
  /** Another browser with a fresh page, closed at the end. */
  visitor: (options?: VisitorOptions) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  complaints: async ({}, use) => {
    const complaints: Complaints = { texts: [], allowed: [] };
    await use(complaints);
    const left = complaints.texts.filter((text) => !complaints.allowed.some((pattern) => pattern.test(text)));
    expect(left, "errors in the browser's console").toEqual([]);
  },
  allowErrors: async ({ complaints }, use) => {
    await use((...patterns) => complaints.allowed.push(...patterns));
  },
  context: async ({ context, complaints }, use) => {
    listen(context, complaints);
    await use(context);
  },
  visitor: async ({ browser, complaints, contextOptions, viewport, isMobile, userAgent, hasTouch }, use) => {
    const opened: BrowserContext[] = [];
    await use(async ({ locale = "fr", as } = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: shopUrl,
        viewport,
        isMobile,
        hasTouch,
        userAgent,
        timezoneId: "Europe/Paris",
        locale: locale === "fr" ? "fr-FR" : "en-GB",
        reducedMotion: "reduce",
        extraHTTPHeaders: { "x-forwarded-for": networkAddress() },
      });
      opened.push(context);
      listen(context, complaints);
      if (as) await carrySession(context, typeof as === "string" ? await apiAs(as) : as);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/** Gives a browser the session (and cart) of a program. */
export async function carrySession(context: BrowserContext, visitor: ApiVisitor): Promise<void> {
  await context.addCookies(visitor.cookies.map((cookie) => ({ ...cookie, url: shopUrl, httpOnly: true })));
}

/**
 * Where a text is shown, once or more often: the news of an event, a timeline and a list may all say the same a moment
 * later, and a page that is right must not fail for it.
 */
export const said = (within: Page | Locator, text: string | RegExp, options?: { exact?: boolean }): Locator =>
  within.getByText(text, options).filter({ visible: true }).first();

const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Nothing that axe finds wrong on the page as it stands; the message names page, rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  // By tag: behind an open dialog the heading has no role.
  await expect(page.locator("h1").first()).toBeVisible();
  const look = async () => {
    await expect(page).toHaveTitle(/\S/);
    // A button that is just being enabled has no colour of its own yet.
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
          .map((each) => each.finished.catch(() => {})),
      ).then(() => {}),
    );
    // One pass, without a second page for the results: no frame here is of another origin.
    const builder = new AxeBuilder({ page }).setLegacyMode(true).options({
      runOnly: { type: "tag", values: axeTags },
      // Of what is right, axe would else describe every element.
      resultTypes: ["violations"],
    });
    return (await builder.analyze()).violations;
  };
  let violations = await look();
  // The page may have moved on while axe read it (a title that streams in, a button whose price has come): what is wrong
  // with it stays wrong.
  if (violations.length > 0) violations = await look();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary ?? ""}`,
    ),
  );
  // Soft: one run tells of every page, and still fails.
  expect.soft(found, `axe on ${page.url()}`).toEqual([]);
}

/**
 * What a browser's console may say of a page that is not there: its status, and that the browser finished what the server
 * had begun (on a busy machine, React hears of the reason only afterwards).
 */
export const notThere = /404|React error #419/;

/** Signs in on the sign-in page, as a person does. */
export async function signInByForm(
  page: Page,
  account: { email: string; password: string },
  w: (key: string) => string,
) {
  await page.getByLabel(w("auth.email")).fill(account.email);
  await page.getByLabel(w("auth.signIn.password"), { exact: true }).fill(account.password);
  await page.getByRole("button", { name: w("auth.signIn.submit"), exact: true }).click();
}

export { demoAccount };
