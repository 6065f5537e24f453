import type Stripe from "stripe";
import type { Tx } from "./store.ts";

/** What every rule of the sandbox works with: one change of the store at one instant. */
export type Work = {
  tx: Tx;
  /** Seconds since the epoch, like every time on Stripe's wire. */
  now: number;
  /** Where shoppers' browsers reach the sandbox, without a slash at the end. */
  publicUrl: string;
  hasWebhook: boolean;
  /** The API request that caused it; null when the shopper or the clock did. */
  request: Stripe.Event.Request | null;
  /** How long a refund of the slow test cards takes, in seconds. */
  refundDelay: number;
};
