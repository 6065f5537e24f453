// Changing an order that is paid and not yet picked (sales.order.edit; buyers by shop.order.change): lines, address, store,
// day, shipping method. A difference to pay is waited for with the extra stock held, or collected later by who may; one to give
// back goes back at once. Locks credit (on account) → order → payments → deliveries → stock levels.
import type { Scope } from "#server/access/scope.ts";
import { decimal } from "#server/kernel/decimal.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { extend, money } from "#server/kernel/money.ts";
import { lockCredit } from "#server/modules/companies/index.ts";
import { assertUnpicked } from "#server/modules/fulfilment/index.ts";
import { counted, type LockedPayment, lockOrderPayments, surplusOf } from "#server/modules/payments/index.ts";
import type { Edited, EditOrderInput, EditPreview, EditWanted } from "#server/modules/sales/contract-edit.ts";
import {
  assertEditable,
  assertOrderSeen,
  type ChangeSource,
  type LockedOrder,
  lockOrder,
  type Proposal,
  placeAfter,
  recordAmendment,
  waitingAmendment,
} from "#server/modules/sales/index.ts";
import type { By } from "#server/platform/audit.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { recordMoney } from "../checkout/record-money.ts";
import { returnMoney } from "../checkout/return-money.ts";
import { takeCredit } from "../on-account/credit.ts";
import { postalAddress } from "../track-order/postal-address.ts";
import { orderIdWithin } from "../track-order/reach-order.ts";
import { applyChange, holdExtra } from "./apply-change.ts";
import { payPageOf } from "./pay-page.ts";
import { priceEdit, signatureOf } from "./price-edit.ts";

export type Editor = { scope: Scope; by: By; source: ChangeSource; mayCollectLater: boolean };

/** How long a change waits for its payment. */
const waitHours = 48;

/** The order as it would be, with the difference. Writes nothing. Throws as `editOrder` does. */
export async function previewEdit(
  scope: Scope,
  input: { number: string } & EditWanted,
  now: Date,
): Promise<EditPreview> {
  const id = await orderIdWithin(db(), scope, input.number);
  return inTx(async (tx) => {
    const order = await lockOrder(tx, id);
    await assertOpen(tx, order);
    return previewOf(order, await priceEdit(tx, order, input, now));
  });
}

/**
 * Changes an order; the same key changes it once. Throws DomainError not_found `sales.order_not_found`; conflict
 * `sales.order_changed` { version }, `sales.order_not_editable`, `sales.amendment_waiting`, `sales.prices_changed`,
 * `fulfilment.picking_started` { version }, `stock.not_enough`, `stock.must_wait`, `sales.line_already_refunded`; forbidden `forbidden`
 * (collecting later); on account also as `takeCredit`; and what `priceEdit` throws.
 */
export async function editOrder(editor: Editor, input: EditOrderInput, now: Date): Promise<Edited> {
  const id = await orderIdWithin(db(), editor.scope, input.number);
  return inTx(async (tx) => {
    const { paymentMethod, partnerId } = await tx.salesOrder.findUniqueOrThrow({
      where: { id },
      select: { paymentMethod: true, partnerId: true },
    });
    if (paymentMethod === "account" && partnerId) await lockCredit(tx, partnerId);
    const order = await lockOrder(tx, id);
    const payments = await lockOrderPayments(tx, order.id);
    const known = await tx.orderAmendment.findUnique({ where: { idempotencyKey: `${id}:${input.idempotencyKey}` } });
    if (known) return told(order, known.id, known.status, Number(known.differenceMinor));
    assertOrderSeen(order, input.version);
    await assertOpen(tx, order);
    const proposal = await priceEdit(tx, order, input, now);
    if (signatureOf(proposal) !== input.signature) {
      const { totalMinor } = proposal.totals;
      throw new DomainError("conflict", "sales.prices_changed", { totalMinor, currency: order.currency });
    }
    return write(tx, { order, payments, proposal }, editor, input, now);
  });
}

async function write(
  tx: Tx,
  { order, payments, proposal }: { order: LockedOrder; payments: readonly LockedPayment[]; proposal: Proposal },
  { by, source, mayCollectLater }: Editor,
  input: EditOrderInput,
  now: Date,
): Promise<Edited> {
  const onAccount = order.paymentMethod === "account";
  const { differenceMinor } = proposal;
  if (input.collect === "later" && !mayCollectLater) throw new DomainError("forbidden", "forbidden");
  if (onAccount && differenceMinor > 0) {
    await takeCredit(tx, order.partnerId, { totalMinor: differenceMinor, currency: order.currency });
  }
  const { lines, add, delivery, shippingMethod, deliverOn } = input;
  const wanted = {
    lines,
    add,
    ...(delivery && { delivery }),
    ...(shippingMethod && { shippingMethod }),
    ...(deliverOn !== undefined && { deliverOn }),
  };
  // On account it is on the invoice, like the rest.
  const waits = differenceMinor > 0 && input.collect !== "later" && !onAccount;
  const expiresAt = waits ? new Date(now.getTime() + waitHours * 3_600_000) : null;
  const idempotencyKey = `${order.id}:${input.idempotencyKey}`;
  const amendment = { source, wanted, proposal, idempotencyKey, expiresAt, now };
  const id = await recordAmendment(tx, order, amendment, by);
  if (expiresAt) await holdExtra(tx, order, proposal, { expiresAt, now });
  else {
    await applyChange(tx, order, { proposal, amendmentId: id, source }, by, now);
    await giveBackSurplus(tx, order, payments, `edit:${id}`, by);
    await recordMoney(tx, order);
  }
  return told(order, id, expiresAt ? "awaiting_payment" : "applied", differenceMinor);
}

/** Gives back what is paid beyond the new total. What is only held is taken in part instead, when it is captured. */
async function giveBackSurplus(
  tx: Tx,
  order: LockedOrder,
  payments: readonly LockedPayment[],
  key: string,
  by: By,
): Promise<void> {
  const held = payments.reduce((sum, p) => sum + (p.status === "authorised" ? Number(p.authorisedMinor) : 0), 0);
  let open = surplusOf(Number(order.totalMinor), payments.map(counted)) - held;
  for (const payment of payments) {
    if (open <= 0) return;
    const before = surplusOf(Number(order.totalMinor), payments.map(counted));
    await returnMoney(tx, order, payment, { reason: "order_edited", key, kind: "surplus", amountMinor: open, by });
    open -= before - surplusOf(Number(order.totalMinor), payments.map(counted));
  }
}

/** Neither picked nor invoiced, and no other change waits. */
async function assertOpen(tx: Tx, order: LockedOrder): Promise<void> {
  assertEditable(order);
  await assertUnpicked(tx, order.id);
  if (await waitingAmendment(tx, order.id)) throw new DomainError("conflict", "sales.amendment_waiting");
}

function told(order: LockedOrder, amendmentId: string, status: string, differenceMinor: number): Edited {
  return {
    status: status === "awaiting_payment" ? "awaiting_payment" : "applied",
    amendmentId,
    difference: money(differenceMinor, order.currency),
    payPage: differenceMinor > 0 && order.paymentMethod !== "account" ? payPageOf(order) : null,
  };
}

function previewOf(order: LockedOrder, proposal: Proposal): EditPreview {
  const inCurrency = (minor: number) => money(minor, order.currency);
  const { totals } = proposal;
  return {
    lines: proposal.lines
      .filter((line) => line.kind === "product")
      .map((line) => ({
        ...{ id: line.id, sku: line.sku, name: line.name, description: line.description, quantity: line.quantity },
        before: line.before,
        unitPrice: extend(decimal(line.unitPrice), decimal(1), order.currency),
        gross: inCurrency(line.grossMinor),
      })),
    changes: proposal.changes,
    shippingMethod: proposal.shippingMethod,
    delivery: postalAddress(proposal.delivery),
    pickup: placeAfter(order, proposal) !== null,
    promise: proposal.told?.promise ?? null,
    items: inCurrency(totals.itemsMinor),
    discount: inCurrency(totals.discountMinor),
    shipping: inCurrency(totals.shippingMinor),
    tax: inCurrency(totals.taxMinor),
    total: inCurrency(totals.totalMinor),
    totalBefore: inCurrency(Number(order.totalMinor)),
    difference: inCurrency(proposal.differenceMinor),
    signature: signatureOf(proposal),
  };
}
