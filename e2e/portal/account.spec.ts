// The rooms of a customer: orders, addresses, invoices, profile. Their own, and nobody else's.
import { locales } from "../../server/kernel/locales.ts";
import { ApiVisitor, apiAs } from "../support/api.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { guardedPages } from "../support/pages.ts";
import { pdfText } from "../support/pdf.ts";
import { newCustomer } from "../support/people.ts";
import { sql, sqlRow } from "../support/shop.ts";
import { carrySession, demoAccount, expect, expectAccessible, notThere, said, test } from "../support/test.ts";
import { euros, languageOf, startsWith, words } from "../support/words.ts";

const ownOrders = () =>
  sql<{ number: string; invoice: string | null; total: number }>(
    `SELECT o.number, o.total_minor::int AS total,
       (SELECT i.number FROM invoice i WHERE i.order_id = o.id AND i.status = 'posted' AND i.kind = 'invoice') AS invoice
     FROM sales_order o JOIN app_user u ON u.id = o.user_id WHERE u.email = $1 ORDER BY o.placed_at DESC`,
    [demoAccount("customer").email],
  );

/** A record of somebody's own (by their address) for every page that shows one. */
const records: Record<string, string> = {
  "/account/orders/[number]": "SELECT number AS key FROM own ORDER BY placed_at DESC LIMIT 1",
  "/account/orders/[number]/change": "SELECT number AS key FROM own ORDER BY placed_at DESC LIMIT 1",
  "/account/orders/[number]/return": "SELECT number AS key FROM own WHERE status = 'completed' ORDER BY number LIMIT 1",
  "/account/orders/[number]/claim": "SELECT number AS key FROM own WHERE status = 'completed' ORDER BY number LIMIT 1",
  "/account/invoices/[number]/company":
    "SELECT i.number AS key FROM invoice i JOIN own ON own.id = i.order_id AND i.kind = 'invoice' AND i.status = 'posted' LIMIT 1",
  "/account/returns/[number]":
    "SELECT r.number AS key FROM customer_return r JOIN own ON own.id = r.order_id ORDER BY 1 LIMIT 1",
  "/account/claims/[number]": "SELECT c.number AS key FROM claim c JOIN own ON own.id = c.order_id ORDER BY 1 LIMIT 1",
  "/account/help/[number]":
    "SELECT t.number AS key FROM ticket t JOIN app_user u ON u.id = t.user_id WHERE u.email = $1 ORDER BY 1 LIMIT 1",
  "/account/quotes/[id]":
    "SELECT q.id AS key FROM quote q JOIN app_user u ON u.id = q.user_id WHERE u.email = $1 AND q.status = 'sent' LIMIT 1",
};
const own = "WITH own AS (SELECT o.* FROM sales_order o JOIN app_user u ON u.id = o.user_id WHERE u.email = $1)";

async function roomOf(route: string, email: string): Promise<string> {
  if (!route.includes("[")) return route;
  const query = records[route];
  if (!query) throw new Error(`${route} has no record of somebody's own: name one here`);
  const { key } = await sqlRow<{ key: string }>(`${own} ${query}`, [email]);
  return route.replace(/\[\w+\]/, encodeURIComponent(key));
}

test("every room of the account, in both languages", async ({ visitor }) => {
  test.setTimeout(300_000);
  // A payment of several invoices is looked at by paying-invoices.spec.ts: the demo shop has none.
  const rooms = guardedPages("(portal)").filter(({ route }) => !route.startsWith("/account/invoices/paid/"));
  expect(rooms.length).toBeGreaterThan(20);
  const pages = { customer: await visitor({ as: "customer" }), buyer: await visitor({ as: "buyer" }) };
  for (const { route } of rooms) {
    const who = /^\/account\/(company|quotes)/.test(route) ? "buyer" : "customer";
    const room = await roomOf(route, demoAccount(who).email);
    for (const locale of locales) {
      await test.step(`/${locale}${room}`, async () => {
        const page = pages[who];
        expect((await page.goto(`/${locale}${room}`))?.status()).toBe(200);
        await expect(page.locator("h1")).toHaveCount(1);
        await expect(page.locator("h1")).not.toHaveText(words(locale)("portal.notFound.title"));
        await expectAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(wide, `/${locale}${room} is wider than the window`).toBeLessThanOrEqual(0);
      });
    }
  }
});

test("orders lead to their timeline, invoices to the PDF in the customer's language", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  const orders = await ownOrders();
  const invoiced = orders.find(({ invoice }) => invoice !== null);
  const page = await visitor({ locale, as: "customer" });
  await page.goto(`/${locale}/account/orders`);
  await expect(page.getByRole("main").getByRole("listitem").getByRole("link")).toHaveCount(Math.min(orders.length, 10));
  await page.getByRole("link", { name: w("portal.orders.number", { number: invoiced?.number ?? "none" }) }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/account/orders/${invoiced?.number}`));
  await expect(said(page, w("portal.order.timeline.title"))).toBeVisible();
  await page.goto(`/${locale}/account/invoices`);
  const link = page.getByRole("link", { name: w("portal.invoices.open", { number: invoiced?.invoice ?? "none" }) });
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  const text = await pdfText({
    status: answer.status(),
    contentType: answer.headers()["content-type"] ?? "",
    bytes: new Uint8Array(await answer.body()),
  });
  expect(text).toContain(invoiced?.invoice);
  expect(text).toContain(euros(invoiced?.total ?? 0, demoAccount("customer").locale));
});

test("an order of somebody else is not there", async ({ visitor, allowErrors }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  allowErrors(notThere);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-VAS-COLL-TER-30" : "MC-BOL-GRES-MOU-4", 5);
  const foreign = await paidOrder([{ variant, quantity: 1 }], freshEmail("foreign"), new ApiVisitor(locale));
  const page = await visitor({ locale, as: "customer" });
  const answer = await page.goto(`/${locale}/account/orders/${foreign.number}`);
  await expect(page.getByRole("heading", { level: 1, name: w("portal.notFound.title") })).toBeVisible();
  await expectAccessible(page);
  const html = (await answer?.text()) ?? "";
  expect(html).not.toContain("Anne Martin");
  const customer = await apiAs("customer");
  expect((await customer.tryQuery("account.orders.get", { number: foreign.number })).status).toBe(404);
  const other = await sqlRow<{ id: string }>(
    "SELECT a.id FROM address a JOIN partner p ON p.id = a.partner_id WHERE p.email IS DISTINCT FROM $1 LIMIT 1",
    [demoAccount("customer").email],
  );
  expect((await customer.tryMutate("account.addresses.remove", { id: other.id })).status).toBe(404);
});

test("the guest's link: wrong ones open nothing, a new one comes by mail", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { level: 1, name: w("storefront.track.expired") })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/${locale}/order`);
  await page.getByLabel(startsWith(w("storefront.track.number"))).fill("SO-2026-000000");
  await page.getByLabel(startsWith(w("storefront.track.email"))).fill(freshEmail("nobody"));
  await page.getByRole("button", { name: w("storefront.track.send") }).click();
  await expect(said(page, w("storefront.track.sentTitle"))).toBeVisible();
  await expectAccessible(page);
});

test("the address book: add, change, use at checkout, remove", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const person = await newCustomer("Zoé Lambert", locale);
  const page = await visitor({ locale, as: person.api });
  await page.goto(`/${locale}/account/addresses`);
  await page
    .getByRole("button", { name: w("portal.addresses.add") })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  const field = (name: string) => dialog.getByLabel(startsWith(w(`portal.addresses.fields.${name}`)));
  await field("recipient").fill("Zoé Lambert");
  await field("line1").fill("3 quai Saint-Antoine");
  await field("postcode").fill("690");
  await field("city").fill("Lyon");
  await dialog.getByRole("button", { name: w("common.actions.save") }).click();
  await expect(field("postcode")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await field("postcode").fill("69002");
  await dialog.getByRole("button", { name: w("common.actions.save") }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("main")).toContainText("69002 Lyon");

  await page
    .getByRole("button", { name: w("portal.addresses.changeOf", { name: "Zoé Lambert", city: "Lyon" }) })
    .click();
  await field("line1").fill("5 quai Saint-Antoine");
  await dialog.getByRole("button", { name: w("common.actions.save") }).click();
  await expect(page.getByRole("main")).toContainText("5 quai Saint-Antoine");
  await expectAccessible(page);

  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MUG-GRES-ARG-4" : "MC-MUG-GRES-MOU-4", 5);
  await person.api.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  await carrySession(page.context(), person.api);
  await page.goto(`/${locale}/checkout`);
  // Everything is known of this customer: the form gives way to what is read over.
  await expect(page.getByTestId("express")).toContainText("5 quai Saint-Antoine");
  await expect(page.getByTestId("express")).toContainText(person.email);
  await expectAccessible(page);

  await page.goto(`/${locale}/account/addresses`);
  await page
    .getByRole("button", { name: w("portal.addresses.removeOf", { name: "Zoé Lambert", city: "Lyon" }) })
    .click();
  await expect(said(page, w("portal.addresses.emptyTitle"))).toBeVisible();
});
