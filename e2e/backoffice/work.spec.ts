// What staff do all day: find orders, give money back, count and move stock, say who may do what.
import { apiAs } from "../support/api.ts";
import { freshEmail, paidOrder, placeByApi, stockAtLeast, stockExactly } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { ledgerDifferences, sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { euros, plain, startsWith, words } from "../support/words.ts";

const w = words("fr");

test("orders: filter, sort and leaf through, all in the address", async ({ visitor }) => {
  await atLeastOrders(30);
  const page = await visitor({ as: "sales" });
  await page.goto("/fr/admin/orders?limit=25&sort=placed_asc");
  const rows = page
    .getByRole("table")
    .getByRole("row")
    .filter({ has: page.locator("[data-row-link]") });
  await expect(rows).toHaveCount(25);
  const numbers = async () =>
    (await page.locator("[data-row-link]").allTextContents()).map((text) => text.slice(0, 14));
  const first = await numbers();

  await page.getByRole("link", { name: w("common.pagination.next") }).click();
  await expect(page).toHaveURL(/after=/);
  await expect.poll(async () => (await numbers()).some((number) => first.includes(number))).toBe(false);
  await page.getByRole("link", { name: w("common.pagination.previous") }).click();
  await expect.poll(numbers).toEqual(first);

  const by = page.getByRole("navigation", { name: w("backoffice.orders.byStatus") });
  await by.getByRole("link", { name: w("backoffice.status.order.expired") }).click();
  await expect(page).toHaveURL(/status=expired/);
  await expect(rows.first()).toContainText(w("backoffice.status.order.expired"));
  await expect(rows.filter({ hasNotText: w("backoffice.status.order.expired") })).toHaveCount(0);

  type Orders = { items: { number: string }[] };
  const sales = await apiAs("sales");
  let wanted = "none";
  // Others buy meanwhile: the page and the answer may be a purchase apart.
  await expect(async () => {
    await page.goto("/fr/admin/orders?sort=total_desc");
    await expect(rows.first()).toBeVisible();
    const dearest = await sales.query<Orders>("admin.orders.list", { sort: "total_desc", limit: 3 });
    const expected = dearest.items.map(({ number }) => number);
    expect((await numbers()).slice(0, 3)).toEqual(expected);
    wanted = expected[2] ?? "none";
  }).toPass({ timeout: 30_000 });

  await page.getByRole("searchbox", { name: w("backoffice.orders.search") }).fill(wanted);
  await expect(page).toHaveURL(new RegExp(`query=${wanted}`));
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  await expect(page).toHaveURL(new RegExp(`/fr/admin/orders/${wanted}`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(wanted);
});

/** Enough for a second page. */
async function atLeastOrders(wanted: number) {
  const { orders } = await sqlRow<{ orders: number }>("SELECT count(*)::int AS orders FROM sales_order");
  if (orders >= wanted) return;
  const variant = await stockAtLeast("MC-APP-HALO-NOI", wanted);
  for (let i = orders; i < wanted; i++) await placeByApi([{ variant, quantity: 1 }], freshEmail("leaf"));
}

test("a partial refund, once, and the customer is told", async ({ visitor }, { project }) => {
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-ASS-GRES-CRA-1" : "MC-ASS-GRES-CRA-4", 10);
  const email = freshEmail("refund");
  const order = await paidOrder([{ variant, quantity: 2 }], email);
  const page = await visitor({ as: "accountant" });
  await page.goto(`/fr/admin/orders/${order.number}`);
  await page.getByRole("button", { name: w("backoffice.money.refund"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  const amount = dialog.getByLabel(startsWith(w("backoffice.money.amountLabel", { currency: "EUR" })));
  await amount.fill("99999");
  await dialog.getByLabel(startsWith(w("backoffice.money.reasonLabel"))).fill("Rayure à la livraison");
  await dialog.getByRole("button", { name: /^Rembourser/ }).click();
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await amount.fill("5,00");
  await dialog.getByRole("button", { name: /^Rembourser/ }).click();
  await expect(dialog).toBeHidden();
  const refunded = () =>
    sqlRow<{ refunded: number; refunds: number }>(
      `SELECT p.refunded_minor::int AS refunded, (SELECT count(*)::int FROM refund r WHERE r.payment_id = p.id) AS refunds
       FROM payment p WHERE p.order_id = $1`,
      [order.orderId],
    );
  await expect.poll(refunded, { timeout: 20_000 }).toEqual({ refunded: 500, refunds: 1 });
  const mail = await mailTo(email, "refund_succeeded");
  expect(plain(mail.text)).toContain(euros(500, "fr"));
  await page.reload();
  await expect(said(page, w("backoffice.status.refund.succeeded"))).toBeVisible();
  await expectAccessible(page);
});

test("stock: an adjustment and a transfer reach the shop", async ({ visitor }, { project }) => {
  const sku = project.name === "mobile" ? "MC-PLA-ORME-NOY-S" : "MC-PLA-ORME-NOY-L";
  const variant = await stockExactly(sku, 10);
  const page = await visitor({ as: "warehouse" });
  const shop = await visitor();
  await shop.goto(`/fr/products/${variant.slug}?sku=${sku}`);
  await expect(shop.getByTestId("stock")).toHaveAttribute("data-available", "10");
  const open = async (what: "adjust" | "transfer") => {
    await page.goto(`/fr/admin/stock?query=${sku}`);
    await page.getByRole("button", { name: w("backoffice.stock.actionsOf", { sku }) }).click();
    await page.getByRole("menuitem", { name: w(`backoffice.stock.${what}`) }).click();
    return page.getByRole("dialog");
  };

  let dialog = await open("adjust");
  await dialog.getByLabel(startsWith(w("backoffice.stock.location"))).selectOption("WH-LYON");
  await dialog.getByLabel(startsWith(w("backoffice.stock.change"))).fill("-2");
  await dialog.getByRole("button", { name: w("backoffice.stock.adjustConfirm") }).click();
  await expect(said(dialog, w("backoffice.stock.noteMissing"))).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(startsWith(w("backoffice.stock.reason"))).fill("casse");
  await dialog.getByRole("button", { name: w("backoffice.stock.adjustConfirm") }).click();
  await expect(dialog).toBeHidden();
  await expect(shop.getByTestId("stock")).toHaveAttribute("data-available", "8");

  dialog = await open("transfer");
  await dialog.getByLabel(startsWith(w("backoffice.stock.from"))).selectOption("WH-LYON");
  await dialog.getByLabel(startsWith(w("backoffice.stock.to"))).selectOption("ST-PARIS");
  await dialog.getByLabel(startsWith(w("backoffice.stock.quantity"))).fill("3");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: w("backoffice.stock.transferConfirm") }).click();
  await expect(dialog).toBeHidden();
  const at = (code: string) =>
    sqlRow<{ pieces: number }>(
      `SELECT (on_hand - reserved)::int AS pieces FROM stock_level l JOIN location p ON p.id = l.location_id
       WHERE l.variant_id = $1 AND p.code = $2`,
      [variant.id, code],
    );
  await expect.poll(() => at("ST-PARIS")).toEqual({ pieces: 3 });
  expect(await at("WH-LYON")).toEqual({ pieces: 5 });
  await page.goto(`/fr/admin/stock/moves?variantId=${variant.id}`);
  await expect(page.getByRole("table")).toContainText(w("backoffice.moves.reasons.transfer"));
  expect(await ledgerDifferences()).toEqual([]);
});

test("a change of roles holds from the next request on", async ({ visitor }) => {
  const person = await newCustomer("Noé Marchand");
  const may = async (procedure: string) => (await person.api.tryQuery(procedure)).status;
  const session = async () => {
    const again = await person.api.signIn(person);
    expect(again.ok).toBe(true);
  };
  expect(await may("admin.orders.list")).toBe(403);

  const page = await visitor({ as: "admin" });
  const { id } = await sqlRow<{ id: string }>("SELECT id FROM app_user WHERE email = $1", [person.email]);
  const set = async (label: string, on: boolean) => {
    await page.goto(`/fr/admin/users/${id}`);
    const box = page.getByRole("checkbox", { name: startsWith(label) });
    await box.setChecked(on);
    await page.getByRole("button", { name: w("backoffice.users.saveRoles") }).click();
    await expect(said(page, w("backoffice.users.rolesSaved", { name: person.name }))).toBeVisible();
  };
  await set(w("backoffice.roles.sales.name"), true);
  await session();
  expect(await may("admin.orders.list")).toBe(200);
  expect(await may("admin.users.list")).toBe(403);

  await set(w("backoffice.roles.sales.name"), false);
  // The very next request of the session that was open: no longer.
  expect([401, 403]).toContain(await may("admin.orders.list"));
  await session();
  expect(await may("admin.orders.list")).toBe(403);
  expect(await may("account.orders.list")).toBe(200);

  await (await apiAs("admin")).mutate("admin.users.setStatus", { id, status: "disabled" });
  expect(await may("account.orders.list")).toBe(401);
  expect((await person.api.signIn(person)).ok).toBe(false);
});
