// Pricing: price lists, the rule that picks one price from them, and coupons. Owns price_list, price_list_item, partner_price_list (whose own list one is), their
// ledger price_change (written by triggers, append-only), coupon and coupon_use. Locks: the coupon, after the payment and before stock levels (locks.ts).
// Prices are exact decimals in major units, with or without tax as the list says; only this module decides them.
export { addPrices, createPriceList, rememberPrices, setPrice } from "./commands.ts";
export type { LineQuote } from "./contract.ts";
export { type CouponTerms, couponDiscount } from "./coupon-model.ts";
export { claimCoupon, reclaimCoupon, returnCoupon } from "./coupon-uses.ts";
export { changeCoupon, createCoupon, findCoupon, listCoupons } from "./coupons.ts";
export { listPrices } from "./list-prices.ts";
export { listOwnLists, ownListOf, setOwnList } from "./own-lists.ts";
export { changePriceList, listPriceLists, openPriceList, readPriceList } from "./price-lists.ts";
export { addPrice, changePrice, removePrice } from "./put-price.ts";
export {
  everybodys,
  type PriceBasis,
  type PriceItemRow,
  priceItemsOf,
  pricesFor,
  quoteAgreed,
  quoteFromItems,
  quoteLines,
  unitPrices,
} from "./queries.ts";
export { pricingInvariants } from "./verify.ts";
