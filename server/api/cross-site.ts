import { env } from "../platform/env.ts";

/** A browser of another site may not make our visitors' browsers act: state-changing requests name our own origin. */
export function crossSite(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "cross-site" || site === "same-site";
  const origin = request.headers.get("origin");
  if (origin === null || origin === new URL(env().PUBLIC_URL).origin) return false;
  // "null" is what sandboxed frames and some redirects say: nobody of ours.
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}
