// Something is wrong with what came: told on one page, from the account or by the guest's link, and answered by staff: a
// customer keeps the goods and gets the money, a guest gets another one.
import sharp from "sharp";
import { ApiVisitor } from "../support/api.ts";
import { deliver } from "../support/deliveries.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { startsWith, words } from "../support/words.ts";

const [fr, en] = [words("fr"), words("en")];
const numberIn = (url: string): string => /CL-\d{4}-\d{6}/.exec(url)?.[0] ?? "";

test("a customer tells of a crack with a photo and gets the money; support refunds it, nothing is sent back", async ({
  visitor,
}, { project }) => {
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-ASS-GRES-NUI-1" : "MC-ASS-GRES-NUI-4", 12);
  const customer = await newCustomer("Lise Carpentier");
  const order = await paidOrder([{ variant, quantity: 2 }], customer.email, customer.api);
  await deliver(order.orderId);
  const page = await visitor({ as: customer.api });
  await page.goto(`/fr/account/orders/${order.number}`);
  await page.getByRole("link", { name: fr("portal.order.claimLink") }).click();
  await expect(page).toHaveURL(/\/claim$/, { timeout: 30_000 });

  const t = (key: string, values?: Record<string, string>) => fr(`portal.claims.${key}`, values);
  await expect(page.getByRole("heading", { level: 1, name: t("newTitle") })).toBeVisible();
  await expect(page.getByRole("group", { name: t("what") }).getByRole("checkbox")).toBeChecked();
  await page.getByRole("button", { name: t("send") }).click();
  await expect(page.getByRole("combobox", { name: startsWith(t("kind")) })).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("combobox", { name: startsWith(t("kind")) }).selectOption("damaged");
  await page.getByRole("textbox", { name: startsWith(t("description")) }).fill("Le bord d’une assiette est fendu.");
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#804020" } })
    .jpeg()
    .toBuffer();
  await page.locator("input[type=file]").setInputFiles([{ name: "fente.jpg", mimeType: "image/jpeg", buffer: photo }]);
  await expect(said(page, fr("portal.photos.sent"))).toBeVisible();
  await page.getByRole("radio", { name: startsWith(t("wishes.refund")) }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: t("send") }).click();

  await expect(page).toHaveURL(/\/account\/claims\/CL-\d{4}-\d{6}$/, { timeout: 30_000 });
  const number = numberIn(page.url());
  const story = page.getByRole("region", { name: t("story") });
  await expect(story.getByText(t("steps.received"))).toBeVisible();
  await expect(page.getByRole("img", { name: "fente.webp" })).toBeVisible();
  await expectAccessible(page);
  expect((await mailTo(customer.email, "claim_received")).text).toContain(number);

  const desk = await visitor({ as: "support" });
  await desk.goto(`/fr/admin/claims?status=open&query=${number}`);
  await expectAccessible(desk);
  await desk.getByRole("link", { name: number }).click();
  await expect(desk.getByRole("img", { name: "fente.webp" })).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole("button", { name: fr("backoffice.claims.refund"), exact: true }).click();
  const ask = desk.getByRole("dialog");
  await ask.getByRole("textbox", { name: startsWith(fr("backoffice.claims.answer")) }).fill("Toutes nos excuses");
  await expectAccessible(desk);
  await ask.getByRole("button", { name: fr("backoffice.claims.refundConfirm"), exact: true }).click();
  const settled = () =>
    sqlRow<{ decision: string | null; money: string; back: string }>(
      `SELECT c.decision, coalesce((SELECT string_agg(r.status, ' ') FROM refund r
           WHERE r.idempotency_key = 'claim:' || c.id), '') AS money,
         (SELECT count(*)::text FROM customer_return b WHERE b.order_id = c.order_id) AS back
       FROM claim c WHERE c.number = $1`,
      [number],
    );
  await expect.poll(settled, { timeout: 30_000 }).toEqual({ decision: "refund", money: "succeeded", back: "0" });
  expect((await mailTo(customer.email, "claim_decided")).text).toContain("Toutes nos excuses");
  await page.goto(`/fr/account/claims/${number}`);
  await expect(page.getByRole("region", { name: t("answer") })).toContainText("Toutes nos excuses");
  await expect(story.getByRole("listitem")).toHaveCount(3);
  await expectAccessible(page);
});

test("a guest reports by the link that a part is missing, and another one is sent at once", async ({ visitor }, {
  project,
}) => {
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-ASS-GRES-NUI-4" : "MC-ASS-GRES-NUI-1", 12);
  const email = freshEmail("claim");
  const order = await paidOrder([{ variant, quantity: 1 }], email, new ApiVisitor("en"));
  await deliver(order.orderId);
  const page = await visitor({ locale: "en" });
  const t = (key: string, values?: Record<string, string>) => en(`portal.claims.${key}`, values);
  await page.goto(`/en/order/${order.token}`);
  await page.getByRole("link", { name: en("portal.order.claimLink") }).click();
  await expect(page).toHaveURL(/\/claim$/, { timeout: 30_000 });
  await page.getByRole("combobox", { name: startsWith(t("kind")) }).selectOption("incomplete");
  await page.getByRole("textbox", { name: startsWith(t("description")) }).fill("The set came one piece short.");
  await expect(page.getByRole("radio", { name: startsWith(t("wishes.replacement")) })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: t("send") }).click();
  await expect(page).toHaveURL(/\/order\/[^/]+\/claims\/CL-/, { timeout: 30_000 });
  const number = numberIn(page.url());
  await expectAccessible(page);

  const desk = await visitor({ as: "support", locale: "en" });
  await desk.goto(`/en/admin/claims/${number}`);
  await desk.getByRole("button", { name: en("backoffice.claims.replace"), exact: true }).click();
  const ask = desk.getByRole("dialog");
  await expect(ask.getByRole("combobox")).toHaveValue(variant.id);
  await expectAccessible(desk);
  await ask.getByRole("button", { name: en("backoffice.claims.replaceConfirm"), exact: true }).click();
  const sent = () =>
    sqlRow<{ status: string; deliveries: string }>(
      `SELECT coalesce(max(o.status), '') AS status, count(d.id)::text AS deliveries
       FROM claim c LEFT JOIN sales_order o ON o.id = c.replacement_id LEFT JOIN delivery d ON d.order_id = o.id
       WHERE c.number = $1`,
      [number],
    );
  await expect.poll(sent, { timeout: 30_000 }).toEqual({ status: "confirmed", deliveries: "1" });
  const { replacement } = await sqlRow<{ replacement: string }>(
    "SELECT o.number AS replacement FROM claim c JOIN sales_order o ON o.id = c.replacement_id WHERE c.number = $1",
    [number],
  );
  expect((await mailTo(email, "claim_decided")).text).toContain(replacement);
  await page.goto(`/en/order/${order.token}/claims/${number}`);
  const story = page.getByRole("region", { name: t("story") });
  await expect(story.getByText(t("steps.replacement"))).toBeVisible();
  await expect(page.getByRole("main")).toContainText(replacement);
  await expectAccessible(page);
});
