// Buyers change their own order until picking starts: the warehouse reads it at once, money follows, a faster picker is told of.
import type { Page } from "@playwright/test";
import { ApiVisitor, apiAs } from "../support/api.ts";
import { planned } from "../support/deliveries.ts";
import { freshEmail, orderInput, type Placed, paidOrder, payByApi, stockAtLeast } from "../support/goods.ts";
import { newCustomer } from "../support/people.ts";
import { payWith } from "../support/purchase.ts";
import { sqlRow, wake } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { languageOf, saying, startsWith, type Words, words } from "../support/words.ts";

/** Staff read French. */
const fr = words("fr");

/** The choice of deliveries is asked for by the page itself: once it is there, the page listens. */
const ready = (page: Page) => expect(page.getByRole("radio").first()).toBeVisible();

/** The button that takes one piece of an article away. */
const less = (page: Page, w: Words) =>
  page.getByRole("button", { name: saying(w("common.quantity.less", { of: "…" })) }).first();

test("a customer moves an order elsewhere, and the warehouse reads it at once", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const mobile = project.name === "mobile";
  const variant = await stockAtLeast(mobile ? "MC-MUG-GRES-CRA-1" : "MC-MUG-GRES-CRA-4", 10);
  const customer = await newCustomer("Nora Vidal", locale);
  const order = await paidOrder([{ variant, quantity: 1 }], customer.email, customer.api);
  const delivery = await planned(order.orderId);
  const warehouse = await visitor({ as: "warehouse" });
  await warehouse.goto(`/fr/admin/deliveries/${delivery.number}`);
  await expect(said(warehouse, "12 rue de la Paix")).toBeVisible();

  const page = await visitor({ locale, as: customer.api });
  await page.goto(`/${locale}/account/orders/${order.number}`);
  await page.getByRole("link", { name: w("portal.order.change.open") }).click();
  await ready(page);
  await page.getByRole("button", { name: w("portal.order.change.changeAddress") }).click();
  await page.getByLabel(startsWith(w("checkout.address.line1"))).fill("8 place Bellecour");
  await page.getByLabel(startsWith(w("checkout.address.postcode"))).fill("69002");
  await page.getByLabel(startsWith(w("checkout.address.city"))).fill("Lyon");
  await expect(page.getByTestId("change-difference")).toHaveText(w("portal.order.change.differenceEven"));
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.order.change.confirmEven") }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${order.number}$`));
  await expect(said(page, w("portal.order.timeline.entries.edited_by_you"))).toBeVisible();
  const moved = { after: "…8 place Bellecour, 69002 Lyon", before: "…12 rue de la Paix" };
  await expect(said(page, saying(w("portal.order.timeline.changed.address", moved)))).toBeVisible();
  await expectAccessible(page);

  await warehouse.goto(`/fr/admin/deliveries/${delivery.number}`);
  await expect(said(warehouse, fr("backoffice.changed.title"))).toBeVisible();
  await expect(said(warehouse, "8 place Bellecour")).toBeVisible();
  await expect(said(warehouse, /Avant : .*12 rue de la Paix/)).toBeVisible();
  await expectAccessible(warehouse);
});

test("a guest adds an article by the link and pays the difference", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "en");
  const mobile = project.name === "mobile";
  const variant = await stockAtLeast(mobile ? "MC-BOL-GRES-CRA-1" : "MC-BOL-GRES-CRA-4", 12);
  const order = await paidOrder([{ variant, quantity: 1 }], freshEmail("adds"), new ApiVisitor(locale));
  await planned(order.orderId);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}/change`);
  await ready(page);
  await page.getByLabel(startsWith(w("portal.order.change.add"))).fill(variant.sku);
  await page
    .getByRole("list", { name: w("portal.order.change.foundList") })
    .getByRole("button")
    .first()
    .click();
  await expect(page.getByTestId("change-difference")).toHaveText(
    saying(w("portal.order.change.differencePay", { amount: "…€" })),
  );
  await expectAccessible(page);
  await page.getByRole("button", { name: saying(w("portal.order.change.confirmPay", { amount: "…€" })) }).click();
  await payWith(page, locale, "4242424242424242");
  await page.waitForURL(new RegExp(`/${locale}/(order|checkout)/`));
  const pieces = () =>
    sqlRow<{ pieces: number; paid: string }>(
      `SELECT sum(l.quantity)::int AS pieces, o.payment_status AS paid FROM sales_order_line l
       JOIN sales_order o ON o.id = l.order_id WHERE o.id = $1 AND l.kind = 'product' GROUP BY o.id`,
      [order.orderId],
    );
  await expect.poll(pieces, { timeout: 20_000 }).toEqual({ pieces: 2, paid: "paid" });
  await page.goto(`/${locale}/order/${order.token}`);
  await expect(said(page, w("portal.order.timeline.entries.edited_by_you"))).toBeVisible();
});

test("a guest calls an order off and reads when the money comes back", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-ASS-GRES-CRA-1" : "MC-ASS-GRES-CRA-4", 10);
  const order = await paidOrder([{ variant, quantity: 1 }], freshEmail("cancels"), new ApiVisitor(locale));
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}`);
  await page.getByRole("button", { name: w("portal.order.change.cancel") }).click();
  const dialog = page.getByRole("dialog");
  await expect(said(dialog, saying(w("portal.order.change.cancelBack", { amount: () => "…" })))).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: w("portal.order.change.cancelConfirm") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`${w("portal.order.headline.cancelled")}|${w("portal.order.headline.refunded")}`),
  );
  await expect(said(page, w("portal.order.timeline.reasons.by_customer"))).toBeVisible();
  await expect(page.getByRole("button", { name: w("portal.order.change.cancel") })).toHaveCount(0);
});

test("a picker who is faster is told of while the buyer still types", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-ASS-GRES-CRA-1" : "MC-ASS-GRES-CRA-4", 10);
  const order = await paidOrder([{ variant, quantity: 2 }], freshEmail("late"), new ApiVisitor(locale));
  const delivery = await planned(order.orderId);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}/change`);
  await ready(page);
  await less(page, w).click();
  await expect(page.getByTestId("change-difference")).toHaveText(
    saying(w("portal.order.change.differenceBack", { amount: "…" })),
  );
  const staff = await apiAs("warehouse");
  await staff.mutate("admin.deliveries.startPicking", delivery);
  await expect(said(page, w("portal.order.change.tooLate"))).toBeVisible();
  await expect(said(page, saying(w("portal.order.change.pickingSince", { at: "…" })))).toBeVisible();
  await expectAccessible(page);
  const late = { token: order.token, version: 1, signature: "x", idempotencyKey: crypto.randomUUID() };
  const { status, wire } = await new ApiVisitor().tryMutate("shop.orderChanges.confirm", late);
  expect([status, wire?.code]).toEqual([409, expect.stringMatching(/picking_started|order_changed/)]);
});

test("an open order page moves by itself, from picking to the carrier's scans", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-BOL-GRES-NUI-1" : "MC-ASS-GRES-MOU-1", 10);
  const buyer = new ApiVisitor(locale);
  await buyer.mutate("shop.cart.add", { variantId: variant.id, quantity: 1 });
  const placed = await placeFilled(buyer, freshEmail("follows"), "express");
  const { number } = await planned(placed.orderId);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${placed.token}`);
  const story = page.getByRole("region", { name: w("portal.order.timeline.title") });
  await expect(said(story, w("portal.order.timeline.entries.placed"))).toBeVisible();

  const staff = await apiAs("warehouse");
  const read = () => staff.query<Delivery>("admin.deliveries.get", { number });
  const seen = async () => ({ number, version: (await read()).version });
  await staff.mutate("admin.deliveries.startPicking", await seen());
  await expect(said(story, w("portal.order.timeline.entries.picking"))).toBeVisible();
  const [line] = (await read()).lines;
  await staff.mutate("admin.deliveries.pick", { ...(await seen()), lines: [{ deliveryLineId: line?.id, picked: 1 }] });
  const packed = { ...(await seen()), parcels: [{ lines: [{ deliveryLineId: line?.id, quantity: 1 }] }] };
  await staff.mutate("admin.deliveries.pack", packed);

  const desk = await visitor({ as: "warehouse" });
  await desk.goto(`/fr/admin/deliveries/${number}`);
  await desk.getByRole("button", { name: startsWith(fr("backoffice.shipping.book")) }).click();
  await expect(desk.getByRole("link", { name: startsWith(fr("backoffice.shipping.label")) })).toBeVisible();
  const tracking = (await read()).parcels[0]?.trackingNumber ?? "";
  expect(tracking).toMatch(/^SIM/);
  await expect(desk.getByLabel(startsWith(fr("backoffice.shipping.tracking")))).toHaveValue(tracking);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: fr("backoffice.shipping.confirm", { count: 1 }) }).click();
  await expect(said(story, new RegExp(tracking))).toBeVisible();
  // The worker asks the carrier every minute; this minute is not waited for.
  await wake("track-parcels");
  await expect(said(page, new RegExp(w("portal.order.parcel.scan.info_received")))).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
});

type Delivery = {
  version: number;
  lines: { id: string }[];
  parcels: { trackingNumber: string | null }[];
};

/** Places a filled cart by a method of the test's choice, and pays it. */
async function placeFilled(buyer: ApiVisitor, email: string, shippingMethod: string): Promise<Placed> {
  const { signature } = await buyer.query<{ signature: string }>("shop.checkout.quote", {
    country: "FR",
    shippingMethod,
  });
  const input = await orderInput(buyer, email, { shippingMethod, signature });
  const placed = await buyer.mutate<Placed>("shop.checkout.placeOrder", input);
  await payByApi(placed);
  await buyer.mutate("shop.checkout.settle", { token: placed.token });
  return placed;
}
