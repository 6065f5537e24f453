import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { everything } from "#server/access/scope.ts";
import { newId } from "#server/kernel/ids.ts";
import { counted, coveredBy, dueOf, surplusOf } from "#server/modules/payments/index.ts";
import { verifyLedger } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { makeOrder } from "#server/testing/order-fixture.ts";
import { editOrder, previewEdit } from "./edit-order.ts";

const editor = { scope: everything, by: bySystem, source: "staff" as const, mayCollectLater: true };

beforeAll(async () => {
  const rate = { country: "FR", category: "standard", name: "TVA", rate: "0.2", validFrom: new Date("2020-01-01") };
  await db().taxRate.createMany({ data: [{ id: newId("taxRate"), ...rate }], skipDuplicates: true });
});

/** Another quantity of one of the lines, or more of an article as a line of its own. */
const step = fc.oneof(
  fc.record({ line: fc.nat(3), quantity: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ add: fc.nat(1), quantity: fc.integer({ min: 1, max: 2 }) }),
);

it("any sequence of changes: lines sum to totals, what is kept and what went back is what was paid", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const order = await makeOrder({
        lines: [
          { price: "33.33", quantity: 3, stock: [20, 5] },
          { price: "7.77", quantity: 2, stock: [0, 30] },
        ],
      });
      const list = await db().priceList.findUniqueOrThrow({ where: { code: "test" } });
      for (const [i, { variantId }] of order.lines.entries()) {
        const unitPrice = i === 0 ? "29.99" : "7.77";
        await db().priceListItem.create({
          data: { id: newId("priceListItem"), priceListId: list.id, variantId, unitPrice },
        });
      }
      for (const one of steps) await tryEdit(order, one);

      const now = await db().salesOrder.findUniqueOrThrow({ where: { id: order.id }, include: { lines: true } });
      const sum = (pick: (line: (typeof now.lines)[number]) => bigint) => now.lines.reduce((s, l) => s + pick(l), 0n);
      expect(sum((l) => l.grossMinor)).toBe(now.totalMinor);
      expect(sum((l) => l.taxMinor)).toBe(now.taxMinor);
      expect(sum((l) => l.netMinor)).toBe(now.netMinor);
      expect(sum((l) => l.shippingShareMinor)).toBe(now.shippingMinor);

      const payments = (await db().payment.findMany({ where: { orderId: order.id }, include: { refunds: true } })).map(
        counted,
      );
      const total = Number(now.totalMinor);
      expect(surplusOf(total, payments)).toBe(0);
      const kept = payments.reduce((s, payment) => s + coveredBy(payment), 0);
      const back = payments.flatMap((p) => p.refunds).reduce((s, refund) => s + refund.amountMinor, 0);
      expect(kept + back).toBe(order.totalMinor);
      expect(kept + dueOf(total, payments)).toBe(total);

      const products = now.lines.filter((line) => line.kind === "product");
      const reserved = await db().reservation.aggregate({
        where: { orderId: order.id, status: "committed" },
        _sum: { quantity: true },
      });
      expect(Number(reserved._sum.quantity)).toBe(products.reduce((s, line) => s + Number(line.quantity), 0));
      const planned = await db().deliveryLine.aggregate({
        where: { delivery: { orderId: order.id, status: "planned" } },
        _sum: { quantity: true },
      });
      expect(Number(planned._sum.quantity)).toBe(Number(reserved._sum.quantity));
      expect(await verifyLedger(db())).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

type Step = { line: number; quantity: number } | { add: number; quantity: number };

async function tryEdit(order: Awaited<ReturnType<typeof makeOrder>>, one: Step): Promise<void> {
  const { version, lines } = await db().salesOrder.findUniqueOrThrow({
    where: { id: order.id },
    include: { lines: { where: { kind: "product" }, orderBy: { position: "asc" } } },
  });
  const input =
    "add" in one
      ? {
          number: order.number,
          lines: [],
          add: [{ variantId: order.lines[one.add]?.variantId ?? "", quantity: one.quantity }],
        }
      : {
          number: order.number,
          lines: [{ orderLineId: lines[one.line % lines.length]?.id ?? "", quantity: one.quantity }],
          add: [],
        };
  try {
    const { signature } = await previewEdit(everything, input, new Date());
    const change = { ...input, version, signature, collect: "later" as const, idempotencyKey: randomUUID() };
    await editOrder(editor, change, new Date());
  } catch (error) {
    expect(["sales.edit_changes_nothing", "sales.edit_leaves_nothing", "stock.not_enough"]).toContain(
      (error as { code?: string }).code,
    );
  }
}
