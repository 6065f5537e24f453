/** A sales channel with what it sells from: everything a sale needs to know before it begins. */
export type ChannelTerms = {
  id: string;
  code: string;
  kind: string;
  priceListId: string;
  currency: string;
  /** Whether the prices of its list include tax. */
  taxIncluded: boolean;
  /** Minutes that stock stays held while a shopper pays. */
  holdMinutes: number;
  /** Locations that serve it, first choice first. */
  locationIds: string[];
};

export const channelsErrorCodes = ["channels.channel_not_found"] as const;
