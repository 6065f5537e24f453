// Sending something back: three choices by the guest's link, a photo without its secrets, a label, and staff who receive the
// same document; from the account too, handed in at a store, and called off. What the law excludes is said before it is bought.
import sharp from "sharp";
import { ApiVisitor, apiAs } from "../support/api.ts";
import { deliver } from "../support/deliveries.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { pdfText } from "../support/pdf.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, notThere, said, test } from "../support/test.ts";
import { languageOf, startsWith, words } from "../support/words.ts";

/** Staff read French. */
const fr = words("fr");

test("a guest sends a damaged article back by the link, with a photo and a label; staff see the same", async ({
  visitor,
  allowErrors,
}, { project }) => {
  const { locale, w } = languageOf(project, "en");
  allowErrors(/422/);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-NAT-POI" : "MC-MOU-TOTEM-NAT-SEL", 8);
  const email = freshEmail("returns");
  const order = await paidOrder([{ variant, quantity: 2 }], email, new ApiVisitor(locale));
  await deliver(order.orderId);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}`);
  await page.getByRole("link", { name: w("portal.order.sendBackLink") }).click();
  await expect(page).toHaveURL(/\/return$/, { timeout: 30_000 });

  const t = (key: string, values?: Record<string, string>) => w(`portal.sendBack.${key}`, values);
  await expect(page.getByRole("heading", { name: t("title") })).toBeVisible();
  const goods = page.getByRole("group", { name: t("what") });
  await expect(goods.getByRole("checkbox")).toBeChecked();
  await page.getByRole("button", { name: t("confirm") }).click();
  await expect(said(page, t("noReason"))).toBeVisible();
  await page.getByRole("combobox", { name: startsWith(t("reason")) }).selectOption("damaged");
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#804020" } })
    .withExif({ IFD0: { Copyright: "a secret place" } })
    .jpeg()
    .toBuffer();
  const files = page.locator("input[type=file]");
  await files.setInputFiles([
    { name: "crack.jpg", mimeType: "image/jpeg", buffer: photo },
    { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<svg><script>alert(1)</script></svg>") },
  ]);
  await expect(said(page, w("portal.photos.sent"))).toBeVisible();
  await expect(said(page, w("errors.attachments.kind_not_allowed"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.photos.remove", { name: "photo.jpg" }) }).click();
  await expect(page.getByRole("radio", { name: startsWith(t("ways.label")) })).toBeChecked();
  await page.getByRole("button", { name: t("confirm") }).click();

  await expect(page).toHaveURL(/\/returns\/RT-\d{4}-\d{6}$/, { timeout: 30_000 });
  const number = /RT-\d{4}-\d{6}/.exec(page.url())?.[0] ?? "";
  const label = page.getByRole("link", { name: w("portal.return.downloadLabel") });
  await expect(label).toBeVisible();
  await expectAccessible(page);
  const paper = await page.request.get((await label.getAttribute("href")) ?? "");
  const bytes = new Uint8Array(await paper.body());
  const text = await pdfText({ status: paper.status(), contentType: paper.headers()["content-type"] ?? "", bytes });
  expect(text).toContain(number);
  const shown = page.getByRole("img", { name: "crack.webp" });
  const kept = await page.request.get((await shown.getAttribute("src")) ?? "");
  expect(kept.headers()).toMatchObject({ "content-type": "image/webp", "x-content-type-options": "nosniff" });
  expect((await kept.body()).includes("secret place")).toBe(false);
  expect((await mailTo(email, "return_announced")).text).toContain(number);

  const desk = await visitor({ as: "support" });
  await desk.goto(`/fr/admin/returns/${number}`);
  await expect(desk.getByRole("img", { name: "crack.webp" })).toBeVisible();
  await expect(said(desk, fr("backoffice.returns.ways.label"))).toBeVisible();
  await expectAccessible(desk);
});

test("a customer hands something in at a store, is told what goes back, and calls it off", async ({
  visitor,
  allowErrors,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  allowErrors(notThere);
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-NOY-POI" : "MC-MOU-TOTEM-NOY-SEL", 8);
  const customer = await newCustomer("Marc Lenoir", locale);
  const order = await paidOrder([{ variant, quantity: 1 }], customer.email, customer.api);
  await deliver(order.orderId);
  const page = await visitor({ locale, as: customer.api });
  await page.goto(`/${locale}/account/orders/${order.number}/return`);
  const t = (key: string, values?: Record<string, string>) => w(`portal.sendBack.${key}`, values);
  await expect(said(page, t("withShipping"))).toBeVisible();
  await page.getByRole("combobox", { name: startsWith(t("reason")) }).selectOption("withdrawal");
  await page.getByRole("radio", { name: startsWith(t("ways.store", { name: "Comptoir de Paris" })) }).check();
  await page.getByRole("button", { name: t("confirm") }).click();
  await expect(page).toHaveURL(/\/account\/returns\/RT-/, { timeout: 30_000 });
  const number = /RT-\d{4}-\d{6}/.exec(page.url())?.[0] ?? "";
  await expect(said(page, /Comptoir de Paris, 38 rue de Charonne/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/${locale}/account/returns`);
  await expect(page.getByRole("link", { name: number })).toBeVisible();
  await expectAccessible(page);
  // Somebody else finds nothing there.
  const other = await visitor({ locale, as: "buyer" });
  await other.goto(`/${locale}/account/returns/${number}`);
  await expect(other.getByRole("heading", { name: w("portal.notFound.title") })).toBeVisible();
  await expect(other.getByRole("main")).not.toContainText(number);

  await page.getByRole("link", { name: number }).click();
  await page.getByRole("button", { name: w("portal.return.cancel") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: w("portal.return.cancelConfirm") })
    .click();
  await expect(said(page, w("portal.return.cancelledText"))).toBeVisible();
  const { status } = await sqlRow<{ status: string }>("SELECT status FROM customer_return WHERE number = $1", [number]);
  expect(status).toBe("cancelled");
});

test("what cannot come back says so before it is bought, and stays out of returns", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-HOR-MIDI-NAT" : "MC-PAN-OSIER-NOI", 4);
  const { id } = await sqlRow<{ id: string }>("SELECT product_id AS id FROM variant WHERE sku = $1", [variant.sku]);
  const admin = await apiAs("admin");
  const exclude = async (returnExclusion: string | null) => {
    const { version } = await admin.query<{ version: number }>("admin.products.get", { id });
    await admin.mutate("admin.products.update", { id, version, returnExclusion });
  };
  await expect(() => exclude("made_to_measure")).toPass();
  const why = w("common.returnExclusion.made_to_measure");
  const page = await visitor({ locale });
  try {
    await expect(async () => {
      await page.goto(`/${locale}/products/${variant.slug}?sku=${variant.sku}`);
      await expect(said(page, why)).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    await expectAccessible(page);
    const order = await paidOrder([{ variant, quantity: 1 }], freshEmail("made"), new ApiVisitor(locale));
    await deliver(order.orderId);
    await page.goto(`/${locale}/order/${order.token}/return`);
    await expect(page.getByRole("group", { name: w("portal.sendBack.what") }).getByRole("checkbox")).toBeDisabled();
    await expect(said(page, why)).toBeVisible();
    await expectAccessible(page);
  } finally {
    await expect(() => exclude(null)).toPass();
  }
});
