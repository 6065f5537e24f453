// On account: a company's member orders without paying, the invoice is due by its terms, and several are paid at once.
import { apiAs } from "../support/api.ts";
import { draftInvoiceOf } from "../support/deliveries.ts";
import { orderInput, type Placed, stockAtLeast } from "../support/goods.ts";
import { newCustomer } from "../support/people.ts";
import { cards, payWith } from "../support/purchase.ts";
import { sqlRow } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, test } from "../support/test.ts";
import { languageOf, typed } from "../support/words.ts";

test("a company orders on account and pays two invoices at once, one of them in part", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  const ines = await newCustomer("Inès Moreau", locale);
  const accountant = await apiAs("accountant");
  const { id: companyId } = await ines.api.mutate<{ id: string }>("account.companies.open", { name: "Atelier Moreau" });
  const { id: userId } = await sqlRow<{ id: string }>("SELECT id FROM app_user WHERE email = $1", [ines.email]);
  const roles = ["buyer", "accountant", "administrator"];
  await ines.api.mutate("account.companies.setMember", { companyId, userId, roles });
  const { version } = await sqlRow<{ version: number }>("SELECT version FROM company_account WHERE partner_id = $1", [
    companyId,
  ]);
  const credit = { paymentTerms: "eom_45", creditLimitMinor: 1_000_000, reminders: true };
  await accountant.mutate("admin.companies.setCredit", { companyId, version, ...credit });

  const variant = await stockAtLeast("MC-POT-TERR-TER", 10);
  const numbers: string[] = [];
  for (let i = 0; i < 2; i++) {
    await ines.api.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
    const input = await orderInput(ines.api, ines.email, { paymentMethod: "account" });
    const placed = await ines.api.mutate<Placed>("shop.checkout.placeOrder", input);
    const draft = await draftInvoiceOf(placed.orderId);
    await accountant.mutate("admin.invoices.post", { id: draft });
    numbers.push((await sqlRow<{ number: string }>("SELECT number FROM invoice WHERE id = $1", [draft])).number);
  }
  const [first = "", second = ""] = numbers;

  const page = await visitor({ locale });
  await carrySession(page.context(), ines.api);
  await page.goto(`/${locale}/account/invoices/statement`);
  const open = page.getByRole("region", { name: w("portal.statement.pay.title"), exact: true });
  const tick = (number: string) => open.getByRole("checkbox", { name: w("portal.statement.pay.invoice", { number }) });
  await expect(tick(first)).toBeChecked();
  await expect(tick(second)).toBeChecked();
  await expectAccessible(page);
  // The balance is on the screen of a phone without scrolling sideways.
  const balance = page.getByRole("columnheader", { name: w("portal.statement.columns.balance"), exact: true });
  await balance.scrollIntoViewIfNeeded();
  await expect(balance).toBeInViewport({ ratio: 1 });

  const amount = open.getByLabel(w("portal.statement.pay.amount", { number: second }), { exact: true });
  await amount.fill("999999");
  await expect(open.getByRole("button", { name: w("portal.statement.pay.submit") })).toBeDisabled();
  await amount.fill(typed(100, locale));
  await open.getByRole("button", { name: w("portal.statement.pay.submit") }).click();
  await payWith(page, locale, cards.good);
  await expect(page.getByRole("heading", { level: 1, name: w("portal.statement.paid.paid.title") })).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);

  await page.getByRole("link", { name: w("portal.statement.paid.statement") }).click();
  await expect(tick(second)).toBeVisible();
  await expect(tick(first)).toHaveCount(0);
});
