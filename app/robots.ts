import type { MetadataRoute } from "next";
import { siteUrl } from "#server/api/site.ts";
import { locales } from "#server/kernel/locales.ts";

/** Shop pages may be read; what is personal or endless may not. */
export default function robots(): MetadataRoute.Robots {
  const closed = [
    "account",
    "admin",
    "cart",
    "checkout",
    "order",
    "search",
    "sign-in",
    "register",
    "wishlist",
    "stock-alert",
  ];
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", ...locales.flatMap((l) => closed.map((p) => `/${l}/${p}`))],
    },
    sitemap: `${siteUrl()}/sitemap.xml`,
  };
}
