// Receivables to their end: a quote put on account, its invoice disputed and settled, and what is owed by how late it is.
import { apiAs } from "../support/api.ts";
import { draftInvoiceOf } from "../support/deliveries.ts";
import { someAddress, stockAtLeast } from "../support/goods.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, startsWith, words } from "../support/words.ts";

const fr = words("fr");
const q = (key: string, values?: Record<string, string | number>) => fr(`portal.quote.${key}`, values);
const b = (key: string, values?: Record<string, string | number>) => fr(`backoffice.${key}`, values);

test("a quote is accepted on account; its invoice, disputed, is marked so until that is settled, and stands in the aged balance", async ({
  visitor,
}) => {
  const buyer = await newCustomer("Lou Ferrand");
  const [accountant, sales] = [await apiAs("accountant"), await apiAs("sales")];
  // A name of its own, so that lists show this company alone.
  const firm = `Atelier ${buyer.email.split("@")[0]?.replace(/[^a-z0-9]/g, "")}`;
  const { id: companyId } = await buyer.api.mutate<{ id: string }>("account.companies.open", { name: firm });
  await buyer.api.mutate("account.addresses.create", { type: "delivery", label: "Atelier", ...someAddress });
  const account = await sqlRow<{ version: number; userId: string }>(
    `SELECT a.version, u.id AS "userId" FROM company_account a, app_user u WHERE a.partner_id = $1 AND u.email = $2`,
    [companyId, buyer.email],
  );
  const credit = { paymentTerms: "net_30", creditLimitMinor: 100_000, reminders: true };
  await accountant.mutate("admin.companies.setCredit", { companyId, version: account.version, ...credit });
  const variant = await stockAtLeast("MC-POT-TERR-TER", 10);
  const methods = await sales.query<{ code: string }[]>("admin.quotes.methods");
  const quote = await sales.mutate<{ id: string }>("admin.quotes.draft", {
    ...{ userId: account.userId, companyId, shippingMethod: methods[0]?.code, shippingMinor: 500 },
    lines: [{ variantId: variant.id, quantity: 2, offer: { discountPercent: 10 } }],
    validUntil: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
  });
  await sales.mutate("admin.quotes.send", { id: quote.id, revision: 1 });

  const page = await visitor({ locale: "fr" });
  await carrySession(page.context(), buyer.api);
  await page.goto(`/fr/account/quotes/${quote.id}`);
  await page.locator('input[name="way"][value="account"]').check();
  await page.locator('input[name="terms"]').check();
  await expectAccessible(page);
  await page.getByRole("button", { name: startsWith(q("accept", { amount: "" }).trim()) }).click();
  await expect(page.getByRole("heading", { level: 1, name: fr("checkout.return.paidTitle") })).toBeVisible({
    timeout: 30_000,
  });
  const order = await sqlRow<{ id: string; number: string; total: number; method: string; status: string }>(
    `SELECT o.id, o.number, o.total_minor::int AS total, o.payment_method AS method, o.status
     FROM sales_order o WHERE o.partner_id = $1`,
    [companyId],
  );
  expect(order).toMatchObject({ method: "account", status: "confirmed" });

  const invoice = await draftInvoiceOf(order.id);
  const { number } = await accountant.mutate<{ number: string }>("admin.invoices.post", { id: invoice });

  const staff = await visitor({ as: "admin" });
  await staff.goto(`/fr/admin/orders/${order.number}`);
  await expect(staff.locator(`a[href="/fr/admin/quotes/${quote.id}"]`)).toBeVisible();
  await staff.goto(`/fr/admin/invoices/${invoice}`);
  const main = staff.getByRole("main");
  const dispute = main.getByRole("button", { name: b("invoice.dispute.open"), exact: true });
  const dialog = staff.getByRole("dialog");
  // What is clicked before the page answers is clicked again.
  await expect(async () => {
    await dispute.click();
    await expect(dialog).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await dialog.getByRole("textbox").fill("Deux pots cassés à la livraison");
  await expectAccessible(staff);
  await dialog.getByRole("button", { name: b("invoice.dispute.open"), exact: true }).click();
  await expect(main.getByRole("button", { name: b("invoice.dispute.settle"), exact: true })).toBeVisible();
  await expect(main).toContainText("Deux pots cassés à la livraison");
  await expectAccessible(staff);

  await page.goto("/fr/account/invoices/statement");
  const open = page.getByRole("region", { name: fr("portal.statement.pay.title"), exact: true });
  await expect(open).toContainText(fr("portal.statement.disputed"));
  await expect(open).not.toContainText("pots cassés");
  const tick = open.getByRole("checkbox", { name: fr("portal.statement.pay.invoice", { number }) });
  await expect(tick).not.toBeChecked();
  await expectAccessible(page);

  await main.getByRole("button", { name: b("invoice.dispute.settle"), exact: true }).click();
  await dialog.getByRole("button", { name: b("invoice.dispute.settle"), exact: true }).click();
  await expect(dispute).toBeVisible();
  await page.reload();
  await expect(tick).toBeChecked();
  await expect(open).not.toContainText(fr("portal.statement.disputed"));

  await staff.goto(`/fr/admin/accounting/aged?query=${encodeURIComponent(firm)}`);
  const row = staff.getByRole("table").getByRole("link", { name: startsWith(firm) });
  await expect(row).toHaveCount(1);
  await expect(staff.getByRole("table")).toContainText(euros(order.total, "fr"));
  await expectAccessible(staff);
  const href = await staff.getByRole("link", { name: fr("books.aged.csv"), exact: true }).getAttribute("href");
  const csv = await (await staff.request.get(href ?? "")).text();
  // Its head, the company and the sum.
  expect(csv.trim().split("\r\n")).toHaveLength(3);
  expect(csv).toContain(`${firm};EUR;${(order.total / 100).toFixed(2).replace(".", ",")};`);
  await row.click();
  await expect(said(staff, number, { exact: true }).first()).toBeVisible();
});
