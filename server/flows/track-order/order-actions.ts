import { type Actor, can } from "#server/access/actor.ts";
import type { OrderActionName } from "#server/modules/sales/contract-detail.ts";

/** What decides on the next steps. */
export type ActionFacts = {
  status: string;
  /** Stock is still held for an unpaid order. */
  holdOpen: boolean;
  deliveries: readonly string[];
  invoices: readonly string[];
  /** Money is held and not taken. */
  held: boolean;
  /** Something was captured that has not gone back. */
  refundable: boolean;
  invoiceStatus: string;
  deliveryStatus: string;
  /** A change waits for its payment. */
  changeWaits: boolean;
  /** Something is still owed for an order that stands. */
  owes: boolean;
  /** Sold with VAT: without it a change would have to be judged anew. */
  taxed: boolean;
  /** It replaces goods that have not been accepted yet: nothing of it is due, and it ends with them. */
  exchangeWaits: boolean;
  /** Something left that has not come back. */
  returnable: boolean;
};

/** Nothing invoiced, nothing picked: lines and address may still change. */
const editable = (facts: ActionFacts): boolean =>
  facts.status === "confirmed" && facts.taxed && facts.invoiceStatus === "none" && unpicked(facts);

const unpicked = (facts: ActionFacts): boolean =>
  facts.deliveryStatus === "none" && facts.deliveries.every((status) => status === "planned" || status === "cancelled");

const left = (status: string) => status === "shipped" || status === "delivered";

/** What the buyer may do. */
export function customerActions(facts: ActionFacts): OrderActionName[] {
  const actions: OrderActionName[] = [];
  if (facts.status === "awaiting_payment" && facts.exchangeWaits) return actions;
  if (facts.status === "awaiting_payment" && facts.holdOpen) actions.push("pay");
  if (facts.owes || facts.changeWaits) actions.push("pay_difference");
  const open = facts.status === "confirmed" || (facts.status === "awaiting_payment" && facts.holdOpen);
  if (open && unpicked(facts)) actions.push("cancel");
  if (facts.changeWaits) actions.push("withdraw_change");
  else if (editable(facts)) actions.push("edit");
  if (facts.status === "confirmed" || facts.status === "completed") {
    actions.push("download_confirmation");
    if (facts.returnable) actions.push("send_back", "claim");
  }
  if (facts.invoices.includes("posted")) actions.push("download_invoice");
  return actions;
}

/** What a member of staff may do: what the state allows and their roles grant. */
export function staffActions(facts: ActionFacts, actor: Actor): OrderActionName[] {
  const actions: OrderActionName[] = [];
  const open = facts.status === "awaiting_payment" || facts.status === "confirmed";
  if (open && !facts.deliveries.some(left) && can(actor, "sales.order.cancel")) actions.push("cancel");
  if (can(actor, "sales.order.read")) actions.push("add_note");
  if (facts.status !== "cancelled" && facts.status !== "expired" && facts.status !== "awaiting_payment") {
    actions.push("download_confirmation");
  }
  if (facts.invoices.includes("posted")) actions.push("download_invoice");
  if (can(actor, "fulfilment.delivery.process")) {
    const has = (status: string) => facts.deliveries.includes(status);
    if (has("planned")) actions.push("start_picking");
    if (has("picking")) actions.push("pick", "pack");
    if (has("packed")) actions.push("ship");
    if (has("shipped")) actions.push("mark_delivered");
  }
  if (facts.invoices.includes("draft") && can(actor, "invoicing.invoice.post")) actions.push("post_invoice");
  const stands = facts.status === "confirmed" || facts.status === "completed";
  if (facts.held && stands && can(actor, "payments.payment.capture")) actions.push("capture");
  if (facts.refundable && can(actor, "payments.refund.create")) actions.push("refund");
  if (can(actor, "sales.order.edit")) {
    if (facts.changeWaits) actions.push("withdraw_change");
    else if (editable(facts)) actions.push("edit");
  }
  if (facts.returnable && can(actor, "fulfilment.return.process")) actions.push("create_return");
  return actions;
}
