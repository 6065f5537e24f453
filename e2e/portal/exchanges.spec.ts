// Another colour instead of the money: held when the return is announced, sent once what came back is accepted; refused with a
// reason by the guest's link. And a withdrawal, whose goods have the same ways back as returns have.
import { ApiVisitor, apiAs } from "../support/api.ts";
import { deliver } from "../support/deliveries.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { mailTo } from "../support/mailbox.ts";
import { newCustomer } from "../support/people.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, expectAccessible, said, test } from "../support/test.ts";
import { languageOf, startsWith, words } from "../support/words.ts";

const [fr, en] = [words("fr"), words("en")];
const numberIn = (url: string): string => /RT-\d{4}-\d{6}/.exec(url)?.[0] ?? "";

/** What the warehouse does with a return: all of it came and is fine. */
async function receive(number: string): Promise<void> {
  const desk = await apiAs("admin");
  type Found = { version: number; lines: { orderLineId: string; quantity: number }[] };
  const { version, lines } = await desk.query<Found>("admin.returns.get", { number });
  const inspected = lines.map(({ orderLineId, quantity }) => ({
    ...{ orderLineId, restocked: quantity, scrapped: 0, locationCode: "WH-LYON" },
  }));
  await desk.mutate("admin.returns.receive", { number, version, lines: inspected });
}

test("a customer takes another colour instead of the money; staff accept what came, and it leaves", async ({
  visitor,
}, { project }) => {
  const { locale, w } = languageOf(project, "fr");
  const mill = project.name === "mobile" ? "POI" : "SEL";
  const natural = await stockAtLeast(`MC-MOU-TOTEM-NAT-${mill}`, 8);
  const red = await stockAtLeast(`MC-MOU-TOTEM-BRI-${mill}`, 8);
  const customer = await newCustomer("Irène Vasseur", locale);
  const order = await paidOrder([{ variant: natural, quantity: 1 }], customer.email, customer.api);
  await deliver(order.orderId);
  const page = await visitor({ locale, as: customer.api });
  const t = (key: string, values?: Record<string, string>) => w(`portal.sendBack.${key}`, values);
  await page.goto(`/${locale}/account/orders/${order.number}/return`);
  await page.getByRole("combobox", { name: startsWith(t("reason")) }).selectOption("does_not_fit");
  const instead = page.getByRole("combobox", { name: startsWith(t("instead", { name: "" }).trim()) });
  await instead.selectOption(red.id);
  const money = page.getByRole("region", { name: t("refund") });
  await expect(money.getByText(t("exchangeEven"))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: t("confirm") }).click();
  await expect(page).toHaveURL(/\/account\/returns\/RT-/, { timeout: 30_000 });
  const number = numberIn(page.url());
  const exchange = page.getByRole("region", { name: w("portal.return.exchange.title") });
  await expect(exchange).toBeVisible();
  await expectAccessible(page);
  const held = await sqlRow<{ id: string; number: string; status: string }>(
    `SELECT o.id, o.number, o.status FROM sales_order o JOIN customer_return r ON r.replacement_id = o.id WHERE r.number = $1`,
    [number],
  );
  expect(held.status).toBe("awaiting_payment");
  await exchange.getByRole("link", { name: held.number }).click();
  await expect(page).toHaveURL(new RegExp(`/account/orders/${held.number}$`), { timeout: 30_000 });
  await expect(page.getByRole("heading", { level: 1, name: w("portal.order.exchange.held") })).toBeVisible();
  await expectAccessible(page);

  await receive(number);
  const desk = await visitor({ as: "admin" });
  await desk.goto(`/fr/admin/returns/${number}`);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: fr("backoffice.returns.sendExchange") }).click();
  const ask = desk.getByRole("dialog");
  await ask.getByRole("button", { name: fr("backoffice.returns.sendExchange") }).click();
  await expect
    .poll(
      async () => (await sqlRow<{ status: string }>("SELECT status FROM sales_order WHERE id = $1", [held.id])).status,
    )
    .toBe("confirmed");
  const moved = await sqlRow<{ method: string; paid: string; total: string }>(
    `SELECT p.method, p.captured_minor::text AS paid, o.total_minor::text AS total
     FROM payment p JOIN sales_order o ON o.id = p.order_id WHERE o.id = $1`,
    [held.id],
  );
  expect(moved).toEqual({ method: "exchange", paid: moved.total, total: moved.total });
  expect((await mailTo(customer.email, "exchange_decided")).text).toContain(held.number);
  await page.goto(`/${locale}/account/returns/${number}`);
  await expect(exchange.getByText(w("portal.return.exchange.sent"))).toBeVisible();
});

test("a guest is told by the link why an exchange was refused, and what was held is free again", async ({ visitor }, {
  project,
}) => {
  const { locale, w } = languageOf(project, "en");
  const mill = project.name === "mobile" ? "POI" : "SEL";
  const walnut = await stockAtLeast(`MC-MOU-TOTEM-NOY-${mill}`, 8);
  const red = await stockAtLeast(`MC-MOU-TOTEM-BRI-${mill}`, 8);
  const email = freshEmail("exchange");
  const order = await paidOrder([{ variant: walnut, quantity: 1 }], email, new ApiVisitor(locale));
  await deliver(order.orderId);
  const page = await visitor({ locale });
  const t = (key: string, values?: Record<string, string>) => w(`portal.sendBack.${key}`, values);
  await page.goto(`/${locale}/order/${order.token}/return`);
  await page.getByRole("combobox", { name: startsWith(t("reason")) }).selectOption("other");
  await page.getByRole("combobox", { name: startsWith(t("instead", { name: "" }).trim()) }).selectOption(red.id);
  await page.getByRole("button", { name: t("confirm") }).click();
  await expect(page).toHaveURL(/\/returns\/RT-/, { timeout: 30_000 });
  const number = numberIn(page.url());
  await receive(number);

  const desk = await visitor({ as: "admin", locale: "en" });
  await desk.goto(`/en/admin/returns/${number}`);
  await desk.getByRole("button", { name: en("backoffice.returns.refuseExchange") }).click();
  const ask = desk.getByRole("dialog");
  await ask.getByRole("textbox").fill("The base is scratched");
  await expectAccessible(desk);
  await ask.getByRole("button", { name: en("backoffice.returns.refuseExchange") }).click();
  const exchange = page.getByRole("region", { name: w("portal.return.exchange.title") });
  await expect
    .poll(
      async () =>
        (
          await sqlRow<{ held: string }>(
            `SELECT count(*)::text AS held FROM reservation s JOIN customer_return r ON r.replacement_id = s.order_id
             WHERE r.number = $1 AND s.status <> 'released'`,
            [number],
          )
        ).held,
    )
    .toBe("0");
  expect((await mailTo(email, "exchange_decided")).text).toContain("The base is scratched");
  await page.goto(`/${locale}/order/${order.token}/returns/${number}`);
  await expect(exchange.getByText("The base is scratched")).toBeVisible();
  await expectAccessible(page);
});

test("who withdrew chooses how the goods come back, as with any return", async ({ visitor }, { project }) => {
  const { locale, w } = languageOf(project, "en");
  const variant = await stockAtLeast(project.name === "mobile" ? "MC-MOU-TOTEM-NAT-POI" : "MC-MOU-TOTEM-NAT-SEL", 8);
  const email = freshEmail("withdrew");
  const order = await paidOrder([{ variant, quantity: 1 }], email, new ApiVisitor(locale));
  await deliver(order.orderId);
  const guest = new ApiVisitor(locale);
  const declared = { name: "Anne Martin", email, contract: { number: order.number, email } };
  const { returnNumber } = await guest.mutate<{ returnNumber: string }>("shop.withdrawals.declare", declared);
  const page = await visitor({ locale });
  await page.goto(`/${locale}/order/${order.token}/returns/${returnNumber}`);
  const label = page.getByRole("radio", { name: startsWith(w("portal.return.ways.label")) });
  await expect(label).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: w("portal.return.ways.confirm") }).click();
  await expect(page.getByRole("link", { name: w("portal.return.downloadLabel") })).toBeVisible({ timeout: 30_000 });
  await expect(said(page, w("portal.return.steps.label"))).toBeVisible();
});
