import createMiddleware from "next-intl/middleware";
import { routing } from "#app/_i18n/routing.ts";

// Picks a language for addresses without one and nothing else: who may see a page is decided by the page.
export default createMiddleware(routing);

// Narrow on purpose: each match costs more than a cached page does.
export const config = { matcher: ["/", "/(cart|wishlist|checkout|search|order|account|admin|sign-in|register|dev)/:path*"] };
