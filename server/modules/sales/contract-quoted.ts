import { z } from "zod";
import { placeOrderInput } from "./contract.ts";

/** Accepting a quote asks what placing an order does, less what the quote says itself. */
export const acceptQuoteInput = placeOrderInput
  .omit({ email: true, shippingMethod: true, promise: true, company: true })
  .extend({ id: z.string().min(1).max(40) });
export type AcceptQuoteInput = z.infer<typeof acceptQuoteInput>;
