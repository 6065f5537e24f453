import type { ShippingQuote } from "#server/modules/fulfilment/contract.ts";
import type { PointsOffer } from "#server/modules/loyalty/contract.ts";
import type { Quote } from "#server/modules/sales/contract.ts";
import type { CheckoutDraft } from "./checkout-draft.ts";

/** What the page asks first and the server answered with it, at `at`, for this country and method. */
export type FirstAnswers = {
  at: number;
  country: string;
  countries: { code: string; name: string }[];
  methods: ShippingQuote[];
  shippingMethod: string;
  quote: Quote;
  ways: CheckoutDraft["paymentMethod"][];
  /** Of the cart that the points are told of. */
  version: number;
  points: PointsOffer;
};

/** An answer that came with the page, for a query that asks the same; nothing for any other. */
export const answeredAt = <T>(first: FirstAnswers | null, data: T | false | undefined) =>
  data && first ? { initialData: data, initialDataUpdatedAt: first.at } : {};
