// Stock: what lies where, who it is promised to, how it moved, and what is on its way.
// Owns location, stock_move (append-only ledger), stock_level (derived), reservation, stock_policy and inbound_supply.
// Lock order inside: supply, levels sorted by (variant, location), policies, then reservations (see locks.ts).
export { claimHolds, releaseCommitted, releaseHeld } from "./amend.ts";
export {
  availabilityByLocation,
  availabilityOf,
  cartHoldExpiry,
  nextHoldExpiry,
  readFacts,
  sellableOf,
} from "./availability.ts";
export type { Opening } from "./contract-locations.ts";
export { fillVariant, waitingVariants } from "./fill-waiting.ts";
export { lockLevels } from "./locks.ts";
export type { Demand } from "./model.ts";
export { adjust, receive, transfer } from "./moves.ts";
export { type Destination, destinationOf, distanceKm, pointNear } from "./nearest.ts";
export { placeSettings, savePlace } from "./place-settings.ts";
export { calendarsOf, collectTerms, readStores, returnPlaces, type StorePlace } from "./places.ts";
export { listLevels, listLocations, listMoves } from "./queries.ts";
export { forgetCartHolds, releaseExpiredCarts, releaseQuantity, releaseReservations } from "./release.ts";
export { commitReservations, consumeReservations, extendHolds } from "./reservations.ts";
export { holdForCart, reserve, reserveAtEnd } from "./reserve.ts";
export type { Sellable, StockFacts } from "./sellable.ts";
export { addSupply, cancelSupply, changeSupply, receiveSupply, setPolicy } from "./supplies.ts";
export { listSupplies, policyOf } from "./supply-queries.ts";
export { takeBack } from "./take-back.ts";
export { type PlannedPart, planParts } from "./turns.ts";
export { type LedgerDifference, stockInvariants, verifyLedger } from "./verify.ts";
export { type LineWaiting, waitingOfOrder } from "./waiting.ts";
