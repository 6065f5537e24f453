// Quotes: offers to a company or a person, in versions. Owns quote, quote_line and quote_event. What is sent is never edited,
// only superseded; which of accepting, declining, superseding and expiring comes first is decided by one UPDATE each.
// Locks: the quote, after an approval and before the cart.
export {
  acceptQuote,
  createQuote,
  declineQuote,
  expireQuotes,
  type PricedLine,
  type QuoteContent,
  quoteToken,
  recordQuoteEvent,
  reopenQuote,
  saveQuote,
  sendQuote,
} from "./commands.ts";
export { forgetQuoted } from "./forget.ts";
export { lockQuote } from "./locks.ts";
export { offeredPrice } from "./model.ts";
export { type AgreedPrices, agreedPrices, listQuotes, quoteByToken, quoteDetail, quoteRow } from "./queries.ts";
