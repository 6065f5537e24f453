/** Upper ends of the price bands offered, in minor units; the last band is open. */
export const priceBands = [5_000, 10_000, 25_000, 50_000, 100_000] as const;
