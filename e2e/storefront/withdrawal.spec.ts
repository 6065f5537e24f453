// Withdrawing from a contract without an account: two steps, a receipt with date and time, and staff who see it.
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

for (const locale of ["fr", "en"] as const) {
  test(`two steps without an account, in ${locale}`, async ({ visitor }, { project }) => {
    const w = words(locale);
    const t = (key: string, values?: Record<string, string>) => w(`storefront.withdrawal.${key}`, values);
    const size = project.name === "mobile" ? 2 : 6;
    const variant = await stockAtLeast(`MC-GOB-SOUR-${locale === "fr" ? "AMB" : "CLA"}-${size}`, 6);
    const email = freshEmail("withdraws");
    const order = await paidOrder([{ variant, quantity: 2 }], email);
    const page = await visitor({ locale });
    await page.goto(`/${locale}/withdrawal#${order.number}`);
    await expect(page.getByLabel(startsWith(t("number")))).toHaveValue(order.number);
    await page.getByRole("button", { name: t("continue") }).click();
    await expect(said(page, w("common.validation.email"))).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel(startsWith(t("email"))).fill(email);
    await page.getByRole("button", { name: t("continue") }).click();

    await expect(page.getByRole("heading", { name: t("order", { number: order.number }) })).toBeVisible();
    const goods = page.getByRole("group", { name: t("what") });
    await expect(goods.getByRole("checkbox")).toHaveCount(1);
    await goods.getByRole("checkbox").uncheck();
    await page.getByLabel(startsWith(t("name"))).fill("Zoé Œuvrard");
    await page.getByRole("button", { name: t("confirm") }).click();
    await expect(said(page, t("noneChosen"))).toBeVisible();
    await expectAccessible(page);
    await goods.getByRole("checkbox").check();
    await page.getByRole("button", { name: t("confirm") }).click();
    const told = page.getByText(/WD-\d{4}-\d{6}/).first();
    await expect(told).toBeVisible();
    const number = /WD-\d{4}-\d{6}/.exec((await told.textContent()) ?? "")?.[0] ?? "";
    await expect(page.locator("time").first()).toBeVisible();
    await expectAccessible(page);
    const receipt = await mailTo(email, "withdrawal_received");
    for (const said of [number, order.number, "Zoé Œuvrard"]) expect(receipt.text).toContain(said);

    const b = words("fr");
    const say = (key: string, values?: Record<string, string>) => b(`backoffice.withdrawals.${key}`, values);
    const desk = await visitor({ as: "support" });
    await desk.goto(`/fr/admin/withdrawals?query=${number}`);
    const row = desk.getByRole("row").filter({ hasText: number });
    await expect(row).toContainText(b("backoffice.status.withdrawal.open"));
    await expect(async () => {
      await desk.getByRole("button", { name: say("handleOf", { number }) }).click({ timeout: 5_000 });
      await expect(desk.getByRole("dialog")).toBeVisible({ timeout: 5_000 });
    }).toPass();
    const dialog = desk.getByRole("dialog");
    await expectAccessible(desk);
    await dialog.getByRole("button", { name: say("handle"), exact: true }).click();
    await expect(said(dialog, say("outcomeMissing"))).toBeVisible();
    await dialog.getByLabel(startsWith(say("outcome"))).fill("Commande annulée et remboursée");
    await dialog.getByRole("button", { name: say("handle"), exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(row).toContainText(b("backoffice.status.withdrawal.handled"), { timeout: 30_000 });
  });
}
