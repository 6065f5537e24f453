// A carrier that the house has no line to: staff type the number it gave, its own page tells where the parcel is.
import { DomainError } from "#server/kernel/errors.ts";
import type { Carrier } from "#server/modules/fulfilment/port.ts";

export const manualCarrier: Carrier = {
  code: "manual",
  books: false,
  book: async () => {
    throw new DomainError("conflict", "fulfilment.carrier_by_hand");
  },
  track: async () => [],
};
