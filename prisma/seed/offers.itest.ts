import { expect, it } from "vitest";
import { db } from "#server/platform/db.ts";
import { openAttackedShop } from "#server/testing/attacks/attacked-shop.ts";
import { seedQuote } from "./offers.ts";

openAttackedShop();

it("gives the demo company a list of its own and a quote to answer, below that list", async () => {
  await seedQuote(new Date());
  const quote = await db().quote.findFirstOrThrow({
    include: { lines: true, partner: { include: { priceList: { include: { priceList: true } } } } },
  });
  expect(quote).toMatchObject({
    status: "sent",
    partner: { kind: "company", priceList: { priceList: { code: "trade" } } },
  });
  expect(quote.lines).toHaveLength(2);
  for (const line of quote.lines) expect(Number(line.unitPrice)).toBeLessThan(Number(line.listPrice));
});
