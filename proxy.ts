import { type NextRequest, NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { routing } from "#app/_i18n/routing.ts";
import { mayBeKnown } from "#server/api/known-address.ts";

const pickLanguage = createMiddleware(routing);
const goods = /^\/(fr|en)\/(products|categories)\/([^/]+)$/;

/**
 * Picks a language for addresses without one, and answers 404 for goods that do not exist before their page's shell is on
 * its way. Who may see a page is decided by the page.
 */
export default async function proxy(request: NextRequest): Promise<Response> {
  const [, locale, kind, slug] = goods.exec(request.nextUrl.pathname) ?? [];
  if (!locale || !slug) return pickLanguage(request);
  if (await mayBeKnown(kind === "products" ? "products" : "categories", decoded(slug))) return NextResponse.next();
  // The page for any other unknown address, made ahead.
  return NextResponse.rewrite(new URL(`/${locale}/_`, request.url), { status: 404 });
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

// Narrow on purpose: a match costs something. Of goods only whole pages pass here, not what the browser fetches ahead.
export const config = {
  matcher: [
    "/",
    "/(cart|checkout|search|order|account|admin|sign-in|register|dev)/:path*",
    {
      source: "/:locale(fr|en)/:kind(products|categories)/:slug",
      missing: [
        { type: "header", key: "rsc" },
        { type: "header", key: "next-router-prefetch" },
      ],
    },
  ],
};
