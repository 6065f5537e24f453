/** As many tiles as one question for own prices may name. */
export const ownTilesMost = 48;
