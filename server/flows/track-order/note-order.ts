// An internal note on an order's timeline (sales.order.read). Staff only; no lock: it changes nothing else.
import { DomainError } from "#server/kernel/errors.ts";
import { recordEvent } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";

/** Adds a note that customers never see. Throws DomainError not_found `sales.order_not_found`. */
export async function noteOrder(input: { number: string; text: string }, by: By): Promise<void> {
  await inTx(async (tx) => {
    const order = await tx.salesOrder.findUnique({ where: { number: input.number }, select: { id: true } });
    if (!order) throw new DomainError("not_found", "sales.order_not_found");
    await recordEvent(tx, order.id, { type: "note", audience: "staff", data: { text: input.text } }, by);
  });
}
