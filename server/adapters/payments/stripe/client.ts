import Stripe from "stripe";
import type { StripeConfig } from "./config.ts";

const defaultTimeoutMs = 8_000;
const networkRetries = 2;

/** The official SDK: retries keep their idempotency key, nothing is reported home. */
export function createStripeClient(config: Omit<StripeConfig, "webhookSecrets">): Stripe {
  const base = config.apiBase ? new URL(config.apiBase) : undefined;
  const protocol = base?.protocol === "http:" ? "http" : "https";
  return new Stripe(config.secretKey, {
    ...(base && { host: base.hostname, port: base.port || (protocol === "http" ? 80 : 443), protocol }),
    maxNetworkRetries: networkRetries,
    timeout: config.timeoutMs ?? defaultTimeoutMs,
    telemetry: false,
    appInfo: { name: "Comptoir" },
  });
}
