// One's data in one's own hands: a copy to download, mails that stop, everywhere signed out, and being forgotten.
import { unzip } from "../../server/testing/unzip.ts";
import { ApiVisitor, apiAs } from "../support/api.ts";
import { deliver, draftInvoiceOf } from "../support/deliveries.ts";
import { paidOrder, someAddress, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { pdfText } from "../support/pdf.ts";
import { newCustomer, type Person, somePassword } from "../support/people.ts";
import { sql, sqlRow, wake } from "../support/shop.ts";
import { expect, expectAccessible, said, signInByForm, test } from "../support/test.ts";
import { languageOf, startsWith } from "../support/words.ts";

/** A paid order of one bowl of somebody. */
async function orderOf(person: Person) {
  const variant = await stockAtLeast("MC-BOL-GRES-CRA-1", 12);
  return paidOrder([{ variant, quantity: 1 }], person.email, person.api);
}

test("a copy holds one's orders as JSON and as CSV, and nothing of anybody else; then every device is signed out", async ({
  visitor,
  allowErrors,
}, { project }) => {
  const { locale, w } = languageOf(project, "en");
  allowErrors(/401/);
  const [ines, other] = [await newCustomer("Inès Garnier", locale), await newCustomer("Bruno Quintal", locale)];
  const [own, foreign] = [await orderOf(ines), await orderOf(other)];
  const page = await visitor({ locale, as: ines.api });
  await page.goto(`/${locale}/account/privacy`);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.privacy.askCopy"), exact: true }).click();
  const download = page.getByRole("link", { name: w("portal.privacy.download") });
  await expect(download).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const address = (await download.getAttribute("href")) ?? "";
  const file = await page.request.get(address);
  expect(file.status()).toBe(200);
  const files = unzip(await file.body());
  const orders = JSON.parse(files["json/sales_order.json"] ?? "[]") as { number: string; email: string }[];
  expect(orders).toMatchObject([{ number: own.number, email: ines.email }]);
  const [header = "", row = "", ...more] = (files["csv/sales_order.csv"] ?? "").trim().split("\r\n");
  expect(more).toEqual([]);
  const column = header.replace("\uFEFF", "").split(/[;,]/).indexOf("number");
  expect(column).toBeGreaterThanOrEqual(0);
  expect(row).toContain(own.number);
  for (const [name, text] of Object.entries(files)) if (name.endsWith(".json")) JSON.parse(text);
  const all = Object.values(files).join("\n");
  expect(all).toContain("Inès Garnier");
  for (const word of [foreign.number, other.email, "Quintal"]) expect(all).not.toContain(word);
  expect((await other.api.fetch(address)).status).toBe(404);
  await mailTo(ines.email, "data_copy");

  const phone = new ApiVisitor(locale);
  await phone.signIn(ines);
  await page.goto(`/${locale}/account/security`);
  await page.getByRole("button", { name: w("portal.security.endAll"), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/sign-in`));
  for (const device of [ines.api, phone]) expect((await device.tryQuery("account.orders.list")).status).toBe(401);
});

test("mails of a kind that was stopped do not come, and a link in each stops them without signing in", async ({
  visitor,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const [stopped, asked] = [await newCustomer("Marthe Colin", locale), await newCustomer("Yann Le Goff", locale)];
  for (const { api } of [stopped, asked]) {
    await api.mutate("account.mails.choose", { purpose: "review_request", agreed: true });
  }
  const page = await visitor({ locale, as: stopped.api });
  await page.goto(`/${locale}/account/profile`);
  const box = page.getByRole("checkbox", { name: startsWith(w("consent.review_request.label")) });
  await expect(box).toBeChecked();
  await expectAccessible(page);
  await box.uncheck();
  await expect(said(page, w("portal.mails.saved"))).toBeVisible();
  await expect(box).not.toBeChecked();

  // Asked of the first one first: once the second has the mail, the first is not going to get one.
  const ids: string[] = [];
  for (const person of [stopped, asked]) {
    const { orderId } = await orderOf(person);
    await deliver(orderId);
    ids.push(orderId);
  }
  await sql("UPDATE sales_order SET closed_at = now() - interval '11 days' WHERE id = ANY($1)", [ids]);
  await wake("ask-reviews");
  const mail = await mailTo(asked.email, "review_request");
  const sent = await sql("SELECT id FROM mail_message WHERE \"to\" = $1 AND template = 'review_request'", [
    stopped.email,
  ]);
  expect(sent).toEqual([]);

  const anywhere = await visitor({ locale });
  await anywhere.goto(linkIn(mail, "/reviews/stop"));
  await expectAccessible(anywhere);
  await anywhere.getByRole("button", { name: w("reviews.stop.submit"), exact: true }).click();
  await expect(anywhere.getByRole("heading", { level: 1 })).toHaveText(w("reviews.stop.doneTitle"));
  await expectAccessible(anywhere);
  const log = await sqlRow<{ by: string }>("SELECT withdrawn_by AS by FROM consent WHERE email = $1", [asked.email]);
  expect(log.by).toBe("link");
  const account = await visitor({ locale, as: asked.api });
  await account.goto(`/${locale}/account/profile`);
  await expect(
    account.getByRole("checkbox", { name: startsWith(w("consent.review_request.label")) }),
  ).not.toBeChecked();
});

test("an account is forgotten in two steps once nothing is open; its invoice stays with the house", async ({
  visitor,
  allowErrors,
}, { project }) => {
  const { locale, w } = languageOf(project, "en");
  allowErrors(/401/);
  const lea = await newCustomer("Léa Vautrin", locale);
  const order = await orderOf(lea);
  const page = await visitor({ locale, as: lea.api });
  await page.goto(`/${locale}/account/privacy`);
  await expect(said(page, w("portal.privacy.obstacles.orders"))).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: w("portal.privacy.erase"), exact: true })).toHaveCount(0);
  await deliver(order.orderId);
  const draft = await draftInvoiceOf(order.orderId);
  const accountant = await apiAs("accountant");
  const invoice = await accountant.mutate<{ number: string }>("admin.invoices.post", { id: draft });

  await page.reload();
  await page.getByRole("button", { name: w("portal.privacy.erase"), exact: true }).click();
  await page.getByLabel(w("portal.privacy.password"), { exact: true }).fill(somePassword);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.privacy.sendErasure"), exact: true }).click();
  await expect(said(page, w("portal.privacy.erasureSent", { email: lea.email }))).toBeVisible();
  expect((await lea.api.tryQuery("account.orders.list")).status).toBe(200);

  await page.goto(linkIn(await mailTo(lea.email, "erasure"), "#"));
  await expectAccessible(page);
  await page.getByRole("button", { name: w("auth.erasure.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(w("auth.erasure.doneTitle"));
  await expectAccessible(page);
  expect((await lea.api.tryQuery("account.orders.list")).status).toBe(401);
  const fresh = await visitor({ locale });
  await fresh.goto(`/${locale}/sign-in`);
  await signInByForm(fresh, lea, w);
  await expect(said(fresh, w("errors.identity.credentials_invalid"))).toBeVisible();

  const { name, email } = await sqlRow<{ name: string; email: string }>(
    "SELECT u.name, u.email FROM app_user u JOIN sales_order o ON o.user_id = u.id WHERE o.id = $1",
    [order.orderId],
  );
  expect(`${name} ${email}`).not.toMatch(/vautrin/i);
  const paper = await pdfText(await accountant.fetch(`/api/documents/admin/invoices/${invoice.number}.pdf`));
  expect(paper).toContain(invoice.number);
  expect(paper).toContain(someAddress.recipient);
});
