// Sales: carts and orders, whatever the channel, and the order's one timeline.
// Owns cart, cart_line, sales_order, sales_order_line and order_event. Prices, taxes and addresses are copied in at placing.
// Locks: cart → order first of all (locks.ts); flows then lock payment, delivery, invoice and stock.
export { assertLinkOpen, freshAccessToken, hashOfLink, linkDays, orderAccessToken } from "./access-token.ts";
export { addLines } from "./add-lines.ts";
export { portionOf } from "./allocation.ts";
export {
  amendmentsPastTime,
  applyProposal,
  assertEditable,
  baseOf,
  type Change,
  type ChangeSource,
  closeAmendment,
  insertNewLines,
  type Proposal,
  placeAfter,
  recordAmendment,
  touchOrder,
  waitingAmendment,
} from "./amendments.ts";
export {
  addLine,
  closeCartAtEnd,
  dropCart,
  findCart,
  openCart,
  openQuotedCart,
  parkCart,
  putOnCart,
  reopenCart,
  type SeenCart,
  setCartPartner,
  setLineQuantity,
} from "./cart.ts";
export { type CartDemand, type CartRow, cartDemands, cartDemandsOf, cartRows, rowsOfLines } from "./cart-rows.ts";
export { cartToken } from "./cart-token.ts";
export { forgetBuyer } from "./forget.ts";
export { adoptCart, joinCarts } from "./join-carts.ts";
export { assertOrderSeen, type LockedOrder, lockCart, lockCartWithRows, lockOrder } from "./locks.ts";
export { indexOrders } from "./order-search.ts";
export {
  cancelOrder,
  claimOrders,
  completeOrder,
  confirmOrder,
  createOrderAtEnd,
  expireOrder,
  extendHold,
  markInvoiced,
  type NewOrderLine,
  type OrderTotals,
  recordDelivered,
  recordEvent,
  recordPaymentStatus,
  withShippingShares,
} from "./orders.ts";
export {
  countOrders,
  findOrderByToken,
  lastChoices,
  listOrders,
  orderedAgain,
  orderSorts,
  ordersPastHold,
  spentSince,
} from "./queries.ts";
export { lowerRefunded, raiseRefunded, recordReturned, refundPortions, type Units } from "./refunded.ts";
export { salesInvariants } from "./verify.ts";
