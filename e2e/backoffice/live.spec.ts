// A staff page that stays open: it follows what the buyer and the warehouse do, and never takes away what is being typed.
import { ApiVisitor, apiAs } from "../support/api.ts";
import { freshEmail, paidOrder, stockAtLeast } from "../support/goods.ts";
import { sqlRow } from "../support/shop.ts";
import { expect, said, test } from "../support/test.ts";
import { words } from "../support/words.ts";

const w = words("fr");

test("an open order shows the buyer's new address and the picker's start, while a note is being written", async ({
  visitor,
}) => {
  const variant = await stockAtLeast("MC-POT-TERR-TER", 6);
  const email = freshEmail("live");
  const order = await paidOrder([{ variant, quantity: 1 }], email);
  const plannedNow = () =>
    sqlRow<{ number: string; version: number }>(
      "SELECT coalesce(max(number), '') AS number, coalesce(max(version), 0)::int AS version FROM delivery WHERE order_id = $1 AND status = 'planned'",
      [order.orderId],
    );
  await expect.poll(async () => (await plannedNow()).number, { timeout: 30_000 }).not.toBe("");
  const page = await visitor({ as: "support" });
  await page.goto(`/fr/admin/orders/${order.number}`);
  const note = page.getByLabel(w("backoffice.timeline.noteLabel"));
  await note.fill("Le client rappelle à 15 h");
  await note.focus();

  const buyer = new ApiVisitor();
  const which = { token: order.token };
  const { version: seen } = await buyer.query<{ version: number }>("shop.orderChanges.get", which);
  const delivery = {
    ...{ recipient: "Anne Martin", line1: "48 avenue Jean Jaurès", postcode: "75019", city: "Paris", country: "FR" },
  };
  const { signature } = await buyer.query<{ signature: string }>("shop.orderChanges.preview", { ...which, delivery });
  const confirmed = { ...which, delivery, version: seen, signature, idempotencyKey: crypto.randomUUID() };
  await buyer.mutate("shop.orderChanges.confirm", confirmed);
  await expect(said(page, "48 avenue Jean Jaurès")).toBeVisible({ timeout: 20_000 });
  await expect(note).toHaveValue("Le client rappelle à 15 h");
  await expect(note).toBeFocused();

  await expect.poll(async () => (await plannedNow()).number, { timeout: 30_000 }).not.toBe("");
  const { number, version } = await plannedNow();
  await (await apiAs("warehouse")).mutate("admin.deliveries.startPicking", { number, version });
  await expect(said(page, w("backoffice.status.delivery.picking"))).toBeVisible({ timeout: 20_000 });
  await expect(note).toHaveValue("Le client rappelle à 15 h");
  await expect(note).toBeFocused();
});
