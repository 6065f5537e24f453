// The story of the shop: one purchase through every face, in both languages and at both widths.
import type { Page, TestInfo } from "@playwright/test";
import { ApiVisitor } from "../support/api.ts";
import { freshEmail, paidOrder, stockExactly } from "../support/goods.ts";
import { linkIn, mailTo } from "../support/mailbox.ts";
import { pdfText } from "../support/pdf.ts";
import {
  addToBasket,
  cards,
  fillCheckout,
  openProduct,
  payWith,
  someShopper,
  stockOf,
  toPaymentPage,
} from "../support/purchase.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, type Locale, payWords, startsWith, type Words, words } from "../support/words.ts";

/** What each teller of the story buys: no two of them share a shelf. */
const plots = {
  "fr desktop": { typo: "lmape cepe", wanted: "MC-LAM-CEPE-BRI", also: "MC-MUG-GRES-NUI-4" },
  "en desktop": { typo: "teapto brume", wanted: "MC-THE-BRUM-CRA", also: "MC-PAN-OSIER-NAT" },
  "fr mobile": { typo: "taboret pivo", wanted: "MC-TAB-PIVO-NAT-45", also: "MC-PLA-ROND-NAT" },
  "en mobile": { typo: "coupole pendent", wanted: "MC-SUS-COUP-CRA", also: "MC-BOU-TRIO-LAI" },
} as const;

type Money = { minor: number };
type OrderSeen = {
  number: string;
  lines: { kind: string; name: string; sku: string | null; gross: Money }[];
  totals: { items: Money; shipping: Money; total: Money; net: Money; taxes: { tax: Money }[] };
  deliveries: { number: string; isBackorder: boolean }[];
};

test.describe.configure({ mode: "parallel" });

for (const locale of ["fr", "en"] as const) {
  test(`a first sale, from a typo to the invoice (${locale})`, async ({ visitor }, info) => {
    const w = words(locale);
    const plot = plots[`${locale} ${info.project.name as "desktop" | "mobile"}`];
    const wanted = await stockExactly(plot.wanted, 5);
    const also = await stockExactly(plot.also, 5);
    const email = freshEmail("anne");
    const shopper = await visitor({ locale });

    await test.step("searches with a typo and finds the product", async () => {
      await shopper.goto(`/${locale}`);
      await seen(shopper, info, "home");
      await search(shopper, w, plot.typo, info.project.name === "mobile");
      await expect(shopper).toHaveURL(new RegExp(`/${locale}/search\\?q=`));
      await expect(shopper.getByRole("heading", { level: 1 })).toContainText(plot.typo);
      await seen(shopper, info, "search");
      await shopper
        .getByRole("main")
        .getByRole("link", { name: await nameOf(wanted.slug, locale), exact: true })
        .click();
      await expect(shopper).toHaveURL(new RegExp(`/${locale}/products/${wanted.slug}`));
      await openProduct(shopper, locale, wanted.slug, wanted.sku);
      await seen(shopper, info, "product");
    });

    await test.step("sees the stock fall while another shopper buys", async () => {
      await expect(stockOf(shopper)).toHaveAttribute("data-available", "5");
      const loads = await countLoads(shopper);
      await paidOrder([{ variant: wanted, quantity: 3 }], freshEmail("second"), new ApiVisitor(locale));
      await expect(stockOf(shopper)).toHaveAttribute("data-available", "2");
      await expect(stockOf(shopper)).toContainText(w("storefront.stock.onlineFew", { count: 2 }));
      expect(await countLoads(shopper)).toBe(loads);
      await seen(shopper, info, "product-after-another-bought");
    });

    await test.step("fills the basket with two lines", async () => {
      const drawer = await addToBasket(shopper, w);
      await seen(shopper, info, "basket-drawer");
      await expect(drawer).toContainText(await nameOf(wanted.slug, locale));
      await openProduct(shopper, locale, also.slug, also.sku);
      await addToBasket(shopper, w);
      await shopper.goto(`/${locale}/cart`);
      await expect(shopper.getByRole("main").getByRole("listitem")).toHaveCount(2);
      await seen(shopper, info, "cart");
      await shopper
        .getByRole("main")
        .getByRole("link", { name: w("storefront.cart.checkout") })
        .click();
    });

    await test.step("checks out as a guest", async () => {
      await fillCheckout(shopper, w, someShopper(email));
      await expect(shopper.getByRole("button", { name: w("checkout.submit") })).toBeEnabled();
      await seen(shopper, info, "checkout");
      await toPaymentPage(shopper, w, locale);
    });

    await test.step("pays: one card declined, the next one through 3-D Secure", async () => {
      const p = payWords(locale);
      await expectAccessible(shopper);
      await payWith(shopper, locale, cards.declined);
      await expect(shopper.getByRole("alert")).toHaveText(p.declined);
      await seen(shopper, info, "card-declined");
      await payWith(shopper, locale, cards.challenge);
      await expect(shopper.getByRole("heading", { name: p.challengeHeading })).toBeVisible();
      await seen(shopper, info, "three-d-secure");
      await shopper.getByRole("button", { name: p.complete }).click();
    });

    await test.step("reads the confirmation and follows the link to the order", async () => {
      await expect(shopper.getByRole("heading", { name: w("checkout.return.paidTitle") })).toBeVisible({
        timeout: 20_000,
      });
      await seen(shopper, info, "confirmation");
      await shopper.getByRole("link", { name: w("checkout.return.track") }).click();
      await expect(
        shopper.getByRole("heading", { level: 1, name: w("portal.order.headline.confirmed") }),
      ).toBeVisible();
      await expect(said(shopper, w("portal.order.timeline.entries.confirmed"))).toBeVisible();
    });

    const token = new URL(shopper.url()).pathname.split("/").at(-1) ?? "";
    const api = new ApiVisitor(locale);
    const read = () => api.query<OrderSeen>("shop.order.byToken", { token });
    // Deliveries are planned by a job, a moment after the payment.
    await expect.poll(async () => (await read()).deliveries.length, { timeout: 30_000 }).toBeGreaterThan(0);
    const order = await read();

    await test.step("finds the same order through the mail", async () => {
      const mail = await mailTo(email, "order_confirmed");
      expect(mail.subject).toContain(order.number);
      await shopper.goto(linkIn(mail, "/order/"));
      await expect(shopper).toHaveURL(new RegExp(`/${locale}/order/`));
      await expect(said(shopper, w("portal.order.number", { number: order.number }))).toBeVisible();
      await seen(shopper, info, "portal-confirmed");
    });

    await test.step("the warehouse picks and ships one of the two lines", async () => {
      const staff = await visitor({ locale, as: "warehouse" });
      await ship(staff, locale, order, await nameOf(wanted.slug, locale), info);
      await staff.context().close();
    });

    await test.step("the open portal page shows the parcel and the backorder", async () => {
      await expect(shopper.getByRole("heading", { level: 1, name: w("portal.order.headline.partial") })).toBeVisible();
      const parcel = shopper.getByRole("listitem").filter({ hasText: w("portal.order.parcel.tracking") });
      await expect(parcel.first()).toContainText(`TRK${order.number}`);
      await expect(parcel.first()).toContainText(await nameOf(wanted.slug, locale));
      const later = shopper.getByRole("listitem").filter({ hasText: w("portal.order.pending.backorderTitle") });
      await expect(later.first()).toContainText(await nameOf(also.slug, locale));
      await seen(shopper, info, "portal-partly-shipped");
      const mail = await mailTo(email, "order_shipped");
      expect(mail.text).toContain(`TRK${order.number}`);
    });

    await test.step("the accountant posts the invoice", async () => {
      const staff = await visitor({ locale, as: "accountant" });
      await staff.goto(`/${locale}/admin/orders/${order.number}`);
      await staff.getByRole("link", { name: w("backoffice.documents.draftInvoice") }).click();
      await expect(staff).toHaveURL(/\/admin\/invoices\/inv_/);
      await staff.getByRole("button", { name: w("backoffice.invoice.post") }).click();
      const dialog = staff.getByRole("dialog");
      await expect(dialog).toBeVisible();
      await expectAccessible(staff);
      await dialog.getByRole("button", { name: w("backoffice.invoice.post") }).click();
      await expect(said(staff, w("backoffice.status.invoice.posted"), { exact: true })).toBeVisible();
      await expect(dialog).toBeHidden();
      await seen(staff, info, "invoice-posted");
      await staff.context().close();
    });

    await test.step("opens the invoice: its numbers are the order's", async () => {
      await shopper.reload();
      const link = shopper.getByRole("link", {
        name: startsWith(w("portal.order.documents.invoice", { number: "" }).trim()),
      });
      const answer = await shopper.request.get((await link.getAttribute("href")) ?? "");
      const text = await pdfText({
        status: answer.status(),
        contentType: answer.headers()["content-type"] ?? "",
        bytes: new Uint8Array(await answer.body()),
      });
      expect(text).toContain(order.number);
      const { totals } = order;
      const tax = totals.taxes.reduce((sum, each) => sum + each.tax.minor, 0);
      expect(totals.net.minor + tax).toBe(totals.total.minor);
      for (const amount of [totals.total.minor, totals.net.minor, tax]) expect(text).toContain(euros(amount, locale));
      for (const line of order.lines.filter((each) => each.kind === "product")) expect(text).toContain(line.name);
      const paid = await sqlRow<{ captured: number; attempts: string[] }>(
        `SELECT p.captured_minor::int AS captured,
           (SELECT array_agg(a.status ORDER BY a.id) FROM payment_attempt a WHERE a.payment_id = p.id) AS attempts
         FROM payment p JOIN sales_order o ON o.id = p.order_id WHERE o.number = $1`,
        [order.number],
      );
      expect(paid.captured).toBe(totals.total.minor);
      expect(paid.attempts).toContain("failed");
      await seen(shopper, info, "portal-invoiced");
    });
  });
}

/** One page of the story: as it looks, and without a finding of axe. */
async function seen(page: Page, info: TestInfo, name: string) {
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: name.startsWith("portal") });
}

async function nameOf(slug: string, locale: Locale): Promise<string> {
  const { name } = await sqlRow<{ name: string }>("SELECT name->>$2 AS name FROM product WHERE slug = $1", [
    slug,
    locale,
  ]);
  return name;
}

/** How often this tab has loaded a document since it was opened on this page: a reload would start again at nothing. */
const countLoads = (page: Page) => page.evaluate(() => performance.timeOrigin);

async function search(page: Page, w: Words, text: string, folded: boolean) {
  if (folded) await page.getByRole("button", { name: w("storefront.search.open"), exact: true }).click();
  const box = page.getByRole("combobox", { name: w("storefront.search.label") }).filter({ visible: true });
  await box.fill(text);
  await expect(
    page.getByRole("listbox", { name: w("storefront.search.suggestions") }).filter({ visible: true }),
  ).toBeVisible();
  await box.press("Enter");
}

async function ship(staff: Page, locale: Locale, order: OrderSeen, product: string, info: TestInfo) {
  const w = words(locale);
  await staff.goto(`/${locale}/admin`);
  await seen(staff, info, "backoffice-home");
  await staff.goto(`/${locale}/admin/deliveries?status=planned`);
  await staff.getByRole("link", { name: order.deliveries[0]?.number ?? "no delivery" }).click();
  await seen(staff, info, "delivery-planned");
  await staff.getByRole("button", { name: w("backoffice.delivery.start") }).click();
  await staff.getByRole("button", { name: w("backoffice.delivery.allOf", { name: product }) }).click();
  await seen(staff, info, "delivery-picking");
  await staff.getByRole("button", { name: w("backoffice.delivery.toPacking") }).click();
  await expect(said(staff, w("backoffice.packing.backorderTitle"))).toBeVisible();
  await seen(staff, info, "delivery-packing");
  await staff.getByRole("button", { name: w("backoffice.packing.confirmPartial", { count: 1 }) }).click();
  await staff.getByLabel(startsWith(w("backoffice.shipping.tracking"))).fill(`TRK${order.number}`);
  await seen(staff, info, "delivery-packed");
  await staff.getByRole("button", { name: w("backoffice.shipping.confirm", { count: 1 }) }).click();
  await expect(said(staff, `TRK${order.number}`)).toBeVisible();
  await seen(staff, info, "delivery-shipped");
}
