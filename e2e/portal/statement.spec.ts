// Documents and money: the statement of account, its files, and an issued invoice made out to a company.
import { apiAs } from "../support/api.ts";
import { draftInvoiceOf } from "../support/deliveries.ts";
import { paidOrder, stockAtLeast } from "../support/goods.ts";
import { pdfText } from "../support/pdf.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, languageOf, startsWith } from "../support/words.ts";

test("an invoice is made out to a company; the statement tells all of it and adds up, on the page, as PDF and as CSV", async ({
  visitor,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const zoe = await newCustomer("Zoé Lambert", locale);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-BRI-POI" : "MC-POT-TERR-TER", 8);
  const order = await paidOrder([{ variant, quantity: 1 }], zoe.email, zoe.api);
  const draft = await draftInvoiceOf(order.orderId);
  await (await apiAs("accountant")).mutate("admin.invoices.post", { id: draft });
  const invoice = await sqlRow<{ number: string; total: number }>(
    "SELECT number, total_minor::int AS total FROM invoice WHERE id = $1",
    [draft],
  );
  const page = await visitor({ locale });
  await carrySession(page.context(), zoe.api);
  await page.goto(`/${locale}/account/invoices`);
  await page.getByRole("link", { name: w("portal.invoices.toCompanyOf", { number: invoice.number }) }).click();
  await expect(page.getByRole("heading", { level: 1, name: w("portal.invoiceCompany.title") })).toBeVisible();
  const field = (name: string) => page.getByLabel(startsWith(w(`portal.invoiceCompany.${name}`)), { exact: false });
  await field("company").fill("Hôtel Alba SARL");
  await page.locator('input[name="line1"]').fill("3 quai de la Fosse");
  await page.locator('input[name="postcode"]').fill("44000");
  await page.locator('input[name="city"]').fill("Nantes");
  await page.locator('input[name="registration"]').fill("732 829 321");
  await page.getByRole("button", { name: w("portal.invoiceCompany.submit") }).click();
  await expect(said(page, w("portal.invoiceCompany.wrong.registration"))).toBeVisible();
  await expectAccessible(page);
  await page.locator('input[name="registration"]').fill("732 829 320");
  await page.getByRole("button", { name: w("portal.invoiceCompany.submit") }).click();
  await expect(page).toHaveURL(/\/account\/invoices$/);
  const again = await sqlRow<{ number: string; note: string }>(
    `SELECT i.number, (SELECT c.number FROM invoice c WHERE c.reverses_id = i.replaces_id) AS note
     FROM invoice i WHERE i.replaces_id = $1`,
    [draft],
  );
  await expect(said(page, w("portal.invoices.invoice", { number: again.number }), { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: w("portal.invoices.statement") }).click();
  await expect(page.getByRole("heading", { name: w("portal.statement.nothing") })).toBeVisible();
  for (const number of [invoice.number, again.note, again.number]) {
    await expect(page.getByRole("link", { name: number })).toBeVisible();
  }
  await expectAccessible(page);
  const open = async (name: string) => {
    const href = await page
      .getByRole("link", { name: w(`portal.statement.${name}`), exact: true })
      .getAttribute("href");
    // As the browser would: files are written in the reader's language.
    const answer = await page.request.get(href ?? "", { headers: { "accept-language": locale } });
    expect(answer.status()).toBe(200);
    return answer;
  };
  const pdf = await open("pdf");
  const text = await pdfText({
    status: pdf.status(),
    contentType: pdf.headers()["content-type"] ?? "",
    bytes: new Uint8Array(await pdf.body()),
  });
  for (const said of [invoice.number, again.note, again.number, euros(invoice.total, locale)])
    expect(text).toContain(said);
  const csv = await (await open("csv")).text();
  expect(csv.trim().split("\r\n")).toHaveLength(2 + 4);
  expect(csv).toContain(`;${again.number};${order.number};`);
});

test("nobody else's: foreign invoices and statements are not there", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const bob = await newCustomer("Bob Petit", locale);
  const foreign = await sqlRow<{ number: string }>(
    "SELECT number FROM invoice WHERE status = 'posted' AND kind = 'invoice' ORDER BY number LIMIT 1",
  );
  const page = await visitor({ locale });
  await carrySession(page.context(), bob.api);
  const partner = await sqlRow<{ id: string }>(
    "SELECT partner_id AS id FROM sales_order WHERE partner_id IS NOT NULL LIMIT 1",
  );
  for (const path of [
    `/api/documents/account/invoices/${foreign.number}.pdf`,
    `/api/documents/admin/customers/${partner.id}/statement.pdf`,
    `/api/exports/customers/${partner.id}/statement`,
  ]) {
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 404]);
  }
  await page.goto(`/${locale}/account/invoices/statement`);
  await expect(page.getByText(foreign.number)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: w("portal.statement.nothing") })).toBeVisible();
});
