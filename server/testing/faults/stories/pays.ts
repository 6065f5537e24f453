import { expect } from "vitest";
import { payOnPage, testCards } from "../../sandbox-shopper.ts";
import type { Buyer, Placed } from "../harness/buyer.ts";

/** Pays on the provider's page and comes back to the shop. */
export async function pays(buyer: Buyer, placed: Placed): Promise<void> {
  await payOnPage(placed.payUrl, testCards.accepted);
  const settled = await buyer.settlePatiently(placed);
  expect(settled).toMatchObject({ status: 200, data: { status: "paid" } });
}
