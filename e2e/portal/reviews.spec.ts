// What buyers say of what they got: asked with their consent, written once, read by staff, shown with the product, refused
// with a reason.
import { ApiVisitor } from "../support/api.ts";
import { deliver } from "../support/deliveries.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { languageOf, startsWith, words } from "../support/words.ts";

/** Staff read French. */
const fr = words("fr");

test("a guest reviews by the order's link; staff publish and answer; others find it helpful or doubt it", async ({
  visitor,
}, { project }) => {
  const { locale, w } = languageOf(project, "en");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-BRI-POI" : "MC-POT-TERR-TER", 8);
  const email = freshEmail("reviewer");
  const order = await paidOrder([{ variant, quantity: 1 }], email, new ApiVisitor(locale));
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}`);
  await page.getByRole("checkbox", { name: startsWith(w("consent.review_request.label")) }).check();
  await expect(said(page, w("reviews.agree.saved"))).toBeVisible();
  await expectAccessible(page);
  const consent = () =>
    sqlRow<{ n: number }>(
      "SELECT count(*)::int AS n FROM consent WHERE email = $1 AND purpose = 'review_request' AND withdrawn_at IS NULL",
      [email],
    );
  expect((await consent()).n).toBe(1);

  await deliver(order.orderId);
  await page.reload();
  await page.getByRole("link", { name: w("reviews.own.link") }).click();
  await expect(page.getByRole("heading", { level: 1, name: w("reviews.own.ofOrder") })).toBeVisible();
  await page.getByRole("button", { name: startsWith(w("reviews.own.write")) }).click();
  await page.getByRole("button", { name: w("reviews.form.send") }).click();
  await expect(said(page, w("reviews.form.starsMissing"))).toBeVisible();
  await expectAccessible(page);
  // The keyboard alone: the wrong field has the focus, an arrow goes on to four stars.
  await expect(page.getByRole("radio", { name: w("reviews.form.starsLabels.5") })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: w("reviews.form.starsLabels.4") })).toBeChecked();
  const title = `Sturdy ${project.name} ${email.slice(9, 17)}`;
  await page.getByLabel(startsWith(w("reviews.form.headline"))).fill(title);
  const review = "It does what it should, day after day. <b>No complaint</b> after a month.";
  await page.getByLabel(startsWith(w("reviews.form.text"))).fill(review);
  await expect(page.getByLabel(startsWith(w("reviews.form.name")))).toHaveValue("Anne M.");
  await page.getByRole("button", { name: w("reviews.form.send") }).click();
  await expect(said(page, w("reviews.own.saved"))).toBeVisible();
  await expect(said(page, w("reviews.own.status.pending"))).toBeVisible();
  await expectAccessible(page);

  const staff = await visitor({ as: "support" });
  await staff.goto(`/fr/admin/reviews?status=pending&query=${order.number}`);
  await expect(staff.getByRole("heading", { name: title })).toBeVisible();
  await expectAccessible(staff);
  await staff.getByRole("button", { name: startsWith(fr("backoffice.reviews.publish")) }).click();
  await expect(said(staff, fr("backoffice.reviews.published"))).toBeVisible();
  await staff.goto(`/fr/admin/reviews?query=${order.number}`);
  await staff.getByRole("button", { name: startsWith("Répondre") }).click();
  await staff.getByLabel(startsWith(fr("backoffice.reviews.ourAnswer"))).fill("Thank you for telling us.");
  await expectAccessible(staff);
  await staff.getByRole("button", { name: fr("backoffice.reviews.save") }).click();
  await expect(said(staff, fr("backoffice.reviews.answered"))).toBeVisible();

  const reader = await visitor({ locale });
  const reviews = reader.getByRole("article", { name: title });
  await expect(async () => {
    await reader.goto(`/${locale}/products/${variant.slug}/reviews?sort=newest`);
    await expect(said(reviews, "Thank you for telling us.")).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 60_000 });
  await expect(said(reviews, review)).toBeVisible();
  await expect(said(reviews, w("reviews.shown.verified"))).toBeVisible();
  await expectAccessible(reader);
  const helpful = reviews.getByRole("button", { name: w("reviews.voice.helpfulOf", { name: "Anne M." }) });
  await expect(async () => {
    // A press may have landed though its answer came late, and the next one would take it back.
    if ((await helpful.getAttribute("aria-pressed")) !== "true") await helpful.click();
    await expect(helpful).toHaveAttribute("aria-pressed", "true", { timeout: 5_000 });
  }).toPass();
  await expect(said(reviews, w("reviews.shown.helpful", { count: 1 }))).toBeVisible();
  await reviews.getByRole("button", { name: w("reviews.voice.reportOf", { name: "Anne M." }) }).click();
  await reader.getByLabel(w("reviews.voice.grounds.fake")).check();
  await reader.getByRole("button", { name: w("reviews.voice.send") }).click();
  await expect(said(reader, w("reviews.voice.wordsMissing"))).toBeVisible();
  await expectAccessible(reader);
  await reader.getByLabel(startsWith(w("reviews.voice.words"))).fill("The same words stand elsewhere");
  await reader.getByRole("button", { name: w("reviews.voice.send") }).click();
  await expect(said(reviews, w("reviews.voice.thanks"))).toBeVisible();

  // On the product's own page, for eyes and for machines.
  await reader.goto(`/${locale}/products/${variant.slug}`);
  await expect(reader.getByRole("heading", { level: 2, name: w("reviews.shown.title") })).toBeVisible();
  const told = await reader.locator('script[type="application/ld+json"]').allTextContents();
  expect(told.join()).toContain('"aggregateRating"');

  await staff.goto(`/fr/admin/reviews?reported=yes&query=${order.number}`);
  await expect(said(staff, "The same words stand elsewhere")).toBeVisible();
  await staff.getByRole("button", { name: startsWith(fr("backoffice.reviews.keep")) }).click();
  await expect(said(staff, fr("backoffice.reviews.published"))).toBeVisible();
});

test("a customer is told why a review is refused, says it otherwise, and takes it back", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "fr");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-BRI-SEL" : "MC-POT-TERR-NOI", 8);
  const customer = await newCustomer("Camille Roy", locale);
  const order = await paidOrder([{ variant, quantity: 1 }], customer.email, customer.api);
  const write = { stars: 2, title: "", displayName: "Camille R.", language: "fr" };
  const line = await sqlRow<{ id: string }>(
    "SELECT id FROM sales_order_line WHERE order_id = $1 AND kind = 'product'",
    [order.orderId],
  );
  const early = { ...write, orderLineId: line.id, text: "Je n’ai encore rien reçu, mais j’écris déjà." };
  expect((await customer.api.tryMutate("account.reviews.write", early)).wire?.code).toBe("reviews.not_received");
  await deliver(order.orderId);

  const page = await visitor({ locale, as: customer.api });
  await page.goto(`/${locale}/account/orders/${order.number}`);
  await page.getByRole("link", { name: w("reviews.own.link") }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/account/reviews$`));
  await page.getByRole("button", { name: startsWith(w("reviews.own.write")) }).click();
  await page.getByRole("radio", { name: w("reviews.form.starsLabels.2") }).check();
  await page.getByLabel(startsWith(w("reviews.form.text"))).fill("Le livreur est passé deux fois sans sonner.");
  await page.getByRole("button", { name: w("reviews.form.send") }).click();
  await expect(said(page, w("reviews.own.saved"))).toBeVisible();

  const staff = await visitor({ as: "catalogue" });
  await staff.goto(`/fr/admin/reviews?query=${order.number}`);
  await staff.getByRole("button", { name: startsWith(fr("backoffice.reviews.reject")) }).click();
  await staff
    .getByLabel(startsWith(fr("backoffice.reviews.ground")))
    .first()
    .selectOption("off_topic");
  await expectAccessible(staff);
  await staff
    .getByRole("dialog")
    .getByRole("button", { name: fr("backoffice.reviews.reject") })
    .click();
  await expect(said(staff, fr("backoffice.reviews.rejected"))).toBeVisible();

  const mail = await mailTo(customer.email, "review_refused");
  expect(mail.text).toContain(w("mail.review.grounds.off_topic"));
  expect(linkIn(mail, "/reviews")).toContain(`/${locale}/order/${order.token}/reviews`);
  await page.reload();
  await expect(said(page, w("reviews.own.grounds.off_topic"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: startsWith(w("reviews.own.edit")) }).click();
  await page.getByLabel(startsWith(w("reviews.form.text"))).fill("Plus petit que je ne pensais, mais bien fini.");
  await page.getByRole("button", { name: w("reviews.form.send") }).click();
  await expect(said(page, w("reviews.own.status.pending"))).toBeVisible();
  await page.getByRole("button", { name: startsWith(w("reviews.own.remove")) }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("reviews.own.removeConfirm") }).click();
  await expect(said(page, w("reviews.own.removed"))).toBeVisible();
  await expect(page.getByRole("button", { name: startsWith(w("reviews.own.write")) })).toBeVisible();
});
