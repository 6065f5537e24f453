// An internal note on an order's timeline (sales.order.read). Staff only. Locks the order: whoever names the version they
// saw writes about that one.
import { assertOrderSeen, lockOrder, recordEvent } from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * Adds a note that customers never see. Throws DomainError not_found `sales.order_not_found`, conflict
 * `sales.order_changed` when it is not the version that was seen.
 */
export async function noteOrder(
  input: { number: string; text: string; version?: number | undefined },
  by: By,
): Promise<void> {
  await inTx(async (tx) => {
    const order = await lockOrder(tx, input.number);
    if (input.version !== undefined) assertOrderSeen(order, input.version);
    await recordEvent(tx, order.id, { type: "note", audience: "staff", data: { text: input.text } }, by);
  });
}
