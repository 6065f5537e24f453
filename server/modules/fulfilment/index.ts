// Fulfilment: how goods leave a location and reach the buyer.
// Owns shipping_method, delivery (a picking) with its lines, and parcel. Stock and the order belong to others: the flows
// of server/flows/deliver-order join them. Locks: order first (sales), then deliveries here (locks.ts), then stock.
export { cancelDeliveries } from "./commands/cancel-deliveries.ts";
export { deliverParcel } from "./commands/deliver-parcel.ts";
export { pack } from "./commands/pack-delivery.ts";
export { pick, startPicking } from "./commands/pick-delivery.ts";
export { handOver, makeReady, markReminded } from "./commands/pickups.ts";
export { planDeliveries } from "./commands/plan-deliveries.ts";
export { assertUnpicked, claimPlanned, replanDeliveries } from "./commands/replan-deliveries.ts";
export {
  attachReplacement,
  cancelReturn,
  chooseWayBack,
  closeReturn,
  createReturn,
  endExchange,
  lowerReturnRefunded,
  type NewReturn,
  raiseReturnRefunded,
  receiveReturn,
  recordReturnLabel,
} from "./commands/returns.ts";
export {
  type ParcelForCarrier,
  parcelForCarrier,
  parcelsToTrack,
  recordBooking,
  recordScans,
} from "./commands/scans.ts";
export { type Shipment, ship } from "./commands/ship-delivery.ts";
export { forgetRecipient } from "./forget.ts";
export { keptPromises, outcomeSql } from "./kept-promises.ts";
export { type LabelFacts, labelFacts } from "./label-queries.ts";
export {
  assertReturnSeen,
  assertSeen,
  deliveryOfParcel,
  type LockedDelivery,
  type LockedReturn,
  lockDelivery,
  lockReturn,
  orderOfDelivery,
  orderOfReturn,
  replacementOfReturn,
} from "./locks.ts";
export { methodSettings, saveMethod } from "./method-settings.ts";
export { type NoteFacts, noteFacts } from "./note-queries.ts";
export { isPickupCode, pickupCode } from "./pickup-code.ts";
export { countPickups, listPickups, type Places, pickupOfCode, pickupsToRemind } from "./pickup-queries.ts";
export {
  type Carrier,
  type DaySpan,
  joinPromises,
  laterDays,
  outcomeOf,
  promiseArrival,
  promiseCollection,
  within,
} from "./promise.ts";
export { committedStock, deliveryDetail, listDeliveries, openDeliveries, ordersToPlan } from "./queries.ts";
export { type ReturnLabelFacts, returnCarriers, returnForCarrier, returnLabelFacts } from "./return-labels.ts";
export { announcedUnits, arrivals, listOwnReturns, listReturns, returnDetail } from "./return-queries.ts";
export {
  isRefunded,
  lastArrival,
  lastReturnDay,
  notExchanged,
  refundDueOn,
  returnableUnits,
  returnableUntil,
  withdrawalDays,
} from "./returns.ts";
export { cheapestByCountry } from "./shipping.ts";
export {
  activeMethods,
  carrierOf,
  type MethodRow,
  methodsTo,
  type PickupPlace,
  type PricedMethod,
  quoteMethod,
  quoteShipping,
  quoteShippingMethod,
  shippingCountries,
} from "./shipping-queries.ts";
export { fulfilmentInvariants } from "./verify.ts";
