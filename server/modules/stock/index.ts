// Stock: what lies where, who it is promised to, and how it moved.
// Owns location, stock_move (append-only ledger), stock_level (derived) and reservation.
// Lock order inside: levels sorted by (variant, location), then reservations (see locks.ts).
export { adjust, receive, transfer } from "./moves.ts";
export { availabilityByLocation, availabilityOf, listLevels, listLocations, listMoves } from "./queries.ts";
export {
  commitReservations,
  consumeReservations,
  releaseReservations,
  reserve,
} from "./reservations.ts";
export { type LedgerDifference, stockInvariants, verifyLedger } from "./verify.ts";
