// What staff do when plans change: an order edited before it is picked, goods that come back.
import { deliver, planned } from "../support/deliveries.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { ledgerDifferences, sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { words } from "../support/words.ts";

const w = words("fr");

test("an order is changed before it is picked: the difference is shown first, then goes back", async ({ visitor }, {
  project,
}) => {
  const sku = project.name === "mobile" ? "MC-ASS-GRES-CRA-1" : "MC-ASS-GRES-CRA-4";
  const variant = await stockAtLeast(sku, 10);
  const email = freshEmail("edit");
  const order = await paidOrder([{ variant, quantity: 3 }], email);
  await planned(order.orderId);
  const page = await visitor({ as: "sales" });
  await page.goto(`/fr/admin/orders/${order.number}`);
  await page.getByRole("link", { name: w("backoffice.orders.edit") }).click();
  const lines = page.getByRole("region", { name: w("backoffice.edit.lines") });
  await lines.getByRole("listitem").filter({ hasText: sku }).getByRole("button").first().click();
  await expect(page.getByTestId("edit-difference")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Modifier et rembourser/ }).click();
  await expect(said(page, w("backoffice.timeline.types.edited"))).toBeVisible();
  const state = () =>
    sqlRow<{ pieces: number; refunds: number; planned: number }>(
      `SELECT (SELECT sum(quantity)::int FROM sales_order_line WHERE order_id = $1 AND kind = 'product') AS pieces,
        (SELECT count(*)::int FROM refund r JOIN payment p ON p.id = r.payment_id
          WHERE p.order_id = $1 AND r.kind = 'surplus' AND r.status = 'succeeded') AS refunds,
        (SELECT sum(l.quantity)::int FROM delivery_line l JOIN delivery d ON d.id = l.delivery_id
          WHERE d.order_id = $1 AND d.status = 'planned') AS planned`,
      [order.orderId],
    );
  await expect.poll(state, { timeout: 20_000 }).toEqual({ pieces: 2, refunds: 1, planned: 2 });
  await mailTo(email, "order_edited");
  expect(await ledgerDifferences()).toEqual([]);
});

test("goods come back: announced, inspected, refunded with their credit note", async ({ visitor }, { project }) => {
  const sku = project.name === "mobile" ? "MC-ASS-GRES-CRA-1" : "MC-ASS-GRES-CRA-4";
  const variant = await stockAtLeast(sku, 10);
  const order = await paidOrder([{ variant, quantity: 2 }], freshEmail("return"));
  await deliver(order.orderId);
  const page = await visitor({ as: "admin" });
  await page.goto(`/fr/admin/orders/${order.number}`);
  await page.getByRole("button", { name: w("backoffice.returns.create") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("listitem").filter({ hasText: sku }).getByRole("button").last().click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: w("backoffice.returns.createConfirm") }).click();
  await expect(page).toHaveURL(/\/fr\/admin\/returns\/RT-/);
  await expectAccessible(page);
  await page.getByRole("button", { name: w("backoffice.returns.receive") }).click();
  await page.getByRole("button", { name: w("backoffice.refundUnits.open") }).click();
  await dialog.getByRole("textbox").last().fill("Retour bien reçu");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^Rembourser/ }).click();
  await expect(dialog).toBeHidden();
  await expect(said(page, w("backoffice.status.return.closed"))).toBeVisible();
  const state = () =>
    sqlRow<{ returned: number; refunded: number; refunds: number }>(
      `SELECT (SELECT sum(returned)::int FROM sales_order_line WHERE order_id = $1) AS returned,
        (SELECT sum(refunded)::int FROM sales_order_line WHERE order_id = $1) AS refunded,
        (SELECT count(*)::int FROM refund r JOIN payment p ON p.id = r.payment_id
          WHERE p.order_id = $1 AND r.status = 'succeeded') AS refunds`,
      [order.orderId],
    );
  await expect.poll(state, { timeout: 20_000 }).toEqual({ returned: 1, refunded: 1, refunds: 1 });
  expect(await ledgerDifferences()).toEqual([]);
});
