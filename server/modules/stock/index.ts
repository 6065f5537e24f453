// Stock: what lies where, who it is promised to, how it moved, and what is on its way.
// Owns location, stock_move (append-only ledger), stock_level (derived), reservation, stock_policy and inbound_supply.
// Lock order inside: supply, levels sorted by (variant, location), policies, then reservations (see locks.ts).
export { availabilityByLocation, availabilityOf, nextHoldExpiry, sellableOf } from "./availability.ts";
export { adjust, receive, transfer } from "./moves.ts";
export { destinationOf } from "./nearest.ts";
export { listLevels, listLocations, listMoves } from "./queries.ts";
export { releaseCart, releaseExpiredCarts, releaseQuantity, releaseReservations } from "./release.ts";
export { commitReservations, consumeReservations } from "./reservations.ts";
export { holdForCart, reserve } from "./reserve.ts";
export { type LedgerDifference, stockInvariants, verifyLedger } from "./verify.ts";
