// Quotes: staff write one for a member of a company and send it, the member reads it by the link, accepts and pays.
import { someAddress, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { cards, payWith } from "../support/purchase.ts";
import { sql } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, languageOf, saying, startsWith, type Words, words } from "../support/words.ts";

/** Staff read French. */
const b = (key: string) => words("fr")(`backoffice.quotes.${key}`);

test("staff write a quote and send it; its customer accepts, pays, and the order is the quote's", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  const q: Words = (key, values) => w(`portal.quote.${key}`, values);
  const buyer = await newCustomer("Alix Renard", locale);
  await buyer.api.mutate("account.companies.open", { name: "Atelier Renard" });
  await buyer.api.mutate("account.addresses.create", { type: "delivery", label: "Atelier", ...someAddress });
  const variant = await stockAtLeast("MC-POT-TERR-TER", 10);

  const staff = await visitor({ as: "sales" });
  await staff.goto("/fr/admin/quotes/new");
  const customer = staff.getByRole("button", { name: "Alix Renard · Atelier Renard", exact: true });
  // What is typed before the page answers is typed again.
  await expect(async () => {
    await staff.getByLabel(startsWith(b("findCustomer"))).fill("");
    await staff.getByLabel(startsWith(b("findCustomer"))).fill(buyer.email);
    await expect(customer).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
  await customer.click();
  await staff.getByLabel(startsWith(b("findArticle"))).fill(variant.sku);
  await staff.getByRole("button", { name: new RegExp(`${variant.sku}$`) }).click();
  const field = (key: string) => staff.getByLabel(startsWith(`${b(key)}: `));
  await field("quantity").fill("3");
  await field("price").fill("10,00");
  await staff.getByLabel(startsWith(b("shippingPrice"))).fill("5,00");
  await expectAccessible(staff);
  await staff.getByRole("button", { name: b("save") }).click();
  await expect(staff).toHaveURL(/admin\/quotes\/quo_/);
  const id = new URL(staff.url()).pathname.split("/").at(-1) ?? "";
  await staff.getByRole("button", { name: b("send"), exact: true }).click();
  await expectAccessible(staff);
  await staff
    .getByRole("dialog")
    .getByRole("button", { name: b("send"), exact: true })
    .click();
  await expect(staff.getByRole("button", { name: b("revise"), exact: true })).toBeVisible();
  await expectAccessible(staff);

  const link = new URL(linkIn(await mailTo(buyer.email, "quote_sent"), "/quotes/")).pathname;
  const page = await visitor({ locale });
  await page.goto(link);
  await expect(page.getByRole("list", { name: q("lines") })).toContainText(variant.sku);
  await expect(page.getByRole("link", { name: q("signIn") })).toHaveAttribute(
    "href",
    `/${locale}/account/quotes/${id}`,
  );
  await expectAccessible(page);

  await carrySession(page.context(), buyer.api);
  await page.goto(`/${locale}/account/quotes`);
  await expect(said(page, q("status.sent"), { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/${locale}/account/quotes/${id}`);
  // Three at ten euros and the delivery: the button says what it obliges to.
  const accept = page.getByRole("button", { name: saying(q("accept", { amount: euros(3_500, locale) })) });
  await expect(accept).toBeEnabled();
  await accept.click();
  await expect(said(page, q("termsMissing"))).toBeVisible();
  await page.locator('input[name="terms"]').check();
  await page.getByLabel(startsWith(q("reference"))).fill("BC-7");
  await expectAccessible(page);
  await accept.click();
  await payWith(page, locale, cards.good);
  await expect(page.getByRole("heading", { level: 1, name: w("checkout.return.paidTitle") })).toBeVisible({
    timeout: 30_000,
  });

  type Ordered = { number: string; total: string; reference: string };
  const [order, ...more] = await sql<Ordered>(
    `SELECT o.number, o.total_minor AS total, o.purchase_reference AS reference
     FROM sales_order o JOIN cart c ON c.id = o.cart_id WHERE c.quote_id = $1`,
    [id],
  );
  expect(more).toEqual([]);
  expect(order).toMatchObject({ total: "3500", reference: "BC-7" });
  const number = order?.number ?? "";
  await page.goto(`/${locale}/account/quotes/${id}`);
  await expect(said(page, q("status.accepted"), { exact: true })).toBeVisible();
  await page.getByRole("link", { name: q("order", { number }) }).click();
  await expect(page).toHaveURL(new RegExp(`account/orders/${number}`));
  await expect(page.getByRole("main")).toContainText("BC-7");
  await staff.reload();
  await expect(staff.getByRole("main").getByRole("link", { name: number, exact: true })).toBeVisible();
  // Nobody else reads it, and its link opens nothing to accept any more.
  const stranger = await newCustomer("Max Roth", locale);
  expect((await stranger.api.tryQuery("account.quotes.get", { id })).status).toBe(404);
  await page.goto(link);
  await expect(page.getByRole("list", { name: q("lines") })).toBeVisible();
  await expect(page.getByRole("link", { name: q("signIn") })).toHaveCount(0);
});
