// Pricing: price lists and the rule that picks one price from them. Owns price_list and price_list_item.
// Prices are exact decimals in major units, with or without tax as the list says; only this module decides them.
export { addPrices, createPriceList, setPrice } from "./commands.ts";
export type { LineQuote } from "./contract.ts";
export { type PriceItem, priceQuote, type QuotedPrice } from "./model.ts";
export { quoteLines, unitPrices } from "./queries.ts";
