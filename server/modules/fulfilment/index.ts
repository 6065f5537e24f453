/**
 * Fulfilment: how goods leave a location and reach the buyer. Owns shipping methods, deliveries (pickings) with their
 * lines, and parcels. Stock and the order itself belong to others: the flows of `server/flows/deliver-order` join them.
 */
export { quoteShipping, quoteShippingMethod, shippingCountries } from "./shipping-queries.ts";
