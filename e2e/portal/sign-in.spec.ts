// Ways into an account, and what an account may take with it.
import { passwordRules } from "../../server/modules/identity/contract.ts";
import { ApiVisitor } from "../support/api.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer, somePassword } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { demoAccount, expect, expectAccessible, said, signInByForm, test } from "../support/test.ts";
import { languageOf, words } from "../support/words.ts";

test("signs in by password and out again", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const page = await visitor({ locale });
  await page.goto(`/${locale}/account`);
  await expect(page).toHaveURL(new RegExp(`/${locale}/sign-in`));
  await signInByForm(page, demoAccount("customer"), w);
  await expect(page).toHaveURL(new RegExp(`/${locale}/account$`));
  await expect(
    page.getByRole("heading", { level: 1, name: w("portal.overview.title", { name: "Camille" }) }),
  ).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("button", { name: w("portal.nav.signOut") })
    .first()
    .click();
  await expect(page).not.toHaveURL(/\/account/);
  await page.goto(`/${locale}/account`);
  await expect(page).toHaveURL(new RegExp(`/${locale}/sign-in`));
});

test("signs in by a mailed link, once", async ({ visitor, allowErrors }, { project }) => {
  const { locale, w } = languageOf(project, "en");
  allowErrors(/401/);
  const { email } = await newCustomer("Iris Faure", locale);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/sign-in`);
  await page.getByLabel(w("auth.email")).fill(email);
  await page.getByRole("button", { name: w("auth.signIn.link") }).click();
  await expect(page.getByRole("heading", { level: 1, name: w("auth.sent.title") })).toBeVisible();
  await expectAccessible(page);
  const link = linkIn(await mailTo(email, "sign_in"), "/sign-in/link");
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("auth.link.submit") }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/account$`));

  const thief = await visitor({ locale });
  await thief.goto(link);
  await thief.getByRole("button", { name: w("auth.link.submit") }).click();
  await expect(thief.getByRole("heading", { level: 1, name: w("auth.linkInvalid.title") })).toBeVisible();
  await expectAccessible(thief);
});

test("an order placed as a guest joins the account whose mailbox is proven, and no other", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "fr");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-BOL-GRES-ARG-4" : "MC-BOL-GRES-NUI-4", 5);
  const email = freshEmail("guest");
  const order = await paidOrder([{ variant, quantity: 1 }], email, new ApiVisitor(locale));

  // Somebody registers the guest's address without having the mailbox: nothing opens, nothing is told.
  const thief = new ApiVisitor();
  const password = "the thief's own password";
  await thief.mutate("auth.register", { email, name: "A Thief", password, locale });
  expect((await thief.signIn({ email, password })).ok).toBe(false);
  expect((await thief.tryQuery("account.orders.list")).status).toBe(401);

  const page = await visitor({ locale });
  await page.goto(`/${locale}/register?email=${encodeURIComponent(email)}`);
  await page.getByLabel(w("auth.register.name")).fill("Anne Martin");
  await expect(page.getByLabel(w("auth.email"))).toHaveValue(email);
  await page.getByLabel(w("auth.register.password"), { exact: true }).fill("court");
  await page.getByRole("button", { name: w("auth.register.submit") }).click();
  await expect(said(page, w("auth.password.short", { min: passwordRules.min }))).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(w("auth.register.password"), { exact: true }).fill(somePassword);
  await page.getByRole("button", { name: w("auth.register.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: w("auth.sent.title") })).toBeVisible();
  // The thief's registration was mailed here as well; only the latest link opens.
  await page.goto(linkIn(await mailTo(email, "register", { count: 2 }), "#"));
  await page.getByLabel(w("auth.confirm.password"), { exact: true }).fill(somePassword);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("auth.confirm.submit") }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/account$`));

  await expect(said(page, w("portal.claim.text", { count: 1, email }))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.claim.submit", { count: 1 }) }).click();
  await expect(page.getByRole("link", { name: w("portal.orders.number", { number: order.number }) })).toBeVisible();
  const owner = await sqlRow<{ email: string }>(
    "SELECT u.email FROM sales_order o JOIN app_user u ON u.id = o.user_id WHERE o.number = $1",
    [order.number],
  );
  expect(owner.email).toBe(email);
  // The thief's password never opens what the owner made.
  expect((await thief.signIn({ email, password })).ok).toBe(false);
});

test("a forgotten password is chosen anew, and the old one opens nothing", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const person = await newCustomer("Lou Petit", locale);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/sign-in/forgot`);
  await page.getByLabel(w("auth.email")).fill(person.email);
  await page.getByRole("button", { name: w("auth.forgot.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: w("auth.sent.title") })).toBeVisible();
  await page.goto(linkIn(await mailTo(person.email, "reset"), "#"));
  await page.getByLabel(w("auth.reset.password"), { exact: true }).fill("une autre phrase bien longue");
  await expectAccessible(page);
  await page.getByRole("button", { name: w("auth.reset.submit") }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/account$`));
  expect((await new ApiVisitor().signIn(person)).ok).toBe(false);
  // Sessions that were open with the old one are over.
  expect((await person.api.tryQuery("account.orders.list")).status).toBe(401);
});

test("the development mailbox shows a mail and its links", async ({ visitor, allowErrors }) => {
  const w = words("fr");
  // The mail's frame runs no scripts, not even those that the browser's driver brings along.
  allowErrors(/Blocked script execution in 'about:srcdoc'/);
  const email = freshEmail("reader");
  await new ApiVisitor().mutate("auth.requestLink", { email });
  const mail = await mailTo(email, "sign_in");
  const page = await visitor();
  await page.goto(`/fr/dev/mailbox?to=${encodeURIComponent(email)}`);
  await expectAccessible(page);
  await page.getByRole("link", { name: new RegExp(mail.subject) }).click();
  await expect(page.getByRole("article", { name: mail.subject })).toBeVisible();
  await page.getByRole("article").getByText(w("auth.mailbox.plain")).click();
  await expect(page.getByRole("article").getByRole("link", { name: /sign-in/ })).toHaveAttribute(
    "href",
    linkIn(mail, "/sign-in/link"),
  );
});
