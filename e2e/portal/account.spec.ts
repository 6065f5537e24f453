// The rooms of a customer: orders, addresses, invoices, profile. Their own, and nobody else's.
import { apiAs } from "../support/api.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { guardedPages } from "../support/pages.ts";
import { pdfText } from "../support/pdf.ts";
import { newCustomer } from "../support/people.ts";
import { sql, sqlRow } from "../support/shop.ts";
import { carrySession, demoAccount, expect, expectAccessible, notThere, said, test } from "../support/test.ts";
import { euros, startsWith, words } from "../support/words.ts";

const w = words("fr");

const ownOrders = () =>
  sql<{ number: string; invoice: string | null; total: number }>(
    `SELECT o.number, o.total_minor::int AS total,
       (SELECT i.number FROM invoice i WHERE i.order_id = o.id AND i.status = 'posted' AND i.kind = 'invoice') AS invoice
     FROM sales_order o JOIN app_user u ON u.id = o.user_id WHERE u.email = $1 ORDER BY o.placed_at DESC`,
    [demoAccount("customer").email],
  );

test("every room of the account", async ({ visitor }) => {
  const orders = await ownOrders();
  const page = await visitor({ as: "customer" });
  const { ticket } = await sqlRow<{ ticket: string }>(
    "SELECT t.number AS ticket FROM ticket t JOIN app_user u ON u.id = t.user_id WHERE u.email = $1 LIMIT 1",
    [demoAccount("customer").email],
  );
  /** A record of the customer's own for every page that shows one. */
  const keyOf = (route: string) => {
    if (route.startsWith("/account/help")) return ticket;
    return route.startsWith("/account/invoices") ? orders.find((one) => one.invoice)?.invoice : orders[0]?.number;
  };
  // A payment of several invoices is a company's; paying-invoices.spec.ts looks at its page.
  const rooms = guardedPages("(portal)").filter(({ route }) => !route.startsWith("/account/invoices/paid/"));
  expect(rooms.length).toBeGreaterThan(4);
  for (const { route } of rooms) {
    const address = `/fr${route.replace("[number]", keyOf(route) ?? "none")}`;
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(200);
    await expect(page.locator("h1")).toHaveCount(1);
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(wide, `${address} is wider than the window`).toBeLessThanOrEqual(0);
  }
});

test("orders lead to their timeline, invoices to the PDF in the customer's language", async ({ visitor }) => {
  const orders = await ownOrders();
  const invoiced = orders.find(({ invoice }) => invoice !== null);
  const page = await visitor({ as: "customer" });
  await page.goto("/fr/account/orders");
  await expect(page.getByRole("main").getByRole("listitem").getByRole("link")).toHaveCount(Math.min(orders.length, 10));
  await page.getByRole("link", { name: w("portal.orders.number", { number: invoiced?.number ?? "none" }) }).click();
  await expect(page).toHaveURL(new RegExp(`/fr/account/orders/${invoiced?.number}`));
  await expect(said(page, w("portal.order.timeline.title"))).toBeVisible();
  await page.goto("/fr/account/invoices");
  const link = page.getByRole("link", { name: w("portal.invoices.open", { number: invoiced?.invoice ?? "none" }) });
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  const text = await pdfText({
    status: answer.status(),
    contentType: answer.headers()["content-type"] ?? "",
    bytes: new Uint8Array(await answer.body()),
  });
  expect(text).toContain(invoiced?.invoice);
  expect(text).toContain(euros(invoiced?.total ?? 0, "fr"));
});

test("an order of somebody else is not there", async ({ visitor, allowErrors }, { project }) => {
  allowErrors(notThere);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-VAS-COLL-TER-30" : "MC-BOL-GRES-MOU-4", 5);
  const foreign = await paidOrder([{ variant, quantity: 1 }], freshEmail("foreign"));
  const page = await visitor({ as: "customer" });
  const answer = await page.goto(`/fr/account/orders/${foreign.number}`);
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

test("the guest's link: wrong ones open nothing, a new one comes by mail", async ({ visitor }) => {
  const page = await visitor();
  await page.goto(`/fr/order/${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { level: 1, name: w("storefront.track.expired") })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/fr/order");
  await page.getByLabel(startsWith(w("storefront.track.number"))).fill("SO-2026-000000");
  await page.getByLabel(startsWith(w("storefront.track.email"))).fill(freshEmail("nobody"));
  await page.getByRole("button", { name: w("storefront.track.send") }).click();
  await expect(said(page, w("storefront.track.sentTitle"))).toBeVisible();
  await expectAccessible(page);
});

test("the address book: add, change, use at checkout, remove", async ({ visitor }, { project }) => {
  const person = await newCustomer("Zoé Lambert");
  const page = await visitor({ as: person.api });
  await page.goto("/fr/account/addresses");
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
  await page.goto("/fr/checkout");
  // Everything is known of this customer: the form gives way to what is read over.
  await expect(page.getByTestId("express")).toContainText("5 quai Saint-Antoine");
  await expect(page.getByTestId("express")).toContainText(person.email);
  await expectAccessible(page);

  await page.goto("/fr/account/addresses");
  await page
    .getByRole("button", { name: w("portal.addresses.removeOf", { name: "Zoé Lambert", city: "Lyon" }) })
    .click();
  await expect(said(page, w("portal.addresses.emptyTitle"))).toBeVisible();
});
