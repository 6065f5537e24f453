import { env } from "#server/platform/env.ts";

/**
 * The address a request came from, for rate limits. Each proxy appends the peer it saw to `x-forwarded-for`, so with n
 * proxies of ours the n-th entry from the end is true and everything before it is the client's own claim. Without a proxy
 * Next itself writes the peer there.
 */
export function clientAddress(header: string | null | undefined, proxies = env().TRUSTED_PROXIES): string {
  const hops = (header ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-Math.max(1, proxies)) || hops[0] || "unknown";
}
