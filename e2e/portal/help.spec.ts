// Help: questions of customers and guests, answered by staff on the page and by mail, as text and for nobody else's eyes.
import { ApiVisitor } from "../support/api.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { carrySession, expect, expectAccessible, notThere, said, test } from "../support/test.ts";
import { languageOf, startsWith, words } from "../support/words.ts";

/** Staff read French. */
const fr = words("fr");

test("a customer asks with a picture; staff note, answer and solve; the answer is in the mailbox and on the page", async ({
  visitor,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const anne = await newCustomer("Anne Roche", locale);
  const page = await visitor({ locale });
  await carrySession(page.context(), anne.api);
  await page.goto(`/${locale}/account/help`);
  await expect(said(page, w("portal.help.emptyTitle"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: w("portal.help.ask") }).click();
  await page.getByRole("button", { name: w("portal.help.send") }).click();
  await expect(said(page, w("common.validation.required"))).toBeVisible();
  await expectAccessible(page);
  const subject = `Pied bancal ${anne.email.slice(-20, -12)}`;
  await page.getByLabel(startsWith(w("portal.help.category"))).selectOption("product");
  await page.getByLabel(startsWith(w("portal.help.subject"))).fill(subject);
  await page.getByLabel(startsWith(w("portal.help.message"))).fill("Bonjour,\n\nla table penche.");
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page
    .getByLabel(w("portal.help.files.add"))
    .setInputFiles({ name: "table.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") });
  await expect(
    page.getByRole("button", { name: startsWith(w("portal.help.files.remove", { name: "table" })) }),
  ).toBeVisible();
  await page.getByRole("button", { name: w("portal.help.send") }).click();
  await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
  await expectAccessible(page);
  const file = page.getByRole("list", { name: w("portal.help.thread") }).getByRole("link");
  expect((await page.request.get((await file.getAttribute("href")) ?? "")).status()).toBe(200);

  const staff = await visitor({ as: "support" });
  await staff.goto(`/fr/admin/tickets?query=${encodeURIComponent(subject)}`);
  await expectAccessible(staff);
  await staff.getByRole("link", { name: subject }).click();
  await expect(said(staff, "la table penche.")).toBeVisible();
  await staff.getByLabel(startsWith(fr("backoffice.tickets.answer"))).fill("Vérifier le lot 12");
  await staff.getByRole("checkbox", { name: fr("backoffice.tickets.internal") }).check();
  await staff.getByRole("button", { name: fr("backoffice.tickets.addNote") }).click();
  await expect(said(staff, "Vérifier le lot 12")).toBeVisible();
  await staff.getByLabel(startsWith(fr("backoffice.tickets.answer"))).fill("Nous vous envoyons un patin.");
  await staff.getByRole("button", { name: fr("backoffice.tickets.sendSolved") }).click();
  await expect(said(staff.getByRole("list", { name: fr("portal.help.thread") }), "un patin")).toBeVisible();
  await expectAccessible(staff);

  const mail = await mailTo(anne.email, "ticket_answered");
  expect(mail.text).toContain("Nous vous envoyons un patin.");
  expect(mail.text).not.toContain("lot 12");
  await page.reload();
  await expect(said(page, w("portal.help.status.solved"))).toBeVisible();
  await expect(said(page, "Nous vous envoyons un patin.")).toBeVisible();
  await expect(page.getByText("lot 12")).toHaveCount(0);
});

test("a guest asks about the order of their link and from the contact form; what is typed stays text; others see nothing", async ({
  visitor,
  allowErrors,
}, { project }) => {
  const { locale, w } = languageOf(project, "en");
  allowErrors(notThere);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-BRI-POI" : "MC-POT-TERR-TER", 8);
  const email = freshEmail("asker");
  const order = await paidOrder([{ variant, quantity: 1 }], email, new ApiVisitor(locale));
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}`);
  await page.getByRole("link", { name: w("portal.order.ask") }).click();
  await expect(said(page, w("portal.help.aboutOrder", { number: order.number }))).toBeVisible();
  const attack = `<img src=x onerror="document.title='pwned'"> <b>bold</b>`;
  await page.getByLabel(startsWith(w("portal.help.subject"))).fill("Where is it?");
  await page.getByLabel(startsWith(w("portal.help.message"))).fill(attack);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.help.send") }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/help/[0-9a-f]{40}$`));
  await expect(said(page, attack)).toBeVisible();
  expect(await page.title()).not.toContain("pwned");
  await expectAccessible(page);
  const link = linkIn(await mailTo(email, "ticket_opened"), "/help/");
  expect(new URL(link).pathname).toBe(new URL(page.url()).pathname);
  await page.getByLabel(startsWith(w("portal.help.reply"))).fill("Found it, thank you.");
  await page.getByRole("button", { name: w("portal.help.send") }).click();
  await expect(said(page.getByRole("list", { name: w("portal.help.thread") }), "Found it")).toBeVisible();
  const guess = await visitor({ locale });
  await guess.goto(`/${locale}/help/${"0".repeat(40)}`);
  await expect(guess.getByText("Where is it?")).toHaveCount(0);

  await page.goto(`/${locale}/help`);
  await page.getByLabel(startsWith(w("portal.help.name"))).fill("Zoé Martin");
  const other = freshEmail("contact");
  await page.getByLabel(startsWith(w("portal.help.email"))).fill(other);
  await page.getByLabel(startsWith(w("portal.help.subject"))).fill("Opening hours");
  await page.getByLabel(startsWith(w("portal.help.message"))).fill("Are you open on Sunday?");
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.help.send") }).click();
  await expect(said(page, w("portal.help.received"))).toBeVisible();
  expect((await mailTo(other, "ticket_opened")).text).toContain("Are you open on Sunday?");
});
