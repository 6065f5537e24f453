// Apart from contract.ts so that browsers get it without a validator.

/** Products on one wishlist: as many as an open page can follow live. */
export const wishlistSize = 50;
