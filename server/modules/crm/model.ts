/** Days in which a mailbox may be proven; what was never proven is deleted after them. */
export const confirmDays = 7;

/** Days after which an alert that is over forgets the address. */
export const forgetDays = 14;

/** Whoever was told has this long to order before the next in line is told of the same piece. */
export const turnHours = 24;

/**
 * How many more may be told: as many as there are pieces, less those whose turn it is already. Pieces sold by measure count
 * whole. Never negative, and never more than `atOnce`.
 */
export function turnsLeft(orderable: number, taken: number, atOnce: number): number {
  return Math.min(atOnce, Math.max(0, Math.floor(orderable) - taken));
}
