// Companies: members are invited, order within limits, ask for approvals; articles are ordered by list and ordered again.
import { paidOrder, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer, type Person } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { carrySession, expect, expectAccessible, said, test } from "../support/test.ts";
import { languageOf, saying, startsWith, typed, type Words } from "../support/words.ts";

/** The texts of the company's room. */
const ofCompany =
  (w: Words): Words =>
  (key, values) =>
    w(`portal.company.${key}`, values);

const open = (founder: Person, name: string) =>
  founder.api.mutate<{ id: string }>("account.companies.open", { name, vatNumber: "FR40303265045" });

/** Invites somebody through the API and lets them join by the link in their mail. */
async function joins(founder: Person, companyId: string, who: Person, roles: string[], limits: object = {}) {
  await founder.api.mutate("account.companies.invite", { companyId, email: who.email, roles, ...limits });
  const link = linkIn(await mailTo(who.email, "company_invitation"), "invitation=");
  const token = new URL(link).searchParams.get("invitation");
  await who.api.mutate("account.companies.join", { token });
}

test("a company is opened, a member invited by mail joins by the link, and is gone once removed", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "fr");
  const c = ofCompany(w);
  const [founder, guest] = [await newCustomer("Inès Moreau", locale), await newCustomer("Tom Perrin", locale)];
  const page = await visitor({ locale, as: founder.api });
  await page.goto(`/${locale}/account/company`);
  await expectAccessible(page);
  await page.getByLabel(startsWith(c("fields.name"))).fill("Atelier Moreau");
  await page.getByLabel(startsWith(c("fields.vatNumber"))).fill("FR40303265045");
  await page.getByRole("button", { name: c("open") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Atelier Moreau" })).toBeVisible();
  await expect(page.getByRole("radio", { name: startsWith("Atelier Moreau") })).toBeChecked();
  await page.getByRole("button", { name: c("inviteSomebody") }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: c("invite"), exact: true }).click();
  await expect(said(dialog, c("emailWrong"))).toBeVisible();
  await dialog.getByLabel(startsWith(c("email"))).fill(guest.email);
  await dialog.getByLabel(startsWith(c("limits.orderLimitMinor", { currency: "EUR" }))).fill(typed(15_000, locale));
  await dialog.getByRole("button", { name: c("invite"), exact: true }).click();
  await expect(page.getByRole("main")).toContainText(guest.email);
  await expect(said(page, c("waiting"))).toBeVisible();

  const link = linkIn(await mailTo(guest.email, "company_invitation"), "invitation=");
  const theirs = await visitor({ locale, as: guest.api });
  await theirs.goto(new URL(link).pathname + new URL(link).search);
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: c("join.button") }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Atelier Moreau", exact: true })).toBeVisible();
  // A buyer reads of nobody else, and changes nothing.
  await expect(theirs.getByRole("main")).not.toContainText(founder.email);
  await expect(theirs.getByRole("button", { name: c("inviteSomebody") })).toHaveCount(0);
  await theirs.goto(new URL(link).pathname + new URL(link).search);
  await expect(theirs.getByRole("heading", { level: 1, name: c("join.invalidTitle") })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: c("removeOf", { name: guest.name }) }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: c("remove"), exact: true })
    .click();
  await expect(page.getByRole("main")).not.toContainText(guest.email);
  await theirs.goto(`/${locale}/account/company`);
  await expect(theirs.getByRole("heading", { level: 1, name: c("title") })).toBeVisible();
});

test("an order above a limit waits for its approver, and carries the company's reference", async ({
  visitor,
  allowErrors,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const c = ofCompany(w);
  // The refusal that the buyer is told of.
  allowErrors(/422/);
  const people = [
    await newCustomer("Paul Girard", locale),
    await newCustomer("Lou Besson", locale),
    await newCustomer("Eva Klein", locale),
  ];
  const [founder, buyer, approver] = people as [Person, Person, Person];
  const company = await open(founder, "Maison Girard");
  await founder.api.mutate("account.companies.setSettings", {
    ...{ companyId: company.id, version: 1, referenceRequired: true, ownApproval: false },
  });
  await joins(founder, company.id, buyer, ["buyer"], { orderLimitMinor: 100 });
  await joins(founder, company.id, approver, ["approver"]);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MUG-GRES-ARG-4" : "MC-MUG-GRES-MOU-4", 20);
  await buyer.api.mutate("shop.cart.add", { variantId: variant.id, quantity: 2 });
  const page = await visitor({ locale, as: buyer.api });
  await carrySession(page.context(), buyer.api);
  await page.goto(`/${locale}/checkout`);
  await expect(said(page, w("checkout.reference.buyingFor", { company: "Maison Girard" }))).toBeVisible();
  const field = (name: string) => page.getByLabel(startsWith(w(`checkout.address.${name}`))).first();
  await field("recipient").fill("Lou Besson");
  await field("line1").fill("12 rue de la Paix");
  await field("postcode").fill("75002");
  await field("city").fill("Paris");
  await page.locator('input[name="terms"]').check();
  const submit = page.getByRole("button", { name: w("checkout.submit") });
  await expect(submit).toBeEnabled();
  await submit.click();
  await expect(said(page, w("checkout.errors.reference"))).toBeVisible();
  await page.getByLabel(startsWith(w("checkout.reference.label"))).fill("BC-2026-7");
  await expectAccessible(page);
  await submit.click();
  await expect(said(page, w("checkout.approval.needed"))).toBeVisible();
  await page.getByRole("button", { name: w("checkout.approval.send") }).click();
  await expect(page).toHaveURL(/account\/company\/approvals/);
  await expect(said(page, c("approvals.status.waiting"), { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("BC-2026-7");

  await mailTo(approver.email, "approval_asked");
  const theirs = await visitor({ locale, as: approver.api });
  await theirs.goto(`/${locale}/account/company/approvals`);
  const approve = theirs.getByRole("button", {
    name: saying(c("approvals.approveOf", { amount: "…", name: buyer.name })),
  });
  await expect(approve).toBeEnabled();
  await expectAccessible(theirs);
  await approve.click();
  await expect(said(theirs, c("approvals.status.approved"), { exact: true })).toBeVisible();
  const order = await sqlRow<{ number: string; reference: string }>(
    `SELECT o.number, o.purchase_reference AS reference FROM sales_order o JOIN app_user u ON u.id = o.user_id
     WHERE u.email = $1`,
    [buyer.email],
  );
  expect(order.reference).toBe("BC-2026-7");
  await mailTo(buyer.email, "approval_closed");
  await page.goto(`/${locale}/account/orders/${order.number}`);
  await expect(page.getByRole("main")).toContainText("BC-2026-7");
  await expect(page.getByRole("main")).toContainText("Maison Girard");
  await expectAccessible(page);
  // A stranger's eyes find neither request nor order.
  const stranger = await newCustomer("Max Roth", locale);
  expect((await stranger.api.tryQuery("account.orders.get", { number: order.number })).status).toBe(404);
});

test("by list: rows are shown with what is wrong, then added; an order is ordered again", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  const person = await newCustomer("June Hart", locale);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-VAS-COLL-TER-30" : "MC-BOL-GRES-MOU-4", 9);
  const page = await visitor({ locale, as: person.api });
  await page.goto(`/${locale}/account/quick-order`);
  await page.getByLabel(startsWith(w("portal.quickOrder.find"))).fill(variant.sku.slice(0, 12));
  await page.getByRole("button", { name: startsWith(variant.sku) }).click();
  const list = page.getByLabel(w("portal.quickOrder.list"));
  await expect(list).toHaveValue(`${variant.sku} 1\n`);
  await list.fill(`${variant.sku.toLowerCase()};2\nNOPE-1;1\n${variant.sku} two`);
  await page.getByRole("button", { name: w("portal.quickOrder.check") }).click();
  await expect(said(page, w("portal.quickOrder.problems.unknown"))).toBeVisible();
  await expect(said(page, w("portal.quickOrder.problems.quantity"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.quickOrder.add", { count: 1 }) }).click();
  await expect(said(page, w("portal.quickOrder.inBasket"))).toBeVisible();
  const basket = page.getByRole("main").getByRole("link", { name: w("portal.quickOrder.toBasket") });
  await expect(basket).toHaveAttribute("href", `/${locale}/cart`);

  const placed = await paidOrder([{ variant, quantity: 1 }], person.email, person.api);
  await page.goto(`/${locale}/account/orders/${placed.number}`);
  await page.getByRole("button", { name: w("portal.order.again.button") }).click();
  await expect(said(page, w("portal.order.again.done", { count: 1 }))).toBeVisible();
  await expectAccessible(page);
});
